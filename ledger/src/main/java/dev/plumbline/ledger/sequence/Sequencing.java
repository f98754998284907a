package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.EventId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the events of one batch their places: consecutive indexes for what is new, the old index for what is known, and
 * proof against an issuer that uses a number twice. Decides on trial; nothing is known to the log until the batch is durable.
 */
final class Sequencing {
    private final LogState state;
    private final long firstIndex;
    private final List<AdmittedEvent> fresh = new ArrayList<>();
    private final Map<EventId, Long> idsInBatch = new HashMap<>();
    private final Map<SequenceKey, Long> keysInBatch = new HashMap<>();
    private final Map<SequenceKey, Long> evidenceInBatch = new HashMap<>();
    // Made when the first conflict of the batch comes up, which is rarely.
    private @Nullable ConflictLog conflicts;

    Sequencing(LogState state) {
        this.state = state;
        this.firstIndex = state.head().head().size();
    }

    /** Events to append, in order, the first at the size of the log. */
    List<AdmittedEvent> fresh() {
        return fresh;
    }

    /** Gives the next event its place. No read for an event whose id and place are new. */
    Outcome place(AdmittedEvent admitted) throws IOException {
        EventId id = admitted.event().id();
        long known = idsInBatch.getOrDefault(id, KnownEvents.ABSENT);
        if (known == KnownEvents.ABSENT) {
            known = state.known().indexOf(id);
        }
        if (known != KnownEvents.ABSENT) {
            return new Outcome.Logged(id, known, Outcome.Status.KNOWN);
        }
        SequenceKey key = admitted.key();
        long first = keysInBatch.getOrDefault(key, KnownEvents.ABSENT);
        if (first == KnownEvents.ABSENT) {
            first = state.known().indexOf(key, admitted.keyFingerprint());
        }
        if (first != KnownEvents.ABSENT) {
            return new Outcome.Conflict(id, first, evidence(admitted, first));
        }
        return new Outcome.Logged(id, append(admitted), Outcome.Status.NEW);
    }

    /** One proof an issuer and number is enough; a third event there is answered with the proof of the second. */
    private long evidence(AdmittedEvent second, long firstIndexOfKey) throws IOException {
        long logged = evidenceInBatch.getOrDefault(second.key(), KnownEvents.ABSENT);
        if (logged == KnownEvents.ABSENT) {
            logged = state.known().evidenceOf(second.key());
        }
        if (logged != KnownEvents.ABSENT) {
            return logged;
        }
        EventId first = firstIndexOfKey >= firstIndex
                ? fresh.get((int) (firstIndexOfKey - firstIndex)).event().id()
                : state.known().idAt(firstIndexOfKey);
        if (conflicts == null) {
            conflicts = state.conflicts().copy();
        }
        long index = append(new AdmittedEvent(conflicts.prove(first, second.event())));
        evidenceInBatch.put(second.key(), index);
        return index;
    }

    private long append(AdmittedEvent event) {
        long index = firstIndex + fresh.size();
        fresh.add(event);
        idsInBatch.put(event.event().id(), index);
        keysInBatch.put(event.key(), index);
        return index;
    }
}
