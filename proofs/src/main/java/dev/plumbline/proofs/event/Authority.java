package dev.plumbline.proofs.event;

/** On whose word something was erased. */
public enum Authority implements WireNamed {
    /** The person whom the data is about. */
    SUBJECT("subject"),
    /** A law or an order of a court. */
    LAW("law"),
    /** A contract, such as the end of one. */
    CONTRACT("contract"),
    /** The operator, of its own accord. */
    OPERATOR("operator");

    private final String wireName;

    Authority(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
