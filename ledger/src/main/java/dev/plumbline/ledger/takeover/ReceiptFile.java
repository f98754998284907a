package dev.plumbline.ledger.takeover;

/**
 * A file that is said to be a receipt.
 *
 * @param name the file's, for the report
 * @param bytes what it holds; shared
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
public record ReceiptFile(String name, byte[] bytes) {
    /** Gives the file of a name again, so that not all of them have to be in memory. */
    @FunctionalInterface
    public interface Folder {
        /**
         * The file of that name.
         *
         * @throws java.io.IOException if it cannot be read, or is not there any more
         */
        ReceiptFile read(String name) throws java.io.IOException;
    }
}
