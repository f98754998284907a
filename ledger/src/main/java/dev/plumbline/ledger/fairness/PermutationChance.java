package dev.plumbline.ledger.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Would a group have so high a sum of scores if it had been drawn by lot? The lot falls within each stratum by itself:
 * of its members as many as belong to the group.
 *
 * <p>Where it can be, the chance is computed exactly, by adding up the distributions of the strata; else by drawing,
 * from a seed, as long as it takes to see that the sum is usual (J. Besag and P. Clifford 1991) and at most
 * {@link #DRAWS_MAX} times; and for more members than {@link #DRAWN_MAX} by the normal approximation with the exact
 * mean and variance.
 */
final class PermutationChance {
    /** Draws at most, so the least p that drawing gives is one in a hundred thousand. */
    static final int DRAWS_MAX = 99_999;
    /** Members at most for which lots are drawn. */
    static final int DRAWN_MAX = 4_000;
    /** Draws with so high a sum after which no more are needed. */
    private static final int EXCEEDING_MAX = 50;
    /** Additions at most that the exact way may take. */
    private static final long EXACT_WORK_MAX = 30_000_000;

    private PermutationChance() {}

    /** How a chance was found. */
    enum Method {
        EXACT("exact"),
        DRAWN("drawn"),
        NORMAL("normal approximation");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Members among whom the lot falls. */
    static final class Stratum {
        private final int[] scores;
        private final int group;

        /**
         * @param scores the score of each, the group's first; not to be changed any more
         * @param group how many of them belong to the group
         */
        Stratum(int[] scores, int group) {
            this.scores = scores;
            this.group = group;
        }

        int score(int member) {
            return scores[member];
        }

        int size() {
            return scores.length;
        }

        int group() {
            return group;
        }

        long sum() {
            return Arrays.stream(scores, 0, group).asLongStream().sum();
        }

        int lowest() {
            return Arrays.stream(scores).min().orElse(0);
        }

        int highest() {
            return Arrays.stream(scores).max().orElse(0);
        }

        /** Whether the lot can change anything. */
        boolean decides() {
            return group > 0 && group < scores.length && lowest() < highest();
        }
    }

    /**
     * What came out.
     *
     * @param p the chance of so high a sum, or a higher
     * @param method how it was found
     */
    record Outcome(double p, Method method) {}

    static Outcome of(List<Stratum> strata, long seed) {
        List<Stratum> deciding = strata.stream().filter(Stratum::decides).toList();
        if (deciding.isEmpty()) {
            return new Outcome(1, Method.EXACT);
        }
        if (exactWork(deciding) <= EXACT_WORK_MAX) {
            return new Outcome(exact(deciding), Method.EXACT);
        }
        long members = deciding.stream().mapToLong(one -> one.scores.length).sum();
        return members <= DRAWN_MAX
                ? new Outcome(drawn(deciding, new SplittableRandom(seed)), Method.DRAWN)
                : new Outcome(normal(deciding), Method.NORMAL);
    }

    private static long exactWork(List<Stratum> strata) {
        long work = 0;
        long range = 1;
        for (Stratum one : strata) {
            long own = (long) one.group * (one.highest() - one.lowest()) + 1;
            work += range * own + (long) one.scores.length * one.group * own;
            range += own - 1;
            if (work > EXACT_WORK_MAX) {
                break;
            }
        }
        return work;
    }

    static double exact(List<Stratum> strata) {
        double[] all = {1};
        long observed = 0;
        for (Stratum one : strata) {
            all = sumOf(all, distribution(one));
            observed += one.sum() - (long) one.group * one.lowest();
        }
        double p = 0;
        // From the far end, where the addends are small.
        for (int sum = all.length - 1; sum >= observed; sum--) {
            p += all[sum];
        }
        return Math.min(1, p);
    }

    /** The chance of each sum of a group drawn by lot, counted from the lowest. */
    private static double[] distribution(Stratum stratum) {
        int lowest = stratum.lowest();
        int range = stratum.group * (stratum.highest() - lowest);
        // ways[k][s] is the share of ways to have drawn k with sum s, scaled so that all of ways[group] is 1.
        double[][] ways = new double[stratum.group + 1][range + 1];
        ways[0][0] = 1;
        int seen = 0;
        for (int score : stratum.scores) {
            seen++;
            int up = score - lowest;
            for (int k = Math.min(seen, stratum.group); k >= 1; k--) {
                for (int sum = range; sum >= up; sum--) {
                    ways[k][sum] += ways[k - 1][sum - up];
                }
            }
        }
        double[] chances = ways[stratum.group];
        double whole = Arrays.stream(chances).sum();
        return Arrays.stream(chances).map(count -> count / whole).toArray();
    }

    private static double[] sumOf(double[] one, double[] other) {
        double[] sums = new double[one.length + other.length - 1];
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < other.length; j++) {
                sums[i + j] += one[i] * other[j];
            }
        }
        return sums;
    }

    static double drawn(List<Stratum> strata, SplittableRandom random) {
        long observed = strata.stream().mapToLong(Stratum::sum).sum();
        List<int[]> urns = strata.stream().map(one -> one.scores.clone()).toList();
        int exceeding = 0;
        for (int draw = 1; draw <= DRAWS_MAX; draw++) {
            long sum = 0;
            for (int i = 0; i < urns.size(); i++) {
                sum += draw(urns.get(i), strata.get(i).group(), random);
            }
            exceeding += sum >= observed ? 1 : 0;
            if (exceeding == EXCEEDING_MAX) {
                return (double) exceeding / draw;
            }
        }
        return (exceeding + 1.0) / (DRAWS_MAX + 1.0);
    }

    private static long draw(int[] urn, int count, SplittableRandom random) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int drawn = random.nextInt(i, urn.length);
            int score = urn[drawn];
            urn[drawn] = urn[i];
            urn[i] = score;
            sum += score;
        }
        return sum;
    }

    static double normal(List<Stratum> strata) {
        double mean = 0;
        double variance = 0;
        long observed = 0;
        for (Stratum one : strata) {
            double size = one.scores.length;
            double middle = Arrays.stream(one.scores).average().orElse(0);
            double squares = Arrays.stream(one.scores)
                    .mapToDouble(score -> (score - middle) * (score - middle))
                    .sum();
            mean += one.group * middle;
            variance += one.group * (size - one.group) / (size * (size - 1)) * squares;
            observed += one.sum();
        }
        return variance == 0 ? 1 : Normal.above((observed - 0.5 - mean) / Math.sqrt(variance));
    }
}
