package dev.plumbline.ledger.fairness;

/**
 * One number with what is needed to judge it.
 *
 * @param name what it is, such as {@code delay p50}
 * @param cohort whose it is; {@link Alarm#EVERYBODY} if it is over all
 * @param value the number; NaN if there is too little to say one
 * @param low lower end of its interval; NaN if it has none, minus infinity if it is not bounded
 * @param high upper end; NaN if it has none, infinity if it is not bounded
 * @param unit unit of the three, such as {@code ms}
 * @param n how many observations it rests on
 * @param level what the interval misses at most: 0.05 for one that covers with 95 %
 * @param words what it says, in a sentence
 */
public record Figure(
        String name,
        String cohort,
        double value,
        double low,
        double high,
        String unit,
        long n,
        double level,
        String words) {
    /** @throws IllegalArgumentException if the name is empty, n negative or the level not between 0 and 1 */
    public Figure {
        Bounds.checkNamed("figure", name);
        Bounds.checkAtLeast("n", n, 0);
        Bounds.checkShare("level", level);
    }
}
