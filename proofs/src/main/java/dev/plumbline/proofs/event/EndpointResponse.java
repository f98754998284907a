package dev.plumbline.proofs.event;

/** What an endpoint answered to a transaction handed in. */
public enum EndpointResponse implements WireNamed {
    /** The transaction's hash; which says that it was taken, not that it went on from there. */
    HASH("hash"),
    /** An error. */
    ERROR("error"),
    /** Nothing in time. */
    TIMEOUT("timeout");

    private final String wireName;

    EndpointResponse(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
