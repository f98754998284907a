package dev.plumbline.proofs.event;

/** Why bytes that were demanded on chain stand in the log as bytes and not as an event. */
public enum ForcedReason implements WireNamed {
    /** They are no event, or one whose signature does not hold. */
    NOT_AN_EVENT("not_an_event"),
    /** They are an event that the log holds already, in other bytes: signed anew, or cosigned by others. */
    KNOWN_EVENT("known_event"),
    /** Another event of the issuer has that number. */
    ISSUER_CONFLICT("issuer_conflict"),
    /** They are an event that the log takes from nobody. */
    REFUSED("refused");

    private final String wireName;

    ForcedReason(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
