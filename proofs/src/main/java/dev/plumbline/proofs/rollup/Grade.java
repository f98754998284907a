package dev.plumbline.proofs.rollup;

/**
 * How final a rollup's block is, from least to most; each grade includes those before it. Compare with {@link #isAtLeast}.
 *
 * <p>The first two are what nodes say and what L1 data let one derive; the last three are what an L1 contract holds, and
 * are proven.
 */
public enum Grade {
    /** The sequencer made it; nothing on L1 speaks of it. */
    UNSAFE("unsafe"),
    /** The data from which everybody derives it are on L1. */
    SAFE("safe"),
    /** An L1 contract holds a claim of an output root that commits to it, still open to challenge. */
    PROPOSED("proposed"),
    /** The claim's challenge ended in its favour. */
    RESOLVED("resolved"),
    /** The delay that the rollup waits after that has passed too. */
    FINALIZED("finalized");

    private final String wireName;

    Grade(String wireName) {
        this.wireName = wireName;
    }

    /** The spelling in files, reports and on the command line. */
    public String wireName() {
        return wireName;
    }

    /** Whether this is {@code other} or a later one. */
    public boolean isAtLeast(Grade other) {
        return compareTo(other) >= 0;
    }
}
