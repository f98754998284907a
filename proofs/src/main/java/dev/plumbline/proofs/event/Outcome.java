package dev.plumbline.proofs.event;

/** How an inference ended. Every attempt ends exactly once. */
public enum Outcome implements WireNamed {
    /** The model answered. */
    SERVED("served"),
    /** It was asked and declined, or the request was turned away. */
    REFUSED("refused"),
    /** It failed. */
    ERROR("error"),
    /** An earlier answer was given again. */
    CACHED("cached");

    private final String wireName;

    Outcome(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
