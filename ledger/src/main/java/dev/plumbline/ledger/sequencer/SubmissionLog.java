package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.receipt.Receipt;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A log as one issuer writes to it, in one namespace. Signing and handing in are two steps, so that a writer can put what
 * it signed on the disk in between and hand in the same bytes after a crash. Safe for any thread.
 */
public interface SubmissionLog {
    /** Times that an event is signed anew because its number was taken meanwhile. */
    int TURNS_MAX = 16;

    /** Signs what would be the issuer's next event. Nothing is handed in. */
    Event sign(Body body, long issuedAtMillis) throws IOException;

    /**
     * Hands an event in and returns once it is durable. An event that the log has already keeps its index.
     *
     * @throws OutOfTurnException if the log has another event of that number, or lacks the one before; nothing is handed
     *     in then, since two events under one number would be proof against the issuer
     */
    Logged append(Event event) throws IOException, OutOfTurnException;

    /** Signs and hands in, and does so again while others of the same issuer are faster. */
    default Logged append(Body body, long issuedAtMillis) throws IOException {
        for (int turn = 1; ; turn++) {
            try {
                return append(sign(body, issuedAtMillis));
            } catch (OutOfTurnException e) {
                if (turn == TURNS_MAX) {
                    throw new IOException("the issuer's number was taken " + TURNS_MAX + " times in a row", e);
                }
            }
        }
    }

    /**
     * A place in the log.
     *
     * @param event what stands there
     * @param index where, from 0
     * @param receipt its receipt, verified by nobody yet; null from a log in this process, which is asked for it later
     */
    record Logged(Event event, long index, @Nullable Receipt receipt) {
        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Logged {
            if (index < 0) {
                throw new IllegalArgumentException("log index is " + index + ", want 0 or more");
            }
        }
    }
}
