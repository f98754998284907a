package dev.plumbline.ledger.vault;

import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/**
 * That a vault keeps something, or has erased it; nothing of what it is.
 *
 * @param field path of the field, or {@link #ROWS}
 * @param commitment what stands in the event; for rows their root
 * @param event the event, or null as long as the vault was not told of it
 * @param namespace the event's datanet; null exactly if {@code event} is
 * @param sizeBytes how long the value is; 0 for rows, and if it was erased
 * @param erasedAtMillis when it was erased, in milliseconds since the epoch; null if it is there
 */
public record Kept(
        String field,
        Hash commitment,
        @Nullable EventId event,
        @Nullable String namespace,
        long sizeBytes,
        @Nullable Long erasedAtMillis) {
    /** What stands in place of a field's path for the secret of a dataset's rows. */
    public static final String ROWS = "rows";

    /** Whether salt and value are gone. */
    public boolean isErased() {
        return erasedAtMillis != null;
    }
}
