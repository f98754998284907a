package dev.plumbline.ledger.fairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The share that is still waiting, by time, when some have not finished: those count as waiting as long as they were
 * watched, and after that for nothing. Leaving them out would hide exactly what is never included.
 *
 * <p>E. L. Kaplan and P. Meier 1958; variance by Greenwood's formula; the band on the log-log scale, so that it stays
 * between 0 and 1. The band holds for each time by itself.
 *
 * @param count how many were watched
 * @param over how many of them finished
 * @param steps where the share falls, ascending
 */
public record KaplanMeier(long count, long over, List<Step> steps) {
    /** Copies the list. */
    public KaplanMeier {
        steps = List.copyOf(steps);
    }

    /**
     * A time at which some finished.
     *
     * @param millis the time
     * @param atRisk how many were waiting until then
     * @param over how many finished then
     * @param waiting share that waits longer than that
     * @param low lower end of its band
     * @param high upper end
     */
    public record Step(long millis, long atRisk, long over, double waiting, double low, double high) {}

    static KaplanMeier of(List<Wait> waits, double level) {
        List<Wait> sorted =
                waits.stream().sorted(Comparator.comparingLong(Wait::millis)).toList();
        double z = Normal.twoSided(level);
        var steps = new ArrayList<Step>();
        double waiting = 1;
        double greenwood = 0;
        double lastHigh = 1;
        long finished = 0;
        for (int from = 0; from < sorted.size(); ) {
            long millis = sorted.get(from).millis();
            int to = from;
            long over = 0;
            while (to < sorted.size() && sorted.get(to).millis() == millis) {
                over += sorted.get(to).isOver() ? 1 : 0;
                to++;
            }
            if (over > 0) {
                int atRisk = sorted.size() - from;
                waiting *= 1 - (double) over / atRisk;
                greenwood += (double) over / (atRisk * (double) (atRisk - over));
                Interval band = atRisk == over ? new Interval(0, lastHigh) : band(waiting, greenwood, z);
                steps.add(new Step(millis, atRisk, over, atRisk == over ? 0 : waiting, band.low(), band.high()));
                lastHigh = band.high();
                finished += over;
            }
            from = to;
        }
        return new KaplanMeier(sorted.size(), finished, steps);
    }

    private static Interval band(double waiting, double greenwood, double z) {
        double spread = z * Math.sqrt(greenwood) / Math.log(waiting);
        // The logarithm is negative, so the first is the lower end.
        return new Interval(Math.pow(waiting, Math.exp(-spread)), Math.pow(waiting, Math.exp(spread)));
    }

    /** When the share {@code quantile} has finished, in milliseconds; infinity if that was not seen. */
    public double quantile(double quantile) {
        return firstAtMost(1 - quantile, Step::waiting);
    }

    /** The times at which the band holds the quantile (R. Brookmeyer and J. Crowley 1982). */
    Interval quantileInterval(double quantile) {
        double low = firstAtMost(1 - quantile, Step::low);
        return new Interval(low, Math.max(low, firstAtMost(1 - quantile, Step::high)));
    }

    private double firstAtMost(double share, ToDoubleFunction<Step> end) {
        for (Step step : steps) {
            if (end.applyAsDouble(step) <= share + 1e-12) {
                return step.millis();
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
