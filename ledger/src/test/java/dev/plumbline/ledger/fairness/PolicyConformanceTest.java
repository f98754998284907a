package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.testkit.SharedVectors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyConformanceTest {
    /** 143 consecutive blocks of OP Mainnet; every inversion has an innocent reading. */
    @Test
    void realBlocksAreInOrder() throws Exception {
        JsonNode rows = new ObjectMapper()
                .readTree(SharedVectors.data("op-mainnet-143-blocks.json").toFile());
        Map<Long, List<OrderedTransaction>> blocks = new TreeMap<>();
        for (JsonNode row : rows) {
            blocks.computeIfAbsent(row.get("l2block").longValue(), number -> new ArrayList<>())
                    .add(real(row));
        }
        OrderTally tally = blocks.entrySet().stream()
                .map(block -> PolicyConformance.of(new BlockOrder(block.getKey(), null, block.getValue())))
                .reduce(OrderTally.NONE, OrderTally::plus);

        assertThat(rows).hasSize(1_766);
        assertThat(blocks).hasSize(143);
        assertThat(tally.pairs()).isEqualTo(8_444);
        assertThat(tally.inversions()).isEqualTo(21);
        assertThat(tally.byNonce()).isEqualTo(9);
        assertThat(tally.byFeeCap()).isEqualTo(12);
        assertThat(tally.unexplainedCount()).isZero();
        assertThat(Math.round(1_000.0 * tally.descending() / tally.pairs())).isEqualTo(617);
        assertThat(Math.round(1_000.0 * tally.ties() / tally.pairs())).isEqualTo(381);
    }

    private static OrderedTransaction real(JsonNode row) throws Exception {
        return new OrderedTransaction(
                Word.parseHex(row.get("hash").textValue(), "hash"),
                row.get("type").intValue(),
                Address.parseHex(row.get("sender").textValue(), "sender"),
                row.get("nonce").longValue(),
                row.get("maxFeePerGas").bigIntegerValue(),
                row.get("maxPriorityFeePerGas").bigIntegerValue(),
                null);
    }

    @Test
    void theHigherTipComesFirst() {
        assertThat(judge(0L, one(1, 9), one(2, 5), one(3, 5)))
                .isEqualTo(new OrderTally(3, 2, 1, 0, 0, 0, 0, List.of()));
        assertThat(judge(0L, one(1, 5), one(2, 9)).unexplained())
                .containsExactly(new OrderTally.Pair(7, Word.ofNumber(0), Word.ofNumber(1)));
    }

    @Test
    void aNonceThatHadToWaitExplains() {
        // The second of account 2 pays more than account 1, but its first could not come earlier.
        OrderTally tally = judge(0L, one(1, 5), one(2, 4), one(2, 9));
        assertThat(tally.byNonce()).isEqualTo(2);
        assertThat(tally.unexplainedCount()).isZero();
        // Its first stands before account 1, so its second could have stood there too.
        assertThat(judge(0L, one(2, 6), one(1, 5), one(2, 9)).unexplainedCount())
                .isOne();
    }

    @Test
    void aFeeCapThatLeavesLessExplains() {
        OrderedTransaction capped = transaction(2, 9, 12);
        assertThat(judge(8L, one(1, 5), capped).byFeeCap()).isOne();
        assertThat(judge(6L, one(1, 5), capped).unexplainedCount()).isOne();
        // Not offering more, but paying more.
        assertThat(judge(8L, capped, one(1, 5)).unexplainedCount()).isOne();
    }

    @Test
    void withoutABaseFeeAnyThatAllCanPayMayExplain() {
        // From 7 on the second, capped at 12, pays at most the 5 that the first pays.
        assertThat(judge(null, one(1, 5), transaction(2, 9, 12)).byFeeCap()).isOne();
        // But then the third could not pay for its place in the block.
        assertThat(judge(null, one(1, 5), transaction(2, 9, 12), transaction(3, 1, 6))
                        .unexplainedCount())
                .isOne();
        // A cap above the first's own is no excuse under any base fee.
        assertThat(judge(null, transaction(1, 5, 30), transaction(2, 9, 31)).unexplainedCount())
                .isOne();
    }

    @Test
    void depositsAreLeftOutAndOldTypesNeedABaseFee() {
        OrderedTransaction deposit = new OrderedTransaction(
                Word.ofNumber(90), OrderedTransaction.DEPOSIT, SimulatedRollup.address(9), 0, wei(0), wei(0), null);
        OrderedTransaction old =
                new OrderedTransaction(Word.ofNumber(91), 0, SimulatedRollup.address(8), 0, wei(7), wei(7), null);
        List<OrderedTransaction> both = List.of(deposit, numbered(one(1, 5), 0), old);
        assertThat(PolicyConformance.of(new BlockOrder(7, null, both)).pairs()).isZero();
        assertThat(PolicyConformance.of(new BlockOrder(7, wei(0), both)).pairs())
                .isOne();
    }

    @Test
    void tiesGoByArrival() {
        assertThat(judge(0L, seen(1, 200L), seen(2, 100L)).tiesAgainstArrival()).isOne();
        assertThat(judge(0L, seen(1, 100L), seen(2, 200L)).tiesAgainstArrival()).isZero();
        assertThat(judge(0L, seen(1, null), seen(2, 200L)).tiesAgainstArrival()).isZero();
        assertThat(judge(0L, seen(1, 200L), seen(1, 100L)).tiesAgainstArrival()).isZero();
    }

    /** A builder that takes the best of all senders' next ones, one after the other, is never in the wrong. */
    @Test
    void whatAnHonestBuilderBuildsIsNeverUnexplained() {
        var random = new SplittableRandom(16);
        for (int run = 0; run < 500; run++) {
            BigInteger baseFee = wei(random.nextInt(10));
            List<OrderedTransaction> block = build(random, baseFee);
            OrderTally tally = PolicyConformance.of(new BlockOrder(7, baseFee, block));
            assertThat(tally.unexplainedCount()).isZero();
            assertThat(tally.pairs()).isEqualTo(block.size() * (block.size() - 1L) / 2);
        }
    }

    private static List<OrderedTransaction> build(SplittableRandom random, BigInteger baseFee) {
        List<List<OrderedTransaction>> queues = new ArrayList<>();
        int number = 0;
        for (int sender = 0; sender < 6; sender++) {
            var queue = new ArrayList<OrderedTransaction>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int tip = random.nextInt(12);
                queue.add(numbered(transaction(sender, tip, 10 + Math.max(tip, random.nextInt(20))), number++));
            }
            queues.add(queue);
        }
        var block = new ArrayList<OrderedTransaction>();
        while (block.size() < number) {
            List<OrderedTransaction> best = queues.stream()
                    .filter(queue -> !queue.isEmpty())
                    .max(Comparator.comparing(queue -> paid(queue.get(0), baseFee)))
                    .orElseThrow();
            block.add(best.remove(0));
        }
        return block;
    }

    private static BigInteger paid(OrderedTransaction one, BigInteger baseFee) {
        return one.maxTip().min(one.maxFee().subtract(baseFee));
    }

    @Test
    void listsNoMoreThanItsLimitAndCountsAll() {
        OrderedTransaction[] ascending = new OrderedTransaction[60];
        for (int i = 0; i < ascending.length; i++) {
            ascending[i] = one(i, i);
        }
        OrderTally tally = judge(0L, ascending);
        assertThat(tally.unexplainedCount()).isEqualTo(1_770);
        assertThat(tally.unexplained()).hasSize(10);
        OrderTally many = OrderTally.NONE;
        for (int i = 0; i < 20; i++) {
            many = many.plus(tally);
        }
        assertThat(many.unexplainedCount()).isEqualTo(35_400);
        assertThat(many.unexplained()).hasSize(OrderTally.LISTED_MAX);
    }

    @Test
    void sumsThatDoNotHoldAreRefused() {
        var pair = new OrderTally.Pair(1, Word.ofNumber(1), Word.ofNumber(2));
        assertThatThrownBy(() -> new OrderTally(4, 1, 1, 1, 0, 0, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderTally(1, 0, 0, 1, 1, 1, 0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderTally(1, 0, 0, 1, 1, 0, 0, List.of(pair)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderTally(1, 0, 1, 0, 0, 0, 2, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderTally.Pair(1, Word.ZERO, Word.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OrderTally judge(@Nullable Long baseFee, OrderedTransaction... transactions) {
        var block = new ArrayList<OrderedTransaction>();
        for (OrderedTransaction one : transactions) {
            block.add(numbered(one, block.size()));
        }
        return PolicyConformance.of(new BlockOrder(7, baseFee == null ? null : wei(baseFee), block));
    }

    private static OrderedTransaction one(int sender, int tip) {
        return transaction(sender, tip, 1_000);
    }

    private static OrderedTransaction seen(int sender, @Nullable Long firstSeenMillis) {
        return new OrderedTransaction(
                Word.ZERO, 2, SimulatedRollup.address(sender), 0, wei(100), wei(5), firstSeenMillis);
    }

    private static OrderedTransaction transaction(int sender, int tip, int cap) {
        return new OrderedTransaction(Word.ZERO, 2, SimulatedRollup.address(sender), 0, wei(cap), wei(tip), null);
    }

    private static OrderedTransaction numbered(OrderedTransaction one, int number) {
        return new OrderedTransaction(
                Word.ofNumber(number),
                one.type(),
                one.sender(),
                number,
                one.maxFee(),
                one.maxTip(),
                one.firstSeenMillis());
    }

    private static BigInteger wei(long amount) {
        return BigInteger.valueOf(amount);
    }
}
