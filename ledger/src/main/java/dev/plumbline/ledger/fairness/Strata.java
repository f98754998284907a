package dev.plumbline.ledger.fairness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions put beside those that an honest sequencer would treat alike: the same tip within the stated share, the
 * same quarter of the time between two blocks, and handed in one after the other. Only within such a stratum may a lot
 * decide whose is whose; so neither fees nor busy hours nor the habit of sending just after a block look like favour.
 *
 * <p>The order of the transactions given does not matter.
 */
final class Strata {
    /** Into how many parts the time between two blocks is cut. */
    static final int PHASES = 4;
    /** Members of a stratum; the last of a kind has up to half as many more. */
    static final int SIZE = 16;

    private static final Comparator<TrackedTransaction> BY_SUBMISSION = Comparator.comparingLong(
                    TrackedTransaction::submittedAtMillis)
            .thenComparing(transaction -> transaction.tx().hex());

    private Strata() {}

    private record Kind(long tip, long phase) {}

    static List<List<TrackedTransaction>> of(
            List<TrackedTransaction> transactions, Casebook casebook, FairnessOptions options) {
        long blockMillis = casebook.blockMillis();
        long boundary = boundary(casebook);
        Map<Kind, List<TrackedTransaction>> kinds = new LinkedHashMap<>();
        for (TrackedTransaction one :
                transactions.stream().sorted(BY_SUBMISSION).toList()) {
            long phase = Math.floorMod(one.submittedAtMillis() - boundary, blockMillis) * PHASES / blockMillis;
            kinds.computeIfAbsent(
                            new Kind(tipClass(one.maxTip(), options.feeMatch()), phase), kind -> new ArrayList<>())
                    .add(one);
        }
        var strata = new ArrayList<List<TrackedTransaction>>();
        for (List<TrackedTransaction> kind : kinds.values()) {
            int from = 0;
            while (kind.size() - from >= SIZE + SIZE / 2) {
                strata.add(kind.subList(from, from + SIZE));
                from += SIZE;
            }
            strata.add(kind.subList(from, kind.size()));
        }
        return strata;
    }

    /** A time at which a block came, if one is known. */
    private static long boundary(Casebook casebook) {
        long least = Long.MAX_VALUE;
        for (TrackedTransaction one : casebook.transactions()) {
            Inclusion inclusion = one.inclusion();
            if (inclusion != null) {
                least = Math.min(least, inclusion.blockTimeSeconds() * 1_000);
            }
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    /** Tips of one class differ by less than the share. */
    private static long tipClass(BigInteger tip, double share) {
        return tip.signum() == 0 ? Long.MIN_VALUE : (long) Math.floor(Math.log(tip.doubleValue()) / Math.log1p(share));
    }
}
