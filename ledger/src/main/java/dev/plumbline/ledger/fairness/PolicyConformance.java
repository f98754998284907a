package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the order of a block with the rule that OP-Stack builders follow unless told otherwise: at each place the
 * highest effective tip among the next transactions of all senders, ties by arrival.
 *
 * <p>The effective tip is the lower of the tip offered and what the fee cap leaves over the base fee. Deposits are left
 * out, L1 orders them. Without a base fee only pairs of transactions that name their tips are judged, by what they
 * offer, and an inversion has an innocent reading if some base fee that all of the block can pay undoes it; with the
 * base fee all pairs are judged exactly.
 *
 * <p>Takes time that grows with the square of the block, some nanoseconds a pair.
 */
public final class PolicyConformance {
    /** Unexplained pairs that are listed of one block, so that a block in another order does not fill the list. */
    private static final int LISTED_OF_BLOCK_MAX = 10;

    private final BlockOrder block;
    private final List<OrderedTransaction> judged = new ArrayList<>();
    // By place in judged: ranks of what is offered and of what is paid, and the place of the sender's one before.
    private final int[] offered;
    private final int[] paid;
    private final int[] before;
    private final BigInteger lowestCap;

    private long descending;
    private long ties;
    private long inversions;
    private long byNonce;
    private long byFeeCap;
    private long tiesAgainstArrival;
    private final List<OrderTally.Pair> unexplained = new ArrayList<>();

    private PolicyConformance(BlockOrder block) {
        this.block = block;
        List<Integer> predecessors = new ArrayList<>();
        Map<Address, Integer> last = new HashMap<>();
        for (OrderedTransaction transaction : block.transactions()) {
            if (isJudged(transaction)) {
                predecessors.add(last.getOrDefault(transaction.sender(), -1));
                judged.add(transaction);
                last.put(transaction.sender(), judged.size() - 1);
            }
        }
        this.before = predecessors.stream().mapToInt(Integer::intValue).toArray();
        this.offered = Ranks.of(judged.stream().map(OrderedTransaction::maxTip).toList());
        this.paid = Ranks.of(judged.stream().map(this::paidTip).toList());
        this.lowestCap = judged.stream()
                .map(OrderedTransaction::maxFee)
                .min(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
    }

    /** Judges every pair of one block. */
    public static OrderTally of(BlockOrder block) {
        return new PolicyConformance(block).tally();
    }

    private boolean isJudged(OrderedTransaction transaction) {
        return block.baseFee() == null
                ? transaction.type() == OrderedTransaction.DYNAMIC_FEE
                : transaction.type() != OrderedTransaction.DEPOSIT;
    }

    private BigInteger paidTip(OrderedTransaction transaction) {
        BigInteger baseFee = block.baseFee();
        return baseFee == null
                ? transaction.maxTip()
                : transaction.maxTip().min(transaction.maxFee().subtract(baseFee));
    }

    private OrderTally tally() {
        int count = judged.size();
        for (int first = 0; first < count; first++) {
            for (int second = first + 1; second < count; second++) {
                judge(first, second);
            }
        }
        return new OrderTally(
                count * (count - 1L) / 2,
                descending,
                ties,
                inversions,
                byNonce,
                byFeeCap,
                tiesAgainstArrival,
                unexplained);
    }

    private void judge(int first, int second) {
        if (offered[first] < offered[second] || paid[first] < paid[second]) {
            inversions++;
            explain(first, second);
        } else if (paid[first] == paid[second]) {
            ties++;
            if (isAgainstArrival(first, second)) {
                tiesAgainstArrival++;
            }
        } else {
            descending++;
        }
    }

    private void explain(int first, int second) {
        if (hadToWait(first, second)) {
            byNonce++;
        } else if (isUndoneByCap(first, second)) {
            byFeeCap++;
        } else if (unexplained.size() < LISTED_OF_BLOCK_MAX) {
            unexplained.add(new OrderTally.Pair(
                    block.number(), judged.get(first).hash(), judged.get(second).hash()));
        }
    }

    /** Whether the second could not stand at the first's place, its sender's one before standing there or later. */
    private boolean hadToWait(int first, int second) {
        return before[second] >= first;
    }

    private boolean isUndoneByCap(int first, int second) {
        if (block.baseFee() != null) {
            return paid[first] >= paid[second];
        }
        // The second offers more; it pays no more than the first under base fees from cap − tip of the first on, if
        // its cap is not the higher one. A base fee above anybody's cap is none.
        OrderedTransaction one = judged.get(first);
        OrderedTransaction other = judged.get(second);
        return other.maxFee().compareTo(one.maxFee()) <= 0
                && other.maxFee().subtract(one.maxTip()).compareTo(lowestCap) <= 0;
    }

    private boolean isAgainstArrival(int first, int second) {
        @Nullable Long one = judged.get(first).firstSeenMillis();
        @Nullable Long other = judged.get(second).firstSeenMillis();
        return one != null && other != null && other < one && !hadToWait(first, second);
    }
}
