package dev.plumbline.proofs.event;

/** How a dispute ended. */
public enum Resolution implements WireNamed {
    /** The complaint was right; a correction follows from it. */
    UPHELD("upheld"),
    /** The complaint was not; a reason says why. */
    REJECTED("rejected");

    private final String wireName;

    Resolution(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
