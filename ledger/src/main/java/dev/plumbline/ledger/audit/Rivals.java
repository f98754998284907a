package dev.plumbline.ledger.audit;

import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Pairs of entries of which only one may stand: two accruals of one inference, two payments of one line.
 *
 * <p>What replaces an entry is logged before the correction that says so. Whether two really stand side by side is therefore
 * not known until the head is reached, and is asked there.
 */
final class Rivals {
    /** Earlier rivals noted for one entry. With a first one it is already found wrong. */
    private static final int EARLIER_MAX = 16;

    private final Books books;
    // Rows (subject, number within it, holder).
    private final MVMap<long[], Long> holders;
    // Rows (number of the invariant, later, earlier).
    private final MVMap<long[], Long> pairs;

    Rivals(Books books) {
        this.books = books;
        this.holders = books.store().indexes("holders");
        this.pairs = books.store().indexes("pairs");
    }

    /** Notes that an entry takes what only one may have. The invariant is held for now. */
    void claim(Invariant invariant, long subject, long part, long claimant) {
        books.tallies().hold(invariant, 1);
        long kind = invariant.number();
        Cursor<long[], Long> earlier = holders.cursor(
                new long[] {kind, subject, part, 0}, new long[] {kind, subject, part, Long.MAX_VALUE}, false);
        for (int count = 0; earlier.hasNext() && count < EARLIER_MAX; count++) {
            long holder = earlier.next()[3];
            if (holder != claimant && !books.isSuperseded(holder)) {
                pair(invariant, claimant, holder, part);
            }
        }
        holders.put(new long[] {kind, subject, part, claimant}, 0L);
    }

    /** Notes that of two entries only one may stand. */
    void pair(Invariant invariant, long later, long earlier, long part) {
        pairs.put(new long[] {invariant.number(), later, earlier}, part);
    }

    /** Reports the pairs of which both stand at the head. */
    void report(Tallies tallies) {
        for (Invariant invariant : List.of(
                Invariant.REWARD_HAS_INFERENCE,
                Invariant.PAID_ONCE,
                Invariant.ONE_OUTCOME,
                Invariant.SETTLED_ON_CHAIN)) {
            Cursor<long[], Long> rows = pairs.cursor(
                    new long[] {invariant.number()}, new long[] {invariant.number(), Long.MAX_VALUE}, false);
            while (rows.hasNext()) {
                long[] pair = rows.next();
                if (!books.isSuperseded(pair[1]) && !books.isSuperseded(pair[2])) {
                    Facts later = books.store().at(pair[1]);
                    tallies.violated(
                            invariant,
                            pair[1],
                            later == null ? null : later.id(),
                            detail(invariant, pair[2], rows.getValue()));
                }
            }
        }
    }

    private static String detail(Invariant invariant, long earlier, long part) {
        return switch (invariant) {
            case REWARD_HAS_INFERENCE ->
                "rewards an inference that entry " + earlier + " rewards, and no correction parts them";
            case PAID_ONCE -> "pays line " + part + " that entry " + earlier + " pays, and no correction parts them";
            case ONE_OUTCOME -> "ends an attempt that entry " + earlier + " has ended";
            default -> "has the settlement of entry " + earlier + ", want one of its own";
        };
    }
}
