package dev.plumbline.proofs.event;

/** What a correction says was wrong. */
public enum CorrectionClass implements WireNamed {
    /** A weight of an attribution. */
    WEIGHT("weight"),
    /** An amount. */
    AMOUNT("amount"),
    /** A license, or what it allows. */
    LICENSE("license"),
    /** Who contributed, owns or is paid. */
    IDENTITY("identity"),
    /** That the event was issued at all; nothing takes its place. */
    WITHDRAWAL("withdrawal"),
    /** That the same was said before. */
    DUPLICATE("duplicate");

    private final String wireName;

    CorrectionClass(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
