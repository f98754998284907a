package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;

/** A string of half bytes: a key of a Merkle-Patricia trie, or a piece of one. Immutable. */
final class Nibbles {
    private static final int LEAF_FLAG = 2;
    private static final int ODD_FLAG = 1;

    private final byte[] nibbles;

    private Nibbles(byte[] owned) {
        this.nibbles = owned;
    }

    /** The nibbles of whole bytes, high half first. */
    static Nibbles ofKey(byte[] key) {
        return unpack(key, 0);
    }

    /**
     * Reads the hex-prefix encoding (yellow paper, appendix C): the first nibble is a flag, and when the count of
     * nibbles is even a zero nibble pads it.
     */
    static Nibbles ofHexPrefix(byte[] encoded) throws MalformedException {
        if (encoded.length == 0) {
            throw new MalformedException(Malformed.VALUE, "trie path", "is empty, want at least its flag");
        }
        int flag = encoded[0] >> 4 & 0xf;
        if (flag > (LEAF_FLAG | ODD_FLAG)) {
            throw new MalformedException(Malformed.VALUE, "trie path", "has flag " + flag + ", want 0 to 3");
        }
        boolean isOdd = (flag & ODD_FLAG) != 0;
        if (!isOdd && (encoded[0] & 0xf) != 0) {
            throw new MalformedException(
                    Malformed.NOT_CANONICAL, "trie path", "pads with " + (encoded[0] & 0xf) + ", want 0");
        }
        return unpack(encoded, isOdd ? 1 : 2);
    }

    /** Whether a hex-prefix path that {@link #ofHexPrefix} accepts belongs to a leaf. */
    static boolean isLeaf(byte[] encoded) {
        return (encoded[0] >> 4 & LEAF_FLAG) != 0;
    }

    private static Nibbles unpack(byte[] bytes, int skip) {
        byte[] nibbles = new byte[2 * bytes.length - skip];
        for (int i = 0; i < nibbles.length; i++) {
            int at = i + skip;
            nibbles[i] = (byte) (at % 2 == 0 ? bytes[at / 2] >> 4 & 0xf : bytes[at / 2] & 0xf);
        }
        return new Nibbles(nibbles);
    }

    /** By the first nibble that differs; a string comes before those that it starts. */
    static int compare(Nibbles one, Nibbles other) {
        return Arrays.compare(one.nibbles, other.nibbles);
    }

    int length() {
        return nibbles.length;
    }

    int at(int index) {
        return nibbles[index];
    }

    /** Whether {@code part} stands in this string at {@code offset}, whole. */
    boolean hasAt(int offset, Nibbles part) {
        if (length() - offset < part.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (nibbles[offset + i] != part.nibbles[i]) {
                return false;
            }
        }
        return true;
    }
}
