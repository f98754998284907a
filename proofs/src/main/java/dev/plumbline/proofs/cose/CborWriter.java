package dev.plumbline.proofs.cose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the kinds of CBOR that a receipt is made of: RFC 8949 in the core deterministic encoding of its section 4.2.1,
 * each head as short as it can be, each length definite. The keys of a map come sorted because the caller writes them so.
 */
final class CborWriter {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int NIL = 0xf6;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CborWriter integer(long value) {
        return value >= 0 ? head(UNSIGNED, value) : head(NEGATIVE, -1 - value);
    }

    CborWriter bytes(byte[] content) {
        head(BYTES, content.length);
        bytes.writeBytes(content);
        return this;
    }

    CborWriter text(String content) {
        byte[] utf8 = content.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** Starts an array; its items follow. */
    CborWriter array(int length) {
        return head(ARRAY, length);
    }

    /** Starts a map; its keys and values follow, the keys in the order of their encoded bytes. */
    CborWriter map(int size) {
        return head(MAP, size);
    }

    /** Tags the item that follows. */
    CborWriter tag(int number) {
        return head(TAG, number);
    }

    CborWriter nil() {
        bytes.write(NIL);
        return this;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private CborWriter head(int majorType, long argument) {
        int type = majorType << 5;
        if (argument < 24) {
            bytes.write(type | (int) argument);
            return this;
        }
        // 24, 25, 26 and 27 announce one, two, four and eight bytes.
        int power = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        bytes.write(type | 24 + power);
        for (int shift = 8 * ((1 << power) - 1); shift >= 0; shift -= 8) {
            bytes.write((int) (argument >>> shift));
        }
        return this;
    }
}
