package dev.plumbline.proofs.event;

/** From when on a correction counts. */
public enum Effective implements WireNamed {
    /** For what is logged after it. */
    FROM_NOW("from-now"),
    /** For what was logged before it, too. */
    RETROACTIVE("retroactive");

    private final String wireName;

    Effective(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
