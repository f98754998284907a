package dev.plumbline.proofs.event;

/** Where the part of an amount goes that no contributor has earned. */
public enum Route implements WireNamed {
    /** To a treasury, which may spend it. */
    TREASURY("treasury"),
    /** To an account that nobody can spend from. */
    BURN("burn"),
    /** To an account that keeps it until it is known who has earned it. */
    HOLD("hold");

    private final String wireName;

    Route(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
