package dev.plumbline.ledger.journal;

import java.io.IOException;
import java.io.Serial;

/**
 * What lies on the disk is not what the ledger wrote. Never repaired by guessing: the ledger does not start, and says
 * which file and which position.
 */
public final class JournalDamagedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param message which file, which position, what was found and what was wanted */
    public JournalDamagedException(String message) {
        super(message);
    }
}
