package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What paired probes say: two transactions alike in all but their arm, sent at one time, the arm drawn by lot. That is
 * an experiment, so a difference comes from the arm; provided that the lot was not chosen after the fact, which is
 * checked first.
 *
 * @param standing whether the lot can be relied on; if not, there is no test
 * @param arms the names of the two arms, the first arm first; empty if there are not two
 * @param n pairs whose order is known
 * @param left pairs left out: neither is in a block, or an innocent cause was shown, or it is too early to say
 * @param median median difference, first arm less second, in milliseconds; NaN without pairs; infinite if that many of
 *     one arm are in no block
 * @param low lower end of its interval
 * @param high upper end
 * @param p chance of so unequal arms, or more so, if both are treated alike; 1 without a test
 */
public record PairedProbes(
        DrawStanding standing, List<String> arms, int n, int left, double median, double low, double high, double p) {
    /** Copies the list. */
    public PairedProbes {
        arms = List.copyOf(arms);
    }

    static PairedProbes of(ProbePlan plan, List<TrackedTransaction> transactions, double level) {
        Map<Word, TrackedTransaction> byHash = new HashMap<>();
        transactions.forEach(one -> byHash.put(one.tx(), one));
        Map<Integer, List<ProbePlan.Assignment>> pairs = new TreeMap<>();
        plan.assignments()
                .forEach(one -> pairs.computeIfAbsent(one.pair(), pair -> new ArrayList<>())
                        .add(one));
        List<String> arms = new TreeSet<>(plan.assignments().stream()
                        .map(ProbePlan.Assignment::arm)
                        .toList())
                .stream().toList();
        DrawStanding standing = standing(plan, pairs, arms, byHash);
        if (standing != DrawStanding.SHOWN) {
            return new PairedProbes(
                    standing,
                    arms.size() == 2 ? arms : List.of(),
                    0,
                    pairs.size(),
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    1);
        }
        List<Double> differences = new ArrayList<>();
        for (List<ProbePlan.Assignment> pair : pairs.values()) {
            boolean inOrder = pair.get(0).arm().equals(arms.get(0));
            TrackedTransaction first = byHash.get(pair.get(inOrder ? 0 : 1).tx());
            TrackedTransaction second = byHash.get(pair.get(inOrder ? 1 : 0).tx());
            double difference = difference(first, second);
            if (!Double.isNaN(difference)) {
                differences.add(difference);
            }
        }
        return measured(arms, differences, pairs.size() - differences.size(), level);
    }

    private static PairedProbes measured(List<String> arms, List<Double> differences, int left, double level) {
        int n = differences.size();
        double[] sorted =
                differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int low = n == 0 ? 0 : OrderStatisticInterval.lowRank(n, 0.5, level);
        int high = n == 0 ? 1 : OrderStatisticInterval.highRank(n, 0.5, level);
        return new PairedProbes(
                DrawStanding.SHOWN,
                arms,
                n,
                left,
                n == 0 ? Double.NaN : sorted[(n - 1) / 2],
                low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
                high > n ? Double.POSITIVE_INFINITY : sorted[high - 1],
                SignFlipChance.of(differences));
    }

    /** First less second in milliseconds, infinite if one is in no block; NaN if it is not known which is later. */
    private static double difference(@Nullable TrackedTransaction first, @Nullable TrackedTransaction second) {
        if (first == null || second == null || first.cause() != Cause.NONE || second.cause() != Cause.NONE) {
            return Double.NaN;
        }
        Wait one = Waits.of(first);
        Wait other = Waits.of(second);
        if (one.isOver() && other.isOver()) {
            return one.millis() - other.millis();
        }
        if (one.isLongerThan(other)) {
            return Double.POSITIVE_INFINITY;
        }
        return other.isLongerThan(one) ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    private static DrawStanding standing(
            ProbePlan plan,
            Map<Integer, List<ProbePlan.Assignment>> pairs,
            List<String> arms,
            Map<Word, TrackedTransaction> byHash) {
        byte[] seed = seed(plan.seed());
        if (plan.logIndex() == TrackedTransaction.NOT_LOGGED) {
            return DrawStanding.NOT_LOGGED;
        }
        if (plan.seed() == null) {
            return DrawStanding.NOT_DISCLOSED;
        }
        if (seed == null || !ProbeDraw.commitment(seed).equals(plan.seedCommitment())) {
            return DrawStanding.ANOTHER_SEED;
        }
        boolean arePaired = arms.size() == 2
                && pairs.values().stream()
                        .allMatch(pair -> pair.size() == 2
                                && !pair.get(0).arm().equals(pair.get(1).arm()));
        if (!arePaired) {
            return DrawStanding.NOT_PAIRED;
        }
        boolean isBefore = plan.assignments().stream()
                .map(one -> byHash.get(one.tx()))
                .allMatch(one -> one == null || one.logIndex() > plan.logIndex());
        if (!isBefore) {
            return DrawStanding.NOT_BEFORE_THE_PROBES;
        }
        boolean isDrawn = pairs.entrySet().stream()
                .allMatch(entry -> ProbeDraw.isSwapped(seed, entry.getKey())
                        == entry.getValue().get(0).arm().equals(arms.get(1)));
        return isDrawn ? DrawStanding.SHOWN : DrawStanding.ANOTHER_DRAW;
    }

    /** The seed's bytes; null if it is not that many hex digits. */
    private static byte @Nullable [] seed(@Nullable String hex) {
        if (hex == null || hex.length() != 2 * ProbeDraw.SEED_BYTES) {
            return null;
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(hex);
            return HexFormat.of().formatHex(bytes).equals(hex) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
