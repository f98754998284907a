package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * One breach of an invariant, and where it is.
 *
 * @param invariant what is broken
 * @param index leaf index of the entry that breaks it; −1 if it is not an entry that does
 * @param event id of that entry's event; null if there is none, or it cannot be told
 * @param detail what was found and what was wanted, on one line
 */
public record Violation(
        Invariant invariant, long index, @Nullable EventId event, String detail) {
    /** The index of a breach that no entry commits. */
    public static final long NO_LEAF = -1;

    @Override
    public String toString() {
        return invariant.id() + (index == NO_LEAF ? "" : " at " + index) + (event == null ? "" : " " + event) + ": "
                + detail;
    }
}
