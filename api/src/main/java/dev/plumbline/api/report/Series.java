package dev.plumbline.api.report;

import java.util.List;

/**
 * One row of numbers of a chart.
 *
 * @param name what the reader sees
 * @param values 0 or more each, one for each place on the axis
 */
record Series(String name, List<Long> values) {
    /**
     * Copies the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    Series {
        values = List.copyOf(values);
        for (long value : values) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " has a value of " + value + ", want 0 or more");
            }
        }
    }

    long sum() {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
