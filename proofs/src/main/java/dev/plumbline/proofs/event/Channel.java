package dev.plumbline.proofs.event;

/** How an observer learned of a block. */
public enum Channel implements WireNamed {
    /** From a node that it asked. */
    RPC("rpc"),
    /** From the network of nodes. */
    P2P("p2p"),
    /** From the data that was posted to L1. */
    L1("l1");

    private final String wireName;

    Channel(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
