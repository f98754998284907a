package dev.plumbline.ledger.index;

import org.jspecify.annotations.Nullable;

/**
 * How the index is doing, for health checks and metrics.
 *
 * @param state whether it is kept up
 * @param indexedSize entries indexed
 * @param logSize entries in the log
 * @param unreadableCount entries among the indexed that this build cannot read
 * @param problem what went wrong last, on one line; null if nothing did since the last batch
 */
public record IndexStatus(
        State state,
        long indexedSize,
        long logSize,
        long unreadableCount,
        @Nullable String problem) {
    /** Whether the index is kept up. */
    public enum State {
        /** It follows the log. */
        FOLLOWING,
        /** It has failed for good, stands where it is or answers nothing; the ledger goes on without. */
        GAVE_UP,
        /** It was closed. */
        CLOSED
    }

    /** Entries that the index has yet to see. */
    public long lag() {
        return Math.max(0, logSize - indexedSize);
    }
}
