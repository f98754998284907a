package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into rows, so that everybody finds the same ones. A line ends with LF or CR LF, which is no part of
 * it; what follows the last line end is a line if there is anything. Holds one row at a time. Owned by one thread.
 */
public final class RowReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream source;
    private final RowFormat format;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int at;
    private int end;
    private long lineCount;
    private byte @Nullable [] columns;

    /** A reader of a stream that stays the caller's to close. */
    public RowReader(InputStream source, RowFormat format) {
        this.source = source;
        this.format = format;
    }

    /**
     * The next row, a fresh array; null at the end.
     *
     * @throws MalformedException if a row is longer than {@link Limits#DISCLOSED_BYTES_MAX}, or the file ends between double
     *     quotes
     */
    public byte @Nullable [] next() throws IOException, MalformedException {
        byte[] record = record();
        if (format == RowFormat.CSV && columns == null && record != null) {
            columns = record;
            record = record();
        }
        while (format != RowFormat.LINES && record != null && record.length == 0) {
            record = record();
        }
        byte[] names = columns;
        if (names == null || record == null) {
            return record;
        }
        byte[] row = new byte[names.length + 1 + record.length];
        System.arraycopy(names, 0, row, 0, names.length);
        row[names.length] = '\n';
        System.arraycopy(record, 0, row, names.length + 1, record.length);
        return checked(row);
    }

    /** The bytes up to the next line end that ends a record, or null. */
    private byte @Nullable [] record() throws IOException, MalformedException {
        line.reset();
        boolean isQuoted = false;
        boolean isAny = false;
        for (int next = read(); next >= 0; next = read()) {
            isAny = true;
            if (next == '\n' && !isQuoted) {
                return record(true);
            }
            // A doubled quote inside quotes closes and opens, which comes to the same.
            isQuoted ^= next == '"' && format == RowFormat.CSV;
            line.write(next);
            if (line.size() > Limits.DISCLOSED_BYTES_MAX + 1) {
                throw tooLong();
            }
        }
        if (isQuoted) {
            throw new MalformedException(
                    Malformed.SYNTAX, "record " + lineCount, "starts a quoted value that does not end");
        }
        return isAny ? record(false) : null;
    }

    private byte[] record(boolean hasLineEnd) throws MalformedException {
        byte[] bytes = line.toByteArray();
        boolean hasReturn = hasLineEnd && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        byte[] record = hasReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        lineCount++;
        return checked(record);
    }

    private byte[] checked(byte[] row) throws MalformedException {
        if (row.length > Limits.DISCLOSED_BYTES_MAX) {
            throw tooLong();
        }
        return row;
    }

    private MalformedException tooLong() {
        return new MalformedException(
                Malformed.LIMIT_EXCEEDED,
                "record " + lineCount,
                "is longer than DISCLOSED_BYTES_MAX = " + Limits.DISCLOSED_BYTES_MAX + " bytes");
    }

    private int read() throws IOException {
        if (at == end) {
            end = source.read(buffer);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        return buffer[at++] & 0xff;
    }
}
