package dev.plumbline.proofs.event;

/** What data may be used for. */
public enum Purpose implements WireNamed {
    /** Training a model from the start. */
    TRAIN("train"),
    /** Training a model further. */
    FINETUNE("finetune"),
    /** Retrieval at the time of an answer. */
    RAG("rag"),
    /** Measuring a model. */
    EVAL("eval"),
    /** Passing the data on. */
    REDISTRIBUTE("redistribute");

    private final String wireName;

    Purpose(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
