package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.EventId;

/** What became of one event of a submission. */
public sealed interface Outcome {
    /** Id of the event that was handed in. */
    EventId eventId();

    /**
     * The event is in the log.
     *
     * @param index position of its entry
     */
    record Logged(EventId eventId, long index, Status status) implements Outcome {}

    /**
     * The issuer signed another event with this sequence number before. The first stands; the ledger has logged the proof.
     *
     * @param firstIndex position of the event that stands
     * @param evidenceIndex position of the {@code issuer.conflict} event
     */
    record Conflict(EventId eventId, long firstIndex, long evidenceIndex) implements Outcome {}

    /** Whether an event was logged by this submission. */
    enum Status {
        /** By this one. */
        NEW,
        /** By an earlier one, or by an earlier line of this one. */
        KNOWN
    }
}
