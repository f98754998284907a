package dev.plumbline.ledger.fairness;

/** The words that reports use, and the only ones: they say what was seen and accuse nobody. */
public enum VerdictWord {
    /** In a block. */
    INCLUDED("included"),
    /** In no block that was seen; why is not known. */
    NOT_INCLUDED("not included"),
    /** Late or absent, and an innocent cause was shown. */
    BENIGN_CAUSE_SHOWN("benign cause shown"),
    /** Beyond chance at the stated level, or beyond a deadline that binds, and no innocent cause was shown. */
    UNEXPLAINED("unexplained"),
    /** Two blocks of one height bear the sequencer's signature. */
    EQUIVOCATED("equivocated");

    private final String words;

    VerdictWord(String words) {
        this.words = words;
    }

    /** As it stands in a report. */
    public String words() {
        return words;
    }
}
