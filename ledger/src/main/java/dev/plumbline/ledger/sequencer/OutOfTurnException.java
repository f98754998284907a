package dev.plumbline.ledger.sequencer;

import java.io.Serial;

/** An event's number among its issuer's is not the next one, so it was not handed in. Sign it anew. */
public final class OutOfTurnException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public OutOfTurnException(String message) {
        super(message);
    }
}
