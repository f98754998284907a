package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the pairs of transactions that share a block stand to the usual rule of order: by effective tip, the highest
 * first, each sender's nonces ascending, and ties by arrival.
 *
 * @param pairs pairs that were judged; the next three add up to it
 * @param descending pairs whose first pays the higher tip
 * @param ties pairs that pay the same tip
 * @param inversions pairs whose second offers or pays the higher tip
 * @param byNonce inversions whose second had to wait for an earlier nonce of its sender
 * @param byFeeCap other inversions that the fee caps undo: after the base fee the second pays no more than the first
 * @param tiesAgainstArrival ties of two senders whose second was seen waiting before the first
 * @param unexplained what is left of the inversions, at most the first {@link #LISTED_MAX}
 */
public record OrderTally(
        long pairs,
        long descending,
        long ties,
        long inversions,
        long byNonce,
        long byFeeCap,
        long tiesAgainstArrival,
        List<Pair> unexplained) {
    /** Unexplained pairs that are listed one by one; {@link #unexplainedCount} counts them all. */
    public static final int LISTED_MAX = 100;
    /** Of no block. */
    public static final OrderTally NONE = new OrderTally(0, 0, 0, 0, 0, 0, 0, List.of());

    /**
     * Copies the list and checks the sums.
     *
     * @throws IllegalArgumentException if a number is negative, a sum does not hold, or pairs are listed that were not
     *     counted
     */
    public OrderTally {
        unexplained = List.copyOf(unexplained);
        Stream.of(pairs, descending, ties, inversions, byNonce, byFeeCap, tiesAgainstArrival)
                .forEach(count -> Bounds.checkAtLeast("count of pairs", count, 0));
        if (descending + ties + inversions != pairs || tiesAgainstArrival > ties) {
            throw new IllegalArgumentException(pairs + " pairs, but " + descending + " descending, " + ties + " ties ("
                    + tiesAgainstArrival + " against arrival) and " + inversions + " inversions");
        }
        long left = inversions - byNonce - byFeeCap;
        if (left < 0 || unexplained.size() > Math.min(left, LISTED_MAX)) {
            throw new IllegalArgumentException(
                    unexplained.size() + " pairs listed of " + left + ", want no more, and at most " + LISTED_MAX);
        }
    }

    /**
     * Two transactions of one block, in their order.
     *
     * @param block number of the block
     * @param first hash of the one that stands first
     * @param second hash of the other
     */
    public record Pair(long block, Word first, Word second) {
        /** @throws IllegalArgumentException if the number is negative or the two are one */
        public Pair {
            Bounds.checkAtLeast("block", block, 0);
            if (first.equals(second)) {
                throw new IllegalArgumentException("pair of " + first + " with itself");
            }
        }
    }

    /** Inversions with no innocent reading, listed or not. */
    public long unexplainedCount() {
        return inversions - byNonce - byFeeCap;
    }

    /** Both together; of the lists, as much as is listed. */
    public OrderTally plus(OrderTally other) {
        return new OrderTally(
                pairs + other.pairs,
                descending + other.descending,
                ties + other.ties,
                inversions + other.inversions,
                byNonce + other.byNonce,
                byFeeCap + other.byFeeCap,
                tiesAgainstArrival + other.tiesAgainstArrival,
                Stream.concat(unexplained.stream(), other.unexplained.stream())
                        .limit(LISTED_MAX)
                        .toList());
    }
}
