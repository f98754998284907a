package dev.plumbline.ledger.fairness;

import java.util.List;

/**
 * How long transactions wait, from when they were handed in until the first observer saw them in a block.
 *
 * <p>For comparing groups, the time without blocks is taken out: whoever handed in during an outage waited for the
 * rollup, not for its turn.
 */
final class Waits {
    private final List<LivenessGap> gaps;
    private final long blockMillis;

    Waits(Casebook casebook) {
        this.gaps = casebook.gaps();
        this.blockMillis = casebook.blockMillis();
    }

    /** All of the time. */
    static Wait of(TrackedTransaction transaction) {
        Inclusion inclusion = transaction.inclusion();
        return inclusion == null
                ? new Wait(transaction.observedUntilMillis() - transaction.submittedAtMillis(), false)
                : new Wait(inclusion.firstSeen() - transaction.submittedAtMillis(), true);
    }

    /** The time in which the rollup made blocks. */
    Wait whileBlocksCame(TrackedTransaction transaction) {
        Wait all = of(transaction);
        long from = transaction.submittedAtMillis();
        long to = from + all.millis();
        long dark = 0;
        for (LivenessGap gap : gaps) {
            // The last block time of a gap is the one that any block takes.
            long start = Math.max(from, gap.fromMillis());
            long end = Math.min(to, gap.toMillis() - blockMillis);
            dark += Math.max(0, end - start);
        }
        return all.lessBy(dark);
    }
}
