package dev.plumbline.ledger.fairness;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts the chances of several tests so that comparing each with the level leaves any false alarm among all of them
 * the level at most, however they depend on each other (S. Holm 1979).
 */
final class Holm {
    private Holm() {}

    /** The adjusted chances, in the order given. */
    static double[] adjust(double[] chances) {
        int[] ascending = ascending(chances);
        double[] adjusted = new double[chances.length];
        double greatest = 0;
        for (int rank = 0; rank < ascending.length; rank++) {
            int place = ascending[rank];
            greatest = Math.max(greatest, Math.min(1, (chances.length - rank) * chances[place]));
            adjusted[place] = greatest;
        }
        return adjusted;
    }

    static int[] ascending(double[] chances) {
        return IntStream.range(0, chances.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> chances[place]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
