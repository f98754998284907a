package dev.plumbline.ledger.takeover;

/** Proof that the old operator contradicted itself, as a file that anybody can check. */
public final class Evidence {
    private final String suffix;
    private final String subject;
    private final byte[] bytes;

    Evidence(String suffix, String subject, byte[] bytes) {
        this.suffix = suffix;
        this.subject = subject;
        this.bytes = bytes.clone();
    }

    /** How the name of the file has to end, which says what kind it is. */
    public String suffix() {
        return suffix;
    }

    /** What contradicts what, for people. */
    public String subject() {
        return subject;
    }

    /** The file, a fresh array. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
