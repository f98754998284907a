package dev.plumbline.ledger.fairness;

/**
 * How long something took, or how long it has taken so far.
 *
 * @param millis the time; less than zero if clocks disagree
 * @param isOver whether it happened; if not, it takes longer than that, by how much is not known
 */
record Wait(long millis, boolean isOver) {
    /** Whether this took longer than the other, for certain. */
    boolean isLongerThan(Wait other) {
        return other.isOver && (millis > other.millis || (millis == other.millis && !isOver));
    }

    Wait lessBy(long margin) {
        return new Wait(millis - margin, isOver);
    }
}
