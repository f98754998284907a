package dev.plumbline.ledger.index;

/**
 * The lists of a stretch of the log, sorted by key and number and cut into pages; never changed, only merged.
 *
 * @param id names its pages; of two runs the later written has the higher
 * @param from leaf index of the first entry
 * @param to leaf index behind the last
 */
record Run(long id, long from, long to) {
    /** How many runs are merged into one, so that an event is written about log8 of the log's size times. */
    static final int FAN_IN = 8;
    /** Runs of that many entries are merged no more: it bounds how long one merge takes. */
    static final long SEALED_SIZE = 1 << 18;

    long size() {
        return to - from;
    }

    boolean isSealed() {
        return size() >= SEALED_SIZE;
    }

    /** Runs of one tier differ in size by less than a factor of eight. */
    int tier() {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(size())) / 3;
    }
}
