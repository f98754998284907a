package dev.plumbline.ledger.fairness;

/**
 * Adjusts the chances of several tests so that of those below the level at most that share is false on average (Y.
 * Benjamini and Y. Hochberg 1995). For choosing what to look at; no verdict follows from it.
 */
final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /** The adjusted chances, in the order given. */
    static double[] adjust(double[] chances) {
        int[] ascending = Holm.ascending(chances);
        double[] adjusted = new double[chances.length];
        double least = 1;
        for (int rank = ascending.length - 1; rank >= 0; rank--) {
            int place = ascending[rank];
            least = Math.min(least, chances[place] * chances.length / (rank + 1));
            adjusted[place] = least;
        }
        return adjusted;
    }
}
