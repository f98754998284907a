package dev.plumbline.proofs.event;

/** How an issuer knows a license. */
public enum Evidence implements WireNamed {
    /** Somebody says so. */
    ASSERTED("asserted"),
    /** The issuer has read it at its source. */
    VERIFIED("verified");

    private final String wireName;

    Evidence(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
