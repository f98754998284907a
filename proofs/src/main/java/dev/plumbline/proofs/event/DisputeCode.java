package dev.plumbline.proofs.event;

/** What a dispute complains of. */
public enum DisputeCode implements WireNamed {
    /** Data that bore on an answer is not among its attribution. */
    OMITTED("omitted"),
    /** It was logged later than it should have been. */
    LATE("late"),
    /** It was logged in another order than it happened. */
    REORDERED("reordered"),
    /** An attribution has another weight than it should. */
    WRONG_WEIGHT("wrong-weight"),
    /** A line has another amount than it should. */
    WRONG_AMOUNT("wrong-amount"),
    /** What has accrued was not paid. */
    NOT_PAID("not-paid"),
    /** Data was used against its license. */
    LICENSE("license"),
    /** Somebody else contributed it, or is to be paid. */
    IDENTITY("identity"),
    /** The log turned an event away. */
    INCLUSION_REFUSED("inclusion-refused");

    private final String wireName;

    DisputeCode(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
