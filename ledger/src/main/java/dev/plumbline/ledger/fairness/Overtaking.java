package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Who was put into an earlier block than somebody who had come clearly before and paid no less.
 *
 * <p>A pair is eligible if the two have different senders, the first was handed in earlier by more than the margin, and
 * it could have stood in the block of the second: its sender's nonce before it was in that block or an earlier one, and
 * after that block's base fee it pays at least as much tip. Who is in no block is not here but with omissions. Each is
 * paired with those handed in within {@link #WINDOW_BLOCKS} blocks after the margin and with at most the first
 * {@link #PARTNERS_MAX} of them, so time grows with the number of transactions and not with its square.
 *
 * @param pairs eligible pairs
 * @param overtakings pairs of them in which the later one came first
 * @param byAllObservers overtakings that every observer of both blocks saw in that order (γ = 1)
 * @param overtaken transactions that were overtaken at least once
 * @param listed the overtakings one by one, at most the first {@link #LISTED_MAX}
 */
public record Overtaking(
        long pairs, long overtakings, long byAllObservers, Set<Word> overtaken, List<Overtaken> listed) {
    /** Blocks after the margin within which the other of a pair is handed in. */
    public static final int WINDOW_BLOCKS = 30;
    /** Others that each is paired with at most. */
    public static final int PARTNERS_MAX = 500;
    /** Overtakings that are listed one by one. */
    public static final int LISTED_MAX = 1_000;

    /** Copies the collections. */
    public Overtaking {
        overtaken = Set.copyOf(overtaken);
        listed = List.copyOf(listed);
    }

    /**
     * One overtaking.
     *
     * @param earlier the one that was handed in first
     * @param later the one that was handed in later and stands in an earlier block
     * @param observers observers that saw both blocks
     * @param agreeing how many of them saw the block of {@code later} first
     */
    public record Overtaken(TrackedTransaction earlier, TrackedTransaction later, int observers, int agreeing) {}

    private record Slot(Address sender, long nonce) {}

    boolean isOvertaken(TrackedTransaction transaction) {
        return overtaken.contains(transaction.tx());
    }

    static Overtaking of(List<TrackedTransaction> transactions, long deltaMillis, long blockMillis) {
        Map<Slot, Long> blocks = new HashMap<>();
        for (TrackedTransaction one : transactions) {
            Inclusion inclusion = one.inclusion();
            blocks.put(new Slot(one.sender(), one.nonce()), inclusion == null ? Long.MAX_VALUE : inclusion.block());
        }
        List<TrackedTransaction> sorted = transactions.stream()
                .filter(one -> one.way() == Way.ORDINARY && one.inclusion() != null)
                .sorted(Comparator.comparingLong(TrackedTransaction::submittedAtMillis)
                        .thenComparing(one -> one.tx().hex()))
                .toList();
        var count = new Count(blocks, sorted, deltaMillis, deltaMillis + WINDOW_BLOCKS * blockMillis);
        count.all();
        return new Overtaking(count.pairs, count.overtakings, count.byAllObservers, count.overtaken, count.listed);
    }

    /** The counting of {@link #of}. */
    private static final class Count {
        private final Map<Slot, Long> blocks;
        private final List<TrackedTransaction> sorted;
        private final long fromMillis;
        private final long toMillis;
        private long pairs;
        private long overtakings;
        private long byAllObservers;
        private final Set<Word> overtaken = new HashSet<>();
        private final List<Overtaken> listed = new ArrayList<>();

        Count(Map<Slot, Long> blocks, List<TrackedTransaction> sorted, long fromMillis, long toMillis) {
            this.blocks = blocks;
            this.sorted = sorted;
            this.fromMillis = fromMillis;
            this.toMillis = toMillis;
        }

        void all() {
            int first = 0;
            for (TrackedTransaction earlier : sorted) {
                long submitted = earlier.submittedAtMillis();
                while (first < sorted.size() && sorted.get(first).submittedAtMillis() <= submitted + fromMillis) {
                    first++;
                }
                int last = Math.min(sorted.size(), first + PARTNERS_MAX);
                for (int i = first; i < last && sorted.get(i).submittedAtMillis() <= submitted + toMillis; i++) {
                    if (earlier.cause() == Cause.NONE) {
                        pair(earlier, sorted.get(i));
                    }
                }
            }
        }

        private void pair(TrackedTransaction earlier, TrackedTransaction later) {
            Inclusion one = earlier.inclusion();
            Inclusion other = later.inclusion();
            if (one == null || other == null || earlier.sender().equals(later.sender()) || !fits(earlier, other)) {
                return;
            }
            pairs++;
            if (other.block() < one.block()) {
                overtakings++;
                overtaken.add(earlier.tx());
                Overtaken seen = seen(earlier, one.firstSeenMillis(), later, other.firstSeenMillis());
                byAllObservers += seen.agreeing() == seen.observers() ? 1 : 0;
                if (listed.size() < LISTED_MAX) {
                    listed.add(seen);
                }
            }
        }

        /** Whether it could have stood in that block, and before what that one's tip is for. */
        private boolean fits(TrackedTransaction earlier, Inclusion block) {
            long before = blocks.getOrDefault(new Slot(earlier.sender(), earlier.nonce() - 1), -1L);
            BigInteger paid = earlier.maxTip().min(earlier.maxFee().subtract(block.baseFee()));
            return before <= block.block() && paid.signum() >= 0 && paid.compareTo(block.effectiveTip()) >= 0;
        }

        private static Overtaken seen(
                TrackedTransaction earlier,
                SortedMap<String, Long> seenEarlier,
                TrackedTransaction later,
                SortedMap<String, Long> seenLater) {
            int observers = 0;
            int agreeing = 0;
            for (Map.Entry<String, Long> seen : seenLater.entrySet()) {
                Long other = seenEarlier.get(seen.getKey());
                if (other != null) {
                    observers++;
                    agreeing += seen.getValue() < other ? 1 : 0;
                }
            }
            return new Overtaken(earlier, later, observers, agreeing);
        }
    }
}
