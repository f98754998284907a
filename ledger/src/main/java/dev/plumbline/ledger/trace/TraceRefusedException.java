package dev.plumbline.ledger.trace;

import java.io.Serial;

/** A trace that cannot be made; the message says of what and why, on one line. */
public final class TraceRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    TraceRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Why a trace cannot be made. */
    public enum Reason {
        /** The log has no such event. */
        NOT_LOGGED,
        /** The event has no such line. */
        NO_SUCH_LINE,
        /** What has to be in the file is more than a file may hold. */
        TOO_LARGE
    }
}
