package dev.plumbline.ledger.anchor;

import java.io.Serial;

/** Carries a trouble from where it is found to whoever asked: the end of a step, or the command line. */
public final class AnchorTroubleException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final AnchorTrouble trouble;

    AnchorTroubleException(AnchorTrouble trouble, String detail) {
        super(detail);
        this.trouble = trouble;
    }

    /** What it is. */
    public AnchorTrouble trouble() {
        return trouble;
    }
}
