package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * One line of an explanation.
 *
 * @param topic what it is about
 * @param index leaf index of the entry that says so, or −1 if none does by itself
 * @param event that entry's event, or null if none does by itself
 * @param text a sentence or a sum, for people; may quote what issuers chose, so make it harmless before you print it
 */
public record TraceStep(Topic topic, long index, @Nullable EventId event, String text) {
    static TraceStep of(Topic topic, LoggedEvent logged, String text) {
        return new TraceStep(topic, logged.index(), logged.id(), text);
    }

    static TraceStep of(Topic topic, String text) {
        return new TraceStep(topic, -1, null, text);
    }

    /** What a line of an explanation is about. New topics may be added in a minor version. */
    public enum Topic {
        /** What is explained. */
        SUBJECT,
        /** What was paid, to whom, and in which transaction by the operator's word. */
        PAYMENT,
        /** What accrued. */
        ACCRUAL,
        /** By which rules it was divided. */
        POLICY,
        /** What was asked of which model, and the weights that came of it. */
        INFERENCE,
        /** The model and the method. */
        MODEL,
        /** Whose data it was, under which licence. */
        UPLOAD,
        /** A sum that was made again and agrees. */
        ARITHMETIC,
        /** What later entries say of one of the events. */
        LIFE_CYCLE,
        /** A part that the file does not hold. */
        NOT_SHOWN,
        /** What no such file proves. */
        NOT_PROVEN
    }
}
