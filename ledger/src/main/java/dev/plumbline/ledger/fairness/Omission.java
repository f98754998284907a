package dev.plumbline.ledger.fairness;

import java.util.List;

/**
 * How many of one way are in no block, of those whose time is up.
 *
 * <p>Of what was forced through L1 the rollup's rules say where it must stand by when: absent past that, it is
 * <em>unexplained</em>. What was handed to endpoints may never have reached the sequencer: it is <em>not included</em>,
 * and no more can be decided.
 *
 * @param way the way
 * @param n those whose deadline is past, or that are in a block, without those that have an innocent cause
 * @param absent how many of these are in no block
 * @param late how many of these are in a block that is dated after their deadline
 * @param benign how many are in no block with an innocent cause that was shown
 * @param pending how many are in no block and not due, or have no deadline
 * @param interval the share that is absent, exact
 */
record Omission(Way way, long n, long absent, long late, long benign, long pending, Interval interval) {
    static Omission of(List<TrackedTransaction> transactions, Way way, double level) {
        long included = 0;
        long absent = 0;
        long late = 0;
        long benign = 0;
        long pending = 0;
        for (TrackedTransaction one : transactions) {
            if (one.way() == way) {
                included += one.inclusion() != null ? 1 : 0;
                late += isLate(one) ? 1 : 0;
                if (one.inclusion() == null) {
                    boolean isBenign = one.cause() != Cause.NONE;
                    benign += isBenign ? 1 : 0;
                    absent += !isBenign && isPastDeadline(one) ? 1 : 0;
                    pending += !isBenign && !isPastDeadline(one) ? 1 : 0;
                }
            }
        }
        return new Omission(
                way,
                included + absent,
                absent,
                late,
                benign,
                pending,
                ClopperPearson.of(absent, included + absent, level));
    }

    /** What can be said of one transaction by itself. */
    static VerdictWord word(TrackedTransaction transaction) {
        if (transaction.inclusion() != null) {
            return VerdictWord.INCLUDED;
        }
        if (transaction.cause() != Cause.NONE) {
            return VerdictWord.BENIGN_CAUSE_SHOWN;
        }
        return transaction.way() == Way.FORCED && isPastDeadline(transaction)
                ? VerdictWord.UNEXPLAINED
                : VerdictWord.NOT_INCLUDED;
    }

    private static boolean isPastDeadline(TrackedTransaction transaction) {
        Long due = transaction.dueAtMillis();
        return due != null && transaction.observedUntilMillis() > due;
    }

    private static boolean isLate(TrackedTransaction transaction) {
        Long due = transaction.dueAtMillis();
        Inclusion inclusion = transaction.inclusion();
        return due != null && inclusion != null && inclusion.blockTimeSeconds() * 1_000 > due;
    }
}
