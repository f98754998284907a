package dev.plumbline.api.cli;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.receipt.Receipt;

/** Receipts in files, read and not verified. */
final class ReceiptFiles {
    private ReceiptFiles() {}

    static Receipt read(String file, Console console) throws FailedException {
        byte[] bytes = InputFiles.readForLimit(file, Limits.RECEIPT_BYTES_MAX, console);
        try {
            return Receipt.parse(bytes);
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + " is no receipt: " + e.getMessage(), e);
        }
    }

    /** The event that a receipt is of. */
    static Event event(String file, Receipt receipt) throws FailedException {
        try {
            return Event.parse(receipt.entry());
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage(), e);
        }
    }
}
