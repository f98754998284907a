package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.verify.Reason;
import java.io.Serial;

/** Ends the walk through a trace at the first thing that does not fit; never leaves this package. */
final class BrokenTraceException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    BrokenTraceException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Reason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
