package dev.plumbline.proofs.event;

/** What kind of method computes attribution. */
public enum Family implements WireNamed {
    /** Spans of the answer are looked up in an index of the data. */
    SUFFIX_ARRAY("suffix-array"),
    /** Influence functions. */
    INFLUENCE("influence"),
    /** Gradients of data and answer are compared. */
    GRADIENT("gradient"),
    /** What was retrieved to answer is what is attributed to. */
    RETRIEVAL("retrieval"),
    /** The model is asked again without the data. */
    LEAVE_ONE_OUT("leave-one-out"),
    /** Any other method; its code says which. */
    OTHER("other");

    private final String wireName;

    Family(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
