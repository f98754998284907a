package dev.plumbline.ledger.fairness;

/**
 * A range that covers what is estimated in all but a stated share of cases.
 *
 * @param low lower end; negative infinity if nothing bounds it
 * @param high upper end, not below the lower; infinity if nothing bounds it
 */
record Interval(double low, double high) {
    /** Bounded by nothing: too little was seen. */
    static final Interval UNBOUNDED = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** @throws IllegalArgumentException if the ends are not in order */
    Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    boolean covers(double value) {
        return low <= value && value <= high;
    }
}
