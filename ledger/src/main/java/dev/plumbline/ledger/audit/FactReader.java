package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Hash;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads what {@link FactWriter} packed, in the same order. */
final class FactReader {
    private final byte[] bytes;
    private int at;

    FactReader(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long folded = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            folded |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (folded >>> 1) ^ -(folded & 1);
            }
        }
    }

    Hash hash() {
        Hash hash = Hash.copyOf(bytes, at);
        at += Hash.LENGTH;
        return hash;
    }

    BigInteger amount() {
        return new BigInteger(block());
    }

    byte[] block() {
        int length = (int) number();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    long[] numbers() {
        long[] values = new long[(int) number()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number();
        }
        return values;
    }
}
