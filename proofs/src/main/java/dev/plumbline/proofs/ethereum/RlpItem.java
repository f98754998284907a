package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * One item of RLP (Ethereum yellow paper, appendix B): a byte string or a list of items. Immutable.
 *
 * <p>Reading accepts exactly what writing produces: one item, no bytes after it, every length in its shortest form.
 */
public sealed interface RlpItem {
    /** Lists within lists that are read, the outermost counting as 1; a trie node needs four. */
    int DEPTH_MAX = 16;

    /** A string of bytes, compared by value. */
    final class Text implements RlpItem {
        // The item is these bytes of an array that nobody changes and that other items may share.
        private final byte[] source;
        private final int from;
        private final int to;

        Text(byte[] owned, int from, int to) {
            this.source = owned;
            this.from = from;
            this.to = to;
        }

        /** A fresh copy of the bytes. */
        public byte[] bytes() {
            return Arrays.copyOfRange(source, from, to);
        }

        /** Number of bytes. */
        public int length() {
            return to - from;
        }

        /** Whether it is one byte that stands for itself, without a length. */
        boolean isItsOwnForm() {
            return length() == 1 && source[from] >= 0;
        }

        /** Copies the bytes to a place in an array and gives the place behind them. */
        int copyTo(byte[] target, int at) {
            System.arraycopy(source, from, target, at, length());
            return at + length();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Text text && Arrays.equals(source, from, to, text.source, text.from, text.to);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes());
        }

        @Override
        public String toString() {
            return HexData.encode(bytes());
        }
    }

    /** A list of items. */
    record Sequence(List<RlpItem> items) implements RlpItem {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A byte string that holds a copy of {@code bytes}. */
    static RlpItem of(byte[] bytes) {
        return text(bytes.clone());
    }

    /** A list of {@code items}. */
    static RlpItem of(List<RlpItem> items) {
        return new Sequence(items);
    }

    /**
     * A number as RLP writes it: big-endian without leading zeros, 0 as the empty string.
     *
     * @throws IllegalArgumentException if {@code number} is negative
     */
    static RlpItem ofNumber(BigInteger number) {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("RLP number is " + number + ", want 0 or more");
        }
        byte[] signed = number.toByteArray();
        return text(signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed);
    }

    private static Text text(byte[] owned) {
        return new Text(owned, 0, owned.length);
    }

    /**
     * Reads exactly one item.
     *
     * @param subject what is being read, for the message
     */
    static RlpItem parse(byte[] rlp, String subject) throws MalformedException {
        CanonicalRlp.checkSize(rlp, subject);
        return CanonicalRlp.parse(rlp.clone(), subject);
    }

    /** Writes the item. */
    default byte[] encode() {
        return RlpWriter.encode(this);
    }
}
