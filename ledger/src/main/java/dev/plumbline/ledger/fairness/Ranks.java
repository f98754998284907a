package dev.plumbline.ledger.fairness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small whole numbers that compare as the values they stand for. */
final class Ranks {
    private Ranks() {}

    /** A rank for each value, from 0; equal values have equal ranks, higher ones higher. */
    static <T extends Comparable<T>> int[] of(List<T> values) {
        Map<T, Integer> ranks = new HashMap<>();
        values.stream().sorted().forEach(value -> ranks.putIfAbsent(value, ranks.size()));
        int[] ranked = new int[values.size()];
        Arrays.setAll(ranked, place -> ranks.get(values.get(place)));
        return ranked;
    }
}
