package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.ForcedReason;
import org.jspecify.annotations.Nullable;

/** What became of one event of a submission, or of a demanded entry. */
public sealed interface Outcome {
    /**
     * The event is in the log.
     *
     * @param eventId id of the event that was handed in
     * @param index position of its entry
     */
    record Logged(EventId eventId, long index, Status status) implements Outcome {}

    /**
     * The issuer signed another event with this sequence number before. The first stands; the ledger has logged the proof.
     *
     * @param eventId id of the event that was handed in
     * @param firstIndex position of the event that stands
     * @param evidenceIndex position of the {@code issuer.conflict} event
     */
    record Conflict(EventId eventId, long firstIndex, long evidenceIndex) implements Outcome {}

    /**
     * The bytes of a demanded entry are in the log as bytes, behind an {@code entry.forced}.
     *
     * @param index position of the bytes; what announces them is at the one before
     * @param why why not as an event; null if an earlier demand forced the same bytes in
     */
    record Forced(long index, @Nullable ForcedReason why) implements Outcome {}

    /** Whether an event was logged by this submission. */
    enum Status {
        /** By this one. */
        NEW,
        /** By an earlier one, or by an earlier line of this one. */
        KNOWN
    }
}
