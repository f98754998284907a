package dev.plumbline.api.http;

import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells where in the log to look. No authority: who asks reads each entry from the log and checks it with
 * {@link Criteria#matches}. Lags behind the log and says by how much. Any thread may ask.
 */
public interface Search {
    /** Most hits in one answer. */
    int LIMIT_MAX = 1_000;

    /**
     * Where events that fit may be, in log order.
     *
     * @throws IOException if the index is not available
     */
    Hits find(Criteria criteria) throws IOException;

    /** How far an issuer has got in a namespace. */
    Position position(String issuer, String namespace) throws IOException;

    /** How many entries of the log are indexed. */
    long indexedSize();

    /** What is wrong with the index, on one line, or null. */
    @Nullable
    String problem();

    /**
     * What is looked for: events that fit everything that is not null.
     *
     * @param issuer DID
     * @param namespace {@code <chain>/<slug>}
     * @param kind such as {@code datanet.upload}
     * @param reference event id or DID that the event's body names
     * @param after leaf index to start behind, -1 for the start of the log
     * @param limit most hits wanted, 1 to {@link #LIMIT_MAX}
     */
    record Criteria(
            @Nullable String issuer,
            @Nullable String namespace,
            @Nullable String kind,
            @Nullable String reference,
            long after,
            int limit) {
        /** Whether the event fits. */
        public boolean matches(Event event) {
            return (issuer == null || issuer.equals(event.issuer().encode()))
                    && (namespace == null || namespace.equals(event.namespace().encode()))
                    && (kind == null || kind.equals(event.kind().wireName()))
                    && (reference == null || names(event, reference));
        }

        private static boolean names(Event event, String wanted) {
            return event.references().stream()
                            .anyMatch(named -> named.target().encode().equals(wanted))
                    || event.mentions().stream()
                            .anyMatch(named -> named.party().encode().equals(wanted));
        }
    }

    /**
     * Where to look.
     *
     * @param leafIndexes ascending
     * @param after whatever fits up to this leaf index is in this answer
     * @param indexedSize entries that were indexed when the question was answered
     */
    record Hits(List<Long> leafIndexes, long after, long indexedSize) {
        /** Copies the list. */
        public Hits {
            leafIndexes = List.copyOf(leafIndexes);
        }

        /** Whether nothing that fits comes behind {@link #after}. */
        public boolean isComplete() {
            return after >= indexedSize - 1;
        }
    }

    /**
     * How far an issuer has got in a namespace.
     *
     * @param count its events there
     * @param highestIseq their highest number, 0 if there are none
     * @param leafIndex where the event with that number is, -1 if there is none
     * @param firstMissingIseq lowest number below the highest that no event has, or null
     * @param indexedSize entries that were indexed when the question was answered
     */
    record Position(
            long count,
            long highestIseq,
            long leafIndex,
            @Nullable Long firstMissingIseq,
            long indexedSize) {}
}
