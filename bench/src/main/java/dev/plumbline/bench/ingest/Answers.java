package dev.plumbline.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks at an answer without parsing it: how many of its lines say that an event was logged just now. */
final class Answers {
    /** Cannot stand inside a JSON string, where its quotes would be escaped. */
    private static final byte[] NEW = "\"status\":\"new\"".getBytes(US_ASCII);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long NEWLINES = '\n' * ONES;

    private Answers() {}

    /** Lines, the last of which needs no newline, with a status of "new". Looks at eight bytes at a time. */
    static int countNew(byte[] body, int size) {
        int count = 0;
        int start = 0;
        while (start < size) {
            int end = newline(body, start, size);
            count += isNew(body, start, end) ? 1 : 0;
            start = end + 1;
        }
        return count;
    }

    /** Index of the next newline, or {@code size}. */
    private static int newline(byte[] body, int from, int size) {
        int at = from;
        for (; at + Long.BYTES <= size; at += Long.BYTES) {
            long difference = (long) LONGS.get(body, at) ^ NEWLINES;
            // The lowest bit set marks the first byte that is zero; bits above it may be false.
            long zeros = (difference - ONES) & ~difference & (ONES << 7);
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (at < size && body[at] != '\n') {
            at++;
        }
        return at;
    }

    private static boolean isNew(byte[] body, int start, int end) {
        // The last member, for a server that writes keys in order; anywhere, for one that does not.
        int last = end - 1 - NEW.length;
        if (last >= start && matches(body, last)) {
            return true;
        }
        for (int at = start; at <= end - NEW.length; at++) {
            if (matches(body, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] body, int at) {
        return Arrays.equals(body, at, at + NEW.length, NEW, 0, NEW.length);
    }
}
