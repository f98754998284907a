package dev.plumbline.api.report;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.proofs.rollup.Grade;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many of the included transactions have settled how far.
 *
 * @param counts the highest grade first, and of one grade what rests on most; no count is zero
 */
record SettlementTally(SortedMap<Standing, Integer> counts) {
    /**
     * A grade, and how it is known.
     *
     * @param basis null where nothing is known, which makes it unsafe
     */
    record Standing(Grade grade, SettlementSeen.@Nullable Basis basis) implements Comparable<Standing> {
        private static final Comparator<Standing> ORDER = Comparator.comparing(Standing::grade)
                .reversed()
                .thenComparing(Standing::basis, Comparator.nullsLast(Comparator.naturalOrder()));

        @Override
        public int compareTo(Standing other) {
            return ORDER.compare(this, other);
        }

        /** For people. */
        String words() {
            return basis == null ? grade.wireName() : grade.wireName() + ", " + basis.words();
        }
    }

    static SettlementTally of(Casebook casebook) {
        var counts = new TreeMap<Standing, Integer>();
        for (TrackedTransaction transaction : casebook.transactions()) {
            Inclusion inclusion = transaction.inclusion();
            if (inclusion != null) {
                SettlementSeen seen = casebook.settlementOf(inclusion);
                var standing =
                        seen == null ? new Standing(Grade.UNSAFE, null) : new Standing(seen.grade(), seen.basis());
                counts.merge(standing, 1, Integer::sum);
            }
        }
        return new SettlementTally(counts);
    }
}
