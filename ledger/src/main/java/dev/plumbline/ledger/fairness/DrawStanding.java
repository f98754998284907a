package dev.plumbline.ledger.fairness;

/** Whether the lot of paired probes can be relied on. */
public enum DrawStanding {
    /** The seed was committed to in the log before the first probe, and the arms follow from it. */
    SHOWN("the seed was committed to before the first probe and gives the arms"),
    /** The seed is not disclosed yet. */
    NOT_DISCLOSED("the seed is not disclosed"),
    /** The commitment is not in the log. */
    NOT_LOGGED("the commitment is not in the log"),
    /** The commitment stands in the log behind a probe, or a probe is not logged. */
    NOT_BEFORE_THE_PROBES("the commitment does not stand before every probe in the log"),
    /** The seed is not the one committed to. */
    ANOTHER_SEED("the seed is not the one that was committed to"),
    /** There are not two arms, or not two probes of a pair. */
    NOT_PAIRED("the probes are not two of each pair in two arms"),
    /** A probe is in another arm than the seed gives. */
    ANOTHER_DRAW("the arms are not those that the seed gives");

    private final String words;

    DrawStanding(String words) {
        this.words = words;
    }

    /** As it stands in a report. */
    public String words() {
        return words;
    }
}
