package dev.plumbline.api.demo;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Issuer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What was logged before, for a fraud to build upon. */
final class Past {
    private final List<Seen> all = new ArrayList<>();
    private final Map<EventId, Seen> byId = new HashMap<>();

    void add(long index, EventDraft draft) {
        var seen = new Seen(index, draft.id(), draft);
        all.add(seen);
        byId.put(seen.id, seen);
    }

    /** Whether an event of that body was logged. */
    <B extends Body> boolean has(Class<B> type, Predicate<Logged<B>> wanted) {
        return !every(type, wanted).isEmpty();
    }

    <B extends Body> Logged<B> first(Class<B> type, Predicate<Logged<B>> wanted) {
        return every(type, wanted).get(0);
    }

    <B extends Body> Logged<B> last(Class<B> type, Predicate<Logged<B>> wanted) {
        List<Logged<B>> every = every(type, wanted);
        return every.get(every.size() - 1);
    }

    private <B extends Body> List<Logged<B>> every(Class<B> type, Predicate<Logged<B>> wanted) {
        var every = new ArrayList<Logged<B>>();
        for (Seen seen : all) {
            if (type.isInstance(seen.draft.body())) {
                var logged = new Logged<>(seen.index, seen.id, seen.draft, type.cast(seen.draft.body()));
                if (wanted.test(logged)) {
                    every.add(logged);
                }
            }
        }
        return every;
    }

    /** The body of an event. */
    <B extends Body> B body(Class<B> type, EventId id) {
        return type.cast(byId.get(id).draft.body());
    }

    /** The last event of an issuer. */
    EventDraft lastOf(Issuer issuer) {
        Seen found = null;
        for (Seen seen : all) {
            found = seen.draft.issuer().equals(issuer) ? seen : found;
        }
        return found.draft;
    }

    private record Seen(long index, EventId id, EventDraft draft) {}

    /**
     * An event in the log.
     *
     * @param index its leaf index
     * @param id its id
     * @param draft the whole of it
     * @param body what it says
     */
    record Logged<B extends Body>(long index, EventId id, EventDraft draft, B body) {}
}
