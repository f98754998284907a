package dev.plumbline.ledger.trace;

import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log as a tracer sees it, and an index of it that may be behind, or wrong. Any thread may ask. */
public interface TraceSource {
    /** The newest signed head. All entries below its size can be read and proven. */
    SignedHead head();

    /** The entry at an index below the size of the head. */
    byte[] entry(long index) throws IOException;

    /** Index of the entry with this event id, or -1. */
    long indexOf(EventId id) throws IOException;

    /** Proves entries in the tree of the first {@code size}. */
    MultiInclusionProof prove(List<Long> leafIndexes, long size) throws IOException;

    /**
     * Where events may be that fit everything that is not null.
     *
     * @param namespace datanet of the event
     * @param kind wire name of its kind
     * @param reference event id or DID that it names
     * @param after leaf index to start behind, -1 for the start of the log
     */
    Hits find(@Nullable String namespace, @Nullable String kind, @Nullable String reference, long after)
            throws IOException;

    /**
     * Where to look.
     *
     * @param leafIndexes ascending; some may not fit
     * @param after the leaf index up to which this answer goes
     * @param isLast whether nothing comes behind
     */
    record Hits(List<Long> leafIndexes, long after, boolean isLast) {
        /** Copies the list. */
        public Hits {
            leafIndexes = List.copyOf(leafIndexes);
        }
    }
}
