package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A takeover from beginning to end, for the report.
 *
 * @param log what was recovered
 * @param inFlight what became of all that was acknowledged
 * @param succession how it goes on; null after a dry run
 */
public record TakeoverResult(
        Recovered log, InFlight inFlight, @Nullable Succession succession) {
    /** Whether the old key signed anything that the recovered log contradicts. */
    public boolean isAlarm() {
        return !inFlight.contradicted().isEmpty();
    }

    /**
     * How the log goes on.
     *
     * @param key the new one
     * @param handover id of the event that announces it, which stands right behind what was recovered
     * @param head of the new log after everything was handed in again
     * @param operator what was done about the account that anchors, for people
     */
    public record Succession(VerifierKey key, EventId handover, TreeHead head, String operator) {}
}
