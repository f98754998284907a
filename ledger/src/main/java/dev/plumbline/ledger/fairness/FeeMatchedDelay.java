package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much longer each transaction waited than those of other cohorts that paid about the same tip in about the same
 * blocks: its wait less the median of theirs. Only what is in a block can be compared so.
 *
 * <p>After the measurement of censored transactions on L1 at ethresear.ch/t/15115.
 */
final class FeeMatchedDelay {
    /** Blocks to either side in which those compared with stand. */
    static final int BLOCKS = 5;
    /** Places to either side, in the order of blocks, that are looked at. */
    static final int REACH = 100;

    private FeeMatchedDelay() {}

    /** For each cohort the excesses, in milliseconds, ascending; of those that have anybody to be compared with. */
    static SortedMap<String, long[]> of(List<TrackedTransaction> transactions, double feeMatch) {
        List<TrackedTransaction> sorted = transactions.stream()
                .filter(one -> one.inclusion() != null)
                .sorted(Comparator.comparingLong(FeeMatchedDelay::block)
                        .thenComparing(one -> one.tx().hex()))
                .toList();
        SortedMap<String, List<Long>> excesses = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            long[] peers = peers(sorted, i, feeMatch);
            if (peers.length > 0) {
                TrackedTransaction one = sorted.get(i);
                excesses.computeIfAbsent(one.cohort(), cohort -> new ArrayList<>())
                        .add(Waits.of(one).millis() - OrderStatisticInterval.quantile(peers, 0.5));
            }
        }
        SortedMap<String, long[]> ascending = new TreeMap<>();
        for (Map.Entry<String, List<Long>> entry : excesses.entrySet()) {
            ascending.put(
                    entry.getKey(),
                    entry.getValue().stream()
                            .mapToLong(Long::longValue)
                            .sorted()
                            .toArray());
        }
        return ascending;
    }

    private static long[] peers(List<TrackedTransaction> sorted, int place, double feeMatch) {
        TrackedTransaction one = sorted.get(place);
        long[] waits = new long[2 * REACH];
        int count = 0;
        int to = Math.min(sorted.size() - 1, place + REACH);
        for (int i = Math.max(0, place - REACH); i <= to; i++) {
            TrackedTransaction other = sorted.get(i);
            if (!other.cohort().equals(one.cohort())
                    && Math.abs(block(other) - block(one)) <= BLOCKS
                    && isAlike(tip(other), tip(one), feeMatch)) {
                waits[count++] = Waits.of(other).millis();
            }
        }
        long[] found = Arrays.copyOf(waits, count);
        Arrays.sort(found);
        return found;
    }

    private static boolean isAlike(double tip, double wanted, double share) {
        return Math.abs(tip - wanted) <= share * wanted;
    }

    private static double tip(TrackedTransaction transaction) {
        Inclusion inclusion = transaction.inclusion();
        return inclusion == null ? 0 : inclusion.effectiveTip().doubleValue();
    }

    private static long block(TrackedTransaction transaction) {
        Inclusion inclusion = transaction.inclusion();
        return inclusion == null ? Long.MAX_VALUE : inclusion.block();
    }
}
