package dev.plumbline.ledger.fairness;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact interval of a share, from k of n: it misses with at most the level, whatever the share is.
 *
 * <p>With k = 0 the interval has one end and all of the level goes there: none of n puts the share at no more than
 * about 3/n at the level 0.05, the rule of three. So it is with k = n.
 */
final class ClopperPearson {
    private ClopperPearson() {}

    static Interval of(long successes, long count, double level) {
        if (count == 0) {
            return new Interval(0, 1);
        }
        if (successes == 0) {
            return new Interval(0, -Math.expm1(Math.log(level) / count));
        }
        if (successes == count) {
            return new Interval(Math.exp(Math.log(level) / count), 1);
        }
        double hits = (double) successes;
        double misses = (double) (count - successes);
        return new Interval(
                BetaDistribution.of(hits, misses + 1).inverseCumulativeProbability(level / 2),
                BetaDistribution.of(hits + 1, misses).inverseSurvivalProbability(level / 2));
    }
}
