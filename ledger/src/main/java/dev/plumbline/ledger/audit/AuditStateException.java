package dev.plumbline.ledger.audit;

import java.io.Serial;

/**
 * What an audit has saved cannot be gone on from: it is damaged, of another log, or of another version of the rules. That
 * says nothing about the log; start again with an empty folder.
 */
public final class AuditStateException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    AuditStateException(String message) {
        super(message);
    }

    AuditStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
