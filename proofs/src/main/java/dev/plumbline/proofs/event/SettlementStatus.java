package dev.plumbline.proofs.event;

/** How far the transaction of a payment has got, by its issuer's word. */
public enum SettlementStatus implements WireNamed {
    /** Handed in; in no block that the issuer knows of. */
    SUBMITTED("submitted"),
    /** In a block that may yet be replaced. */
    INCLUDED("included"),
    /** In a block that the chain calls final. */
    FINAL("final");

    private final String wireName;

    SettlementStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
