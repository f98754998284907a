package dev.plumbline.ledger.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.SQLDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A stretch of a run as bytes: spans in order, each as three varints: the key less the key before it, the start (less
 * the end before it, if the key is the same), and the length less one. In front of them their CRC-32C, which H2 lacks.
 */
final class Page {
    private static final int CHECKSUM_BYTES = 4;
    private static final int VARINT_BYTES_MAX = 10;

    private Page() {}

    /**
     * What a page is found by: the last key and number in it, big-endian, so that the first page whose position is not
     * below (key, number) is the only one that can hold that number.
     */
    static byte[] position(long key, long number) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(key).putLong(number).array();
    }

    /** Reads a page. Costs about 10 ns a span. */
    static List<Span> decode(byte[] page) throws SQLDataException {
        ByteBuffer bytes = ByteBuffer.wrap(page);
        if (page.length < CHECKSUM_BYTES || bytes.getInt() != checksum(page)) {
            throw new SQLDataException("a page of " + page.length + " bytes fails its checksum");
        }
        List<Span> spans = new ArrayList<>();
        long key = 0;
        long end = 0;
        while (bytes.hasRemaining()) {
            long keyStep = readVarint(bytes);
            key += keyStep;
            long start = keyStep == 0 ? end + readVarint(bytes) : readVarint(bytes);
            var span = new Span(key, start, readVarint(bytes) + 1);
            spans.add(span);
            end = span.end();
        }
        return spans;
    }

    private static long readVarint(ByteBuffer bytes) throws SQLDataException {
        long value = 0;
        for (int shift = 0; shift < 7 * VARINT_BYTES_MAX; shift += 7) {
            if (!bytes.hasRemaining()) {
                break;
            }
            byte part = bytes.get();
            value |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new SQLDataException("a page holds a number that does not end");
    }

    private static int checksum(byte[] page) {
        var crc = new CRC32C();
        crc.update(page, CHECKSUM_BYTES, page.length - CHECKSUM_BYTES);
        return (int) crc.getValue();
    }

    /** Puts spans into pages. */
    static final class Writer {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private long key;
        private long end;

        Writer() {
            body.writeBytes(new byte[CHECKSUM_BYTES]);
        }

        /** Adds a span that comes after all those in the page and meets none of them. */
        void add(Span span) {
            writeVarint(span.key() - key);
            writeVarint(span.key() == key ? span.start() - end : span.start());
            writeVarint(span.length() - 1);
            key = span.key();
            end = span.end();
        }

        int sizeBytes() {
            return body.size();
        }

        boolean isEmpty() {
            return body.size() == CHECKSUM_BYTES;
        }

        byte[] position() {
            return Page.position(key, end - 1);
        }

        /** The page so far. */
        byte[] encode() {
            byte[] page = body.toByteArray();
            ByteBuffer.wrap(page).putInt(checksum(page));
            return page;
        }

        private void writeVarint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                body.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            body.write((int) rest);
        }
    }
}
