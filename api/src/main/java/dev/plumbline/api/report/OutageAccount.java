package dev.plumbline.api.report;

import java.util.List;

/**
 * What became of everything that was in flight in one outage. Each is in exactly one line.
 *
 * @param outage which outage, in words
 * @param lines the fates and how many met each
 */
public record OutageAccount(String outage, List<Line> lines) {
    /** Copies the list. */
    public OutageAccount {
        lines = List.copyOf(lines);
    }

    /**
     * One fate.
     *
     * @param fate in words
     * @param count how many, 0 or more
     */
    public record Line(String fate, long count) {
        /** @throws IllegalArgumentException if the count is negative */
        public Line {
            if (count < 0) {
                throw new IllegalArgumentException(fate + " is " + count + ", want 0 or more");
            }
        }
    }

    long total() {
        return lines.stream().mapToLong(Line::count).sum();
    }
}
