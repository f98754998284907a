package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * A string of half bytes: a key of a Merkle-Patricia trie, or a piece of one. Refers to the array that holds it, which must not
 * change as long as the string is used.
 */
final class Nibbles {
    private static final int LEAF_FLAG = 2;
    private static final int ODD_FLAG = 1;

    private final byte[] source;
    // Counts nibbles, of which each byte of the array has two.
    private final int from;
    private final int length;

    private Nibbles(byte[] source, int from, int length) {
        this.source = source;
        this.from = from;
        this.length = length;
    }

    /** The nibbles of whole bytes, high half first. */
    static Nibbles ofKey(byte[] key) {
        return new Nibbles(key, 0, 2 * key.length);
    }

    /**
     * Reads the hex-prefix encoding (yellow paper, appendix C) from one place to another, exclusive: the first nibble is a flag,
     * and when the count of nibbles is even a zero nibble pads it.
     */
    static Nibbles ofHexPrefix(byte[] source, int from, int to) throws MalformedException {
        if (from == to) {
            throw new MalformedException(Malformed.VALUE, "trie path", "is empty, want at least its flag");
        }
        int flag = source[from] >> 4 & 0xf;
        if (flag > (LEAF_FLAG | ODD_FLAG)) {
            throw new MalformedException(Malformed.VALUE, "trie path", "has flag " + flag + ", want 0 to 3");
        }
        boolean isOdd = (flag & ODD_FLAG) != 0;
        if (!isOdd && (source[from] & 0xf) != 0) {
            throw new MalformedException(
                    Malformed.NOT_CANONICAL, "trie path", "pads with " + (source[from] & 0xf) + ", want 0");
        }
        int skipped = isOdd ? 1 : 2;
        return new Nibbles(source, 2 * from + skipped, 2 * (to - from) - skipped);
    }

    /** Whether a hex-prefix path that {@link #ofHexPrefix} accepts and that has this first byte belongs to a leaf. */
    static boolean isLeaf(byte first) {
        return (first >> 4 & LEAF_FLAG) != 0;
    }

    /** By the first nibble that differs; a string comes before those that it starts. */
    static int compare(Nibbles one, Nibbles other) {
        int shorter = Math.min(one.length, other.length);
        for (int i = 0; i < shorter; i++) {
            if (one.at(i) != other.at(i)) {
                return one.at(i) - other.at(i);
            }
        }
        return one.length - other.length;
    }

    int length() {
        return length;
    }

    int at(int index) {
        int place = from + index;
        int pair = source[place / 2];
        return (place % 2 == 0 ? pair >> 4 : pair) & 0xf;
    }

    /** Whether {@code part} stands in this string at {@code offset}, whole. */
    boolean hasAt(int offset, Nibbles part) {
        if (length - offset < part.length) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (at(offset + i) != part.at(i)) {
                return false;
            }
        }
        return true;
    }
}
