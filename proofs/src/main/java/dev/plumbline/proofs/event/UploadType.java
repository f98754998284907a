package dev.plumbline.proofs.event;

/** What an upload is to earlier data. */
public enum UploadType implements WireNamed {
    /** Data that was not there before. */
    ORIGINAL("original"),
    /** A corrected form of earlier data. */
    REVISION("revision"),
    /** Labels or notes on earlier data. */
    ANNOTATION("annotation"),
    /** Data that a model made. */
    SYNTHETIC("synthetic"),
    /** Data computed from earlier data. */
    DERIVED("derived");

    private final String wireName;

    UploadType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
