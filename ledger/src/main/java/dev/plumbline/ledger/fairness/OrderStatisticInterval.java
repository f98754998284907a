package dev.plumbline.ledger.fairness;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The interval of a quantile between two values of the sample, whatever the distribution: how many values lie below the
 * quantile is binomial. Either end misses with at most half the level.
 *
 * <p>H. A. David and H. N. Nagaraja, Order Statistics, section 7.1. Where the sample is too small for an end, that end
 * is unbounded: the 99th percentile has an upper end from 368 values on at the level 0.05.
 */
final class OrderStatisticInterval {
    private OrderStatisticInterval() {}

    /** @param sorted the sample, ascending */
    static Interval of(long[] sorted, double quantile, double level) {
        int count = sorted.length;
        if (count == 0) {
            return Interval.UNBOUNDED;
        }
        int low = lowRank(count, quantile, level);
        int high = highRank(count, quantile, level);
        return new Interval(
                low == 0 ? Double.NEGATIVE_INFINITY : sorted[low - 1],
                high > count ? Double.POSITIVE_INFINITY : sorted[high - 1]);
    }

    /** The sample's own quantile: the least value that a share of at least {@code quantile} does not exceed. */
    static long quantile(long[] sorted, double quantile) {
        // The small number keeps 0.9 × 10 at 9, which it is not in binary.
        int rank = (int) Math.ceil(quantile * sorted.length - 1e-9);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The highest rank, from 1, whose value is above the quantile with at most half the level; 0 if there is none. */
    static int lowRank(int count, double quantile, double level) {
        BinomialDistribution below = BinomialDistribution.of(count, quantile);
        int rank = below.inverseCumulativeProbability(level / 2);
        // The inverse is the first that reaches the share; the rank may be one higher if it meets it exactly.
        return below.cumulativeProbability(rank) <= level / 2 ? rank + 1 : rank;
    }

    /** The lowest rank whose value is below the quantile with at most half the level; one past the last if none is. */
    static int highRank(int count, double quantile, double level) {
        return BinomialDistribution.of(count, quantile).inverseCumulativeProbability(1 - level / 2) + 1;
    }
}
