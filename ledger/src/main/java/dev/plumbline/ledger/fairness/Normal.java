package dev.plumbline.ledger.fairness;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, as this package uses it. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** What a value exceeds in either direction with the chance {@code level}: 1.96 for 0.05. */
    static double twoSided(double level) {
        return STANDARD.inverseSurvivalProbability(level / 2);
    }

    /** The chance of a value above {@code z}. */
    static double above(double z) {
        return STANDARD.survivalProbability(z);
    }
}
