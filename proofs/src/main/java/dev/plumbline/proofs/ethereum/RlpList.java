package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A list of RLP items where it stands: for each item its place in an array whose RLP is canonical. Only {@link CanonicalRlp}
 * makes one, so a head says truly how long it is.
 *
 * <p>For what is read once and mostly passed over, as trie nodes and headers are; who keeps items takes {@link RlpItem}. Refers to
 * the array, which must not change as long as the list is used. An index is that of an item, from 0 and below {@link #count}.
 */
final class RlpList {
    private final byte[] rlp;
    // Of each item, and behind the last where the list ends.
    private final int[] starts;

    RlpList(byte[] rlp, int[] starts) {
        this.rlp = rlp;
        this.starts = starts;
    }

    int count() {
        return starts.length - 1;
    }

    boolean isList(int index) {
        return CanonicalRlp.isList(rlp, starts[index]);
    }

    /** Whether an item is the empty string. */
    boolean isNone(int index) {
        return !isList(index) && length(index) == 0;
    }

    /** Bytes of a string. */
    int length(int index) {
        return end(index) - from(index);
    }

    /** Bytes of an item with its head. */
    int encodedLength(int index) {
        return end(index) - starts[index];
    }

    /** The array itself, in which the bytes of a string stand {@link #from} one place and before {@link #end another}. */
    byte[] shared() {
        return rlp;
    }

    int from(int index) {
        int start = starts[index];
        return start + CanonicalRlp.headLength(rlp[start] & 0xff);
    }

    int end(int index) {
        return starts[index + 1];
    }

    /** A fresh copy of the bytes of a string. */
    byte[] bytes(int index) {
        return Arrays.copyOfRange(rlp, from(index), end(index));
    }

    /** A string as a big-endian number. */
    BigInteger number(int index) {
        return new BigInteger(1, rlp, from(index), length(index));
    }

    /** A string of at most eight bytes as a big-endian number without a sign. */
    long unsignedLong(int index) {
        long number = 0;
        for (int at = from(index); at < end(index); at++) {
            number = number << Byte.SIZE | (rlp[at] & 0xff);
        }
        return number;
    }

    /**
     * An item that is a list.
     *
     * @param subject what is being read, for the message
     */
    RlpList list(int index, String subject) throws MalformedException {
        return CanonicalRlp.list(rlp, starts[index], end(index), subject);
    }
}
