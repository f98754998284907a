package dev.plumbline.ledger.fairness;

/**
 * By how much one group is later than another: the median of all differences between one of each, with the interval
 * that goes with the rank-sum test.
 *
 * <p>The differences are never listed: the k-th smallest is found by halving, in time that grows with the sizes times
 * the logarithm of the range.
 *
 * @param shift the median difference, in the unit of the values
 * @param interval its interval, from the normal approximation of the rank sum
 */
record HodgesLehmann(double shift, Interval interval) {
    /**
     * @param group the values of which is asked, ascending, not empty
     * @param others the values that they are compared with, ascending, not empty
     */
    static HodgesLehmann of(long[] group, long[] others, double level) {
        long pairs = (long) group.length * others.length;
        double shift =
                (kthDifference(group, others, (pairs + 1) / 2) + kthDifference(group, others, pairs / 2 + 1)) / 2.0;
        double spread = Math.sqrt(pairs * (group.length + others.length + 1.0) / 12);
        long rank = (long) Math.floor(pairs / 2.0 - Normal.twoSided(level) * spread);
        return new HodgesLehmann(
                shift,
                rank < 1
                        ? Interval.UNBOUNDED
                        : new Interval(
                                kthDifference(group, others, rank), kthDifference(group, others, pairs + 1 - rank)));
    }

    /** The k-th smallest difference of a member of the group and one of the others, k from 1. */
    static long kthDifference(long[] group, long[] others, long k) {
        long low = group[0] - others[others.length - 1];
        long high = group[group.length - 1] - others[0];
        while (low < high) {
            long middle = low + Math.floorDiv(high - low, 2L);
            if (atMost(group, others, middle) >= k) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** How many differences are at most {@code bound}. */
    private static long atMost(long[] group, long[] others, long bound) {
        long count = 0;
        int tooLow = 0;
        for (long value : group) {
            while (tooLow < others.length && others[tooLow] < value - bound) {
                tooLow++;
            }
            count += others.length - tooLow;
        }
        return count;
    }
}
