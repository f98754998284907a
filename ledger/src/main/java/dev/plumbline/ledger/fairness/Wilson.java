package dev.plumbline.ledger.fairness;

/**
 * The score interval of a share, from k of n: narrower than the exact one, and covering as stated on average only. For
 * rates of many pairs, which are not independent anyway.
 */
final class Wilson {
    private Wilson() {}

    static Interval of(long successes, long count, double level) {
        if (count == 0) {
            return new Interval(0, 1);
        }
        double z = Normal.twoSided(level);
        double share = (double) successes / count;
        double weight = 1 + z * z / count;
        double centre = (share + z * z / (2.0 * count)) / weight;
        double half = z * Math.sqrt(share * (1 - share) / count + z * z / (4.0 * count * count)) / weight;
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == count ? 1 : Math.min(1, centre + half));
    }
}
