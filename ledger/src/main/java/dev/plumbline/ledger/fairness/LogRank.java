package dev.plumbline.ledger.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Compares two groups that wait, some of them still: at each time at which somebody finishes, how many of the first
 * group would have if both were alike.
 *
 * @param chiSquared the statistic, 0 or more
 * @param p the chance of so large a one, or a larger, if they are alike; for groups that are not small
 */
record LogRank(double chiSquared, double p) {
    static LogRank of(List<Wait> first, List<Wait> second) {
        long[] firstTimes = times(first);
        long[] secondTimes = times(second);
        long[] firstOver = times(first.stream().filter(Wait::isOver).toList());
        long[] allOver = times(Stream.concat(first.stream(), second.stream())
                .filter(Wait::isOver)
                .toList());
        double excess = 0;
        double variance = 0;
        for (int from = 0; from < allOver.length; ) {
            long time = allOver[from];
            int to = from;
            while (to < allOver.length && allOver[to] == time) {
                to++;
            }
            double over = to - from;
            double inFirst = firstTimes.length - before(firstTimes, time);
            double atRisk = inFirst + secondTimes.length - before(secondTimes, time);
            excess += before(firstOver, time + 1) - before(firstOver, time) - over * inFirst / atRisk;
            if (atRisk > 1) {
                variance += over * inFirst * (atRisk - inFirst) * (atRisk - over) / (atRisk * atRisk * (atRisk - 1));
            }
            from = to;
        }
        if (variance == 0) {
            return new LogRank(0, 1);
        }
        double statistic = excess * excess / variance;
        return new LogRank(statistic, ChiSquaredDistribution.of(1).survivalProbability(statistic));
    }

    private static long[] times(List<Wait> waits) {
        return waits.stream().mapToLong(Wait::millis).sorted().toArray();
    }

    /** How many of the sorted times are less than {@code time}. */
    private static int before(long[] sorted, long time) {
        int place = Arrays.binarySearch(sorted, time);
        if (place < 0) {
            return -place - 1;
        }
        while (place > 0 && sorted[place - 1] == time) {
            place--;
        }
        return place;
    }
}
