package dev.plumbline.ledger.fairness;

/**
 * What the statistics are computed with. All of it stands in the report.
 *
 * @param level the greatest chance of any false alarm in a whole report, more than 0 and less than 1; intervals cover
 *     with one minus it
 * @param seed what chance is drawn from in permutation tests
 * @param deltaMillis by how much one submission must precede another to count as earlier; {@link #DERIVED_DELTA} means
 *     the uncertainty of the clocks and one block
 * @param feeMatch by which share tips may differ and still count as alike, more than 0 and less than 1
 */
public record FairnessOptions(double level, long seed, long deltaMillis, double feeMatch) {
    /** Derive the margin from the casebook. */
    public static final long DERIVED_DELTA = -1;
    /** One false alarm in twenty reports, margin derived, tips alike within a tenth. */
    public static final FairnessOptions DEFAULT = new FairnessOptions(0.05, 1, DERIVED_DELTA, 0.1);

    /** @throws IllegalArgumentException if a number is out of its range */
    public FairnessOptions {
        Bounds.checkShare("level", level);
        Bounds.checkAtLeast("margin between submissions", deltaMillis, DERIVED_DELTA);
        Bounds.checkShare("share by which tips may differ", feeMatch);
    }

    /** The same with another seed. */
    public FairnessOptions withSeed(long newSeed) {
        return new FairnessOptions(level, newSeed, deltaMillis, feeMatch);
    }

    /** By how much one submission must precede another to count as earlier, in milliseconds. */
    public long deltaMillis(Casebook casebook) {
        return deltaMillis == DERIVED_DELTA ? casebook.clockUncertaintyMillis() + casebook.blockMillis() : deltaMillis;
    }
}
