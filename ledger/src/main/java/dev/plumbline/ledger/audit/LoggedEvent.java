package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SignatureStatus;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place in the log.
 *
 * @param index leaf index
 * @param event the event
 * @param signatures what the check of its signatures found; null if they were not checked
 * @param namespace number of its namespace
 * @param issuer number of its issuer
 */
record LoggedEvent(long index, Event event, @Nullable SignatureStatus signatures, long namespace, long issuer) {
    EventId id() {
        return event.id();
    }
}
