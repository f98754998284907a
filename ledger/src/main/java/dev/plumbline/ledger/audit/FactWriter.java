package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;

/** Packs the facts of one event: numbers as varints, so that most take one or two bytes. {@link FactReader} reads them. */
final class FactWriter {
    private static final int TYPICAL_BYTES = 256;

    private byte[] bytes = new byte[TYPICAL_BYTES];
    private int length;

    FactWriter number(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    FactWriter hash(Hash hash) {
        ensure(Hash.LENGTH);
        hash.copyTo(bytes, length);
        length += Hash.LENGTH;
        return this;
    }

    FactWriter amount(BigInteger amount) {
        return block(amount.toByteArray());
    }

    FactWriter block(byte[] block) {
        number(block.length);
        ensure(block.length);
        System.arraycopy(block, 0, bytes, length, block.length);
        length += block.length;
        return this;
    }

    FactWriter numbers(long[] values) {
        number(values.length);
        for (long value : values) {
            number(value);
        }
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
