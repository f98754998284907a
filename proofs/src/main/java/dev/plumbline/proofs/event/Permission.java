package dev.plumbline.proofs.event;

/** Whether data may be used for a purpose. */
public enum Permission implements WireNamed {
    /** It may. */
    ALLOWED("allowed"),
    /** It may not. */
    NOT_ALLOWED("notAllowed"),
    /** It may under conditions that the license states. */
    CONSTRAINED("constrained");

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
