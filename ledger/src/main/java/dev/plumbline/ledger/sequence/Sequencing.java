package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the events of one batch their places: consecutive indexes for what is new, the old index for what is known, and
 * proof against an issuer that uses a number twice; and entries that were demanded theirs. Decides on trial; nothing is known to the log until the batch is durable.
 */
final class Sequencing {
    private final LogState state;
    private final long firstIndex;
    private final List<NewLeaf> fresh = new ArrayList<>();
    private final Map<EventId, Long> idsInBatch = new HashMap<>();
    private final Map<SequenceKey, Long> keysInBatch = new HashMap<>();
    private final Map<SequenceKey, Long> evidenceInBatch = new HashMap<>();
    private final Map<Hash, Long> forcedInBatch = new HashMap<>();
    // Made when the ledger has something to say itself, which is rarely.
    private @Nullable OwnEvents own;

    Sequencing(LogState state) {
        this.state = state;
        this.firstIndex = state.head().head().size();
    }

    /** Leaves to append, in order, the first at the size of the log. */
    List<NewLeaf> fresh() {
        return fresh;
    }

    /** Gives the next event its place. No read for an event whose id and place are new. */
    Outcome place(AdmittedEvent admitted) throws IOException {
        EventId id = admitted.event().id();
        long known = indexOf(id);
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

    /**
     * Gives a demanded entry its place: that of the same bytes, if the log has them; else what anybody's event gets, if they
     * are one; else two leaves at the end, the ledger's announcement and the bytes.
     */
    Outcome place(DemandedEntry demanded) throws IOException {
        long before = forcedInBatch.getOrDefault(demanded.leafHash(), KnownEvents.ABSENT);
        if (before == KnownEvents.ABSENT) {
            before = state.known().indexOfForced(demanded.leafHash());
        }
        if (before != KnownEvents.ABSENT) {
            return new Outcome.Forced(before, null);
        }
        Event event = demanded.event();
        long known = event == null ? KnownEvents.ABSENT : indexOf(event.id());
        if (event != null && known != KnownEvents.ABSENT && leafHashAt(known).equals(demanded.leafHash())) {
            return new Outcome.Logged(event.id(), known, Outcome.Status.KNOWN);
        }
        AdmittedEvent admitted = demanded.admitted();
        if (admitted == null) {
            return force(demanded, demanded.refusal());
        }
        if (known != KnownEvents.ABSENT) {
            return force(demanded, ForcedReason.KNOWN_EVENT);
        }
        Outcome placed = place(admitted);
        return placed instanceof Outcome.Conflict ? force(demanded, ForcedReason.ISSUER_CONFLICT) : placed;
    }

    private Outcome force(DemandedEntry demanded, ForcedReason why) {
        append(new AdmittedEvent(own().announce(demanded.announcement(why))));
        var bytes = new ForcedBytes(demanded.entry());
        long index = firstIndex + fresh.size();
        fresh.add(bytes);
        forcedInBatch.put(bytes.leafHash(), index);
        return new Outcome.Forced(index, why);
    }

    private long indexOf(EventId id) throws IOException {
        long known = idsInBatch.getOrDefault(id, KnownEvents.ABSENT);
        return known == KnownEvents.ABSENT ? state.known().indexOf(id) : known;
    }

    private Hash leafHashAt(long index) throws IOException {
        return index >= firstIndex
                ? fresh.get((int) (index - firstIndex)).leafHash()
                : TreeHasher.leaf(state.entries().entry(index));
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
        EventId first = idAt(firstIndexOfKey);
        long index = append(new AdmittedEvent(own().prove(first, second.event())));
        evidenceInBatch.put(second.key(), index);
        return index;
    }

    /** Id of an event, never of forced bytes: those have no place in any sequence. */
    private EventId idAt(long index) throws IOException {
        return index >= firstIndex && fresh.get((int) (index - firstIndex)) instanceof AdmittedEvent admitted
                ? admitted.event().id()
                : state.known().idAt(index);
    }

    private OwnEvents own() {
        if (own == null) {
            own = state.own().copy();
        }
        return own;
    }

    private long append(AdmittedEvent event) {
        long index = firstIndex + fresh.size();
        fresh.add(event);
        idsInBatch.put(event.event().id(), index);
        keysInBatch.put(event.key(), index);
        return index;
    }
}
