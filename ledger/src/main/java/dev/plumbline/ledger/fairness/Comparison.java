package dev.plumbline.ledger.fairness;

/**
 * One test of the family that shares a report's level.
 *
 * @param question what was asked
 * @param cohort of whom
 * @param n transactions of the cohort, or pairs, that could be compared
 * @param others transactions that they were compared with; 0 for pairs
 * @param p chance of what was seen, or more of it, if everybody is treated alike
 * @param adjusted the same after Holm: an alarm if at most the level
 * @param discovery the same after Benjamini and Hochberg, for choosing where to look; no verdict follows from it
 * @param method how the chance was found
 */
public record Comparison(
        Question question,
        String cohort,
        long n,
        long others,
        double p,
        double adjusted,
        double discovery,
        String method) {
    /** @throws IllegalArgumentException if a chance is not from 0 to 1 */
    public Comparison {
        for (double chance : new double[] {p, adjusted, discovery}) {
            if (!(chance >= 0 && chance <= 1)) {
                throw new IllegalArgumentException("chance of " + chance + " that " + cohort + " is treated alike");
            }
        }
    }
}
