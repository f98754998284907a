package dev.plumbline.ledger.fairness;

/**
 * A time in which the rollup made no block, longer than its pace allows.
 *
 * @param afterBlock number of the last block before it
 * @param beforeBlock number of the first block after it
 * @param fromMillis time of the block before it
 * @param toMillis time of the block after it, later
 * @param inFlight followed transactions that were handed in by its end and in no block before it
 */
public record LivenessGap(long afterBlock, long beforeBlock, long fromMillis, long toMillis, int inFlight) {
    /** @throws IllegalArgumentException if a number is negative or something is not in order */
    public LivenessGap {
        Bounds.checkAtLeast("block before the gap", afterBlock, 0);
        Bounds.checkAtLeast("block after the gap", beforeBlock, afterBlock + 1);
        Bounds.checkAtLeast("start of the gap", fromMillis, 0);
        Bounds.checkAtLeast("end of the gap", toMillis, fromMillis + 1);
        Bounds.checkAtLeast("transactions in flight", inFlight, 0);
    }

    /** How long it was, in milliseconds. */
    public long millis() {
        return toMillis - fromMillis;
    }
}
