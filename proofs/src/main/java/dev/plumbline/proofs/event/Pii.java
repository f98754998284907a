package dev.plumbline.proofs.event;

/** What data says of persons, which decides how it may be kept. */
public enum Pii implements WireNamed {
    /** Nothing. */
    NONE("none"),
    /** Of persons whose names are replaced. */
    PSEUDONYMOUS("pseudonymous"),
    /** Of persons who can be told. */
    PERSONAL("personal"),
    /** Of a kind that the law protects most, such as health. */
    SPECIAL("special");

    private final String wireName;

    Pii(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
