package dev.plumbline.proofs.event;

/** Who or what made the data. */
public enum SourceKind implements WireNamed {
    /** People wrote or recorded it. */
    HUMAN("human"),
    /** It was collected from public places. */
    CRAWL("crawl"),
    /** Another organisation handed it over. */
    PARTNER("partner"),
    /** A model made it. */
    SYNTHETIC("synthetic");

    private final String wireName;

    SourceKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
