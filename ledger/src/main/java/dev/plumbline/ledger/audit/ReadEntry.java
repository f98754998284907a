package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.Hash;
import org.jspecify.annotations.Nullable;

/** One entry as a worker has read it. Immutable. */
sealed interface ReadEntry {
    /** Hash of its bytes as a leaf. */
    Hash leafHash();

    /** How many bytes it has. */
    int size();

    /**
     * An event.
     *
     * @param signatures what the check of its signatures found; null if they were not to be checked
     */
    record Whole(Event event, @Nullable SignatureStatus signatures) implements ReadEntry {
        @Override
        public Hash leafHash() {
            return event.leafHash();
        }

        @Override
        public int size() {
            return event.entrySize();
        }
    }

    /**
     * Bytes that are no event.
     *
     * @param cause why not
     * @param remains what could be told of them nevertheless
     */
    record Broken(MalformedException cause, Remains remains, Hash leafHash, int size) implements ReadEntry {}
}
