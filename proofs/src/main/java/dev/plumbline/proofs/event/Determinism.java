package dev.plumbline.proofs.event;

/** Whether computing attribution again gives the same weights. */
public enum Determinism implements WireNamed {
    /** The same weights, always. */
    EXACT("exact"),
    /** The same weights from the same seed, which is one of the parameters. */
    SEEDED("seeded"),
    /** Weights that differ by no more than a stated tolerance. */
    APPROXIMATE("approximate");

    private final String wireName;

    Determinism(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
