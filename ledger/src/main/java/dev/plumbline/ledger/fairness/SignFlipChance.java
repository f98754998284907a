package dev.plumbline.ledger.fairness;

import java.util.Arrays;
import java.util.List;

/**
 * Is one arm of randomised pairs later than the other? Which of a pair was in which arm was drawn by lot, so if the arms
 * are treated alike every difference could as well have had the other sign. The statistic is the sum of the signed
 * ranks of the differences (F. Wilcoxon 1945); its distribution is computed exactly up to {@link #EXACT_MAX} pairs.
 */
final class SignFlipChance {
    /** Pairs at most for which the distribution is exact; above, it is normal with the exact variance. */
    static final int EXACT_MAX = 300;

    private SignFlipChance() {}

    /**
     * The chance of a sum at least so far from none, in either direction.
     *
     * @param differences one for each pair; zeros say nothing and are left out
     */
    static double of(List<Double> differences) {
        double[] nonzero = differences.stream()
                .mapToDouble(Double::doubleValue)
                .filter(difference -> difference != 0)
                .toArray();
        if (nonzero.length == 0) {
            return 1;
        }
        int[] ranks = doubledRanks(nonzero);
        long sum = 0;
        for (int i = 0; i < ranks.length; i++) {
            sum += nonzero[i] > 0 ? ranks[i] : -ranks[i];
        }
        return ranks.length <= EXACT_MAX ? exact(ranks, Math.abs(sum)) : normal(ranks, Math.abs(sum));
    }

    /** Twice the rank of the size of each; equal sizes share the mean of their ranks. */
    private static int[] doubledRanks(double[] differences) {
        double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
        int[] ranks = new int[differences.length];
        for (int i = 0; i < ranks.length; i++) {
            double size = Math.abs(differences[i]);
            int first = firstAtLeast(sizes, size);
            int past = firstAtLeast(sizes, Math.nextUp(size));
            ranks[i] = first + 1 + past;
        }
        return ranks;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double exact(int[] ranks, long sum) {
        int whole = Arrays.stream(ranks).sum();
        // chances[s]: that the positive ranks add up to s.
        double[] chances = new double[whole + 1];
        chances[0] = 1;
        int reached = 0;
        for (int rank : ranks) {
            reached += rank;
            for (int s = reached; s >= 0; s--) {
                chances[s] = (chances[s] + (s >= rank ? chances[s - rank] : 0)) / 2;
            }
        }
        double p = 0;
        for (int s = 0; s <= whole; s++) {
            if (Math.abs(2L * s - whole) >= sum) {
                p += chances[s];
            }
        }
        return Math.min(1, p);
    }

    private static double normal(int[] ranks, long sum) {
        double variance =
                Arrays.stream(ranks).mapToDouble(rank -> (double) rank * rank).sum();
        return Math.min(1, 2 * Normal.above((sum - 1) / Math.sqrt(variance)));
    }
}
