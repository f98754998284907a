package dev.plumbline.ledger.sequence;

import java.util.Arrays;

/**
 * From 64-bit fingerprints to leaf indexes, in memory: 16 bytes a place, at most three quarters of them taken.
 *
 * <p>Two keys may share a fingerprint. So a candidate is a question, answered by the entry itself, and no candidate is
 * certainty. Guarded by whoever owns it.
 */
final class FingerprintTable {
    private static final int PLACES_MIN = 1 << 10;
    private static final long[] NONE = {};

    private long[] fingerprints = new long[PLACES_MIN];
    /** Leaf index plus one; 0 marks an empty place. */
    private long[] indexes = new long[PLACES_MIN];

    private int count;

    /** The indexes under this fingerprint, nearly always none or one. */
    long[] candidates(long fingerprint) {
        int mask = indexes.length - 1;
        long[] found = NONE;
        for (int place = (int) fingerprint & mask; indexes[place] != 0; place = (place + 1) & mask) {
            if (fingerprints[place] == fingerprint) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = indexes[place] - 1;
            }
        }
        return found;
    }

    /** Adds an index under a fingerprint. */
    void put(long fingerprint, long index) {
        if (++count > indexes.length / 4 * 3) {
            grow();
        }
        place(fingerprint, index + 1);
    }

    private void place(long fingerprint, long indexPlusOne) {
        int mask = indexes.length - 1;
        int place = (int) fingerprint & mask;
        while (indexes[place] != 0) {
            place = (place + 1) & mask;
        }
        fingerprints[place] = fingerprint;
        indexes[place] = indexPlusOne;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        long[] oldIndexes = indexes;
        fingerprints = new long[Math.multiplyExact(oldIndexes.length, 2)];
        indexes = new long[fingerprints.length];
        for (int i = 0; i < oldIndexes.length; i++) {
            if (oldIndexes[i] != 0) {
                place(oldFingerprints[i], oldIndexes[i]);
            }
        }
    }
}
