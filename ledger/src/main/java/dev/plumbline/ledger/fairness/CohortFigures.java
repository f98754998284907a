package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of one cohort, or of all: delays, what is behind them, and what is missing. */
final class CohortFigures {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};
    private static final String MILLIS = "ms";

    private final String cohort;
    private final double level;
    private final List<TrackedTransaction> own;
    private final List<Figure> figures = new ArrayList<>();

    /** @param own the ordinary transactions of the cohort */
    CohortFigures(String cohort, double level, List<TrackedTransaction> own) {
        this.cohort = cohort;
        this.level = level;
        this.own = own;
    }

    List<Figure> all() {
        return List.copyOf(figures);
    }

    CohortFigures delays(KaplanMeier curve) {
        long[] sorted = included(own);
        for (double quantile : QUANTILES) {
            String name = "delay p" + Math.round(quantile * 100);
            if (curve.over() == curve.count() && curve.count() > 0) {
                Interval interval = OrderStatisticInterval.of(sorted, quantile, level);
                add(
                        name,
                        (double) OrderStatisticInterval.quantile(sorted, quantile),
                        interval,
                        MILLIS,
                        curve.count(),
                        "from handing in until first seen in a block; interval between two values of the sample");
            } else {
                add(
                        name,
                        curve.count() == 0 ? Double.NaN : curve.quantile(quantile),
                        curve.quantileInterval(quantile),
                        MILLIS,
                        curve.count(),
                        (curve.count() - curve.over())
                                + " still wait and count as far as they were watched (Kaplan-Meier)");
            }
        }
        add(
                "delay max",
                sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1],
                null,
                MILLIS,
                sorted.length,
                "the longest of those that are in a block; nothing bounds what is not");
        return this;
    }

    CohortFigures matched(long[] excesses) {
        add(
                "fee-matched excess p50",
                excesses.length == 0 ? Double.NaN : (double) OrderStatisticInterval.quantile(excesses, 0.5),
                OrderStatisticInterval.of(excesses, 0.5, level),
                MILLIS,
                excesses.length,
                "wait less the median of other cohorts' within " + FeeMatchedDelay.BLOCKS
                        + " blocks at about the same tip");
        return this;
    }

    CohortFigures against(List<TrackedTransaction> others) {
        long[] mine = included(own);
        long[] theirs = included(others);
        boolean isKnown = mine.length > 0 && theirs.length > 0;
        HodgesLehmann shift =
                isKnown ? HodgesLehmann.of(mine, theirs, level) : new HodgesLehmann(Double.NaN, Interval.UNBOUNDED);
        LogRank test = LogRank.of(waits(own), waits(others));
        add(
                "later than the others by",
                shift.shift(),
                shift.interval(),
                MILLIS,
                mine.length,
                "median difference to " + theirs.length + " of other cohorts (Hodges-Lehmann); log-rank chi-squared "
                        + Words.number(test.chiSquared()) + ", chance " + Words.chance(test.p())
                        + ", not adjusted, no verdict follows from it");
        return this;
    }

    CohortFigures overtaken(Overtaking overtaking) {
        share(
                "overtaken at least once",
                own.stream().filter(one -> one.inclusion() != null).toList(),
                overtaking::isOvertaken,
                "by a later one that paid no more and stands in an earlier block");
        return this;
    }

    CohortFigures absent(Predicate<TrackedTransaction> isDecided) {
        share(
                "in no block",
                own.stream()
                        .filter(one -> one.inclusion() != null || one.cause() == Cause.NONE)
                        .filter(isDecided)
                        .toList(),
                one -> one.inclusion() == null,
                "of those handed in long enough ago and without an innocent cause that was shown; whether they reached"
                        + " the sequencer is not known");
        return this;
    }

    private void share(
            String name, List<TrackedTransaction> among, Predicate<TrackedTransaction> isMarked, String words) {
        long marked = among.stream().filter(isMarked).count();
        add(
                name,
                among.isEmpty() ? Double.NaN : (double) marked / among.size(),
                ClopperPearson.of(marked, among.size(), level),
                "share",
                among.size(),
                marked + " " + words);
    }

    private void add(String name, double value, @Nullable Interval interval, String unit, long n, String words) {
        figures.add(new Figure(
                name,
                cohort,
                value,
                interval == null ? Double.NaN : interval.low(),
                interval == null ? Double.NaN : interval.high(),
                unit,
                n,
                level,
                words));
    }

    static List<Wait> waits(List<TrackedTransaction> transactions) {
        return transactions.stream().map(Waits::of).toList();
    }

    private static long[] included(List<TrackedTransaction> transactions) {
        return waits(transactions).stream()
                .filter(Wait::isOver)
                .mapToLong(Wait::millis)
                .sorted()
                .toArray();
    }
}
