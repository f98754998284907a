package dev.plumbline.ledger.anchor;

import java.io.Serial;

/** Carries a trouble from where it is found to the end of the step. */
final class AnchorTroubleException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final AnchorTrouble trouble;

    AnchorTroubleException(AnchorTrouble trouble, String detail) {
        super(detail);
        this.trouble = trouble;
    }

    AnchorTrouble trouble() {
        return trouble;
    }
}
