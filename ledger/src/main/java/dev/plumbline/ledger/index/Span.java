package dev.plumbline.ledger.index;

/**
 * Consecutive numbers in the list of a key: a leaf index each, or a sequence number each.
 *
 * @param key whose list, compared without sign
 * @param start the first number, at least 0
 * @param length how many, at least 1
 */
record Span(long key, long start, long length) implements Comparable<Span> {
    /** The number behind the last. */
    long end() {
        return start + length;
    }

    long last() {
        return end() - 1;
    }

    /** Whether the other, which does not start earlier, overlaps this or follows without a gap. */
    boolean meets(Span later) {
        return later.key == key && later.start <= end();
    }

    Span joined(Span later) {
        return new Span(key, start, Math.max(end(), later.end()) - start);
    }

    @Override
    public int compareTo(Span other) {
        int byKey = Long.compareUnsigned(key, other.key);
        return byKey != 0 ? byKey : Long.compare(start, other.start);
    }
}
