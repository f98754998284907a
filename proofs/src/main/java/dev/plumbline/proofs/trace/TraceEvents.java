package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.verify.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of one trace, found by their ids and held to the kind that a reference promises. */
final class TraceEvents {
    private final Map<EventId, LoggedEvent> byId = new LinkedHashMap<>();

    /** @param byIndex ascending by index */
    TraceEvents(List<LoggedEvent> byIndex) throws BrokenTraceException {
        for (LoggedEvent logged : byIndex) {
            LoggedEvent first = byId.putIfAbsent(logged.id(), logged);
            if (first != null) {
                throw new BrokenTraceException(
                        Reason.TRACE_BROKEN, logged.words() + " is at index " + first.index() + " already");
            }
        }
    }

    /** All of them, by index. */
    List<LoggedEvent> all() {
        return List.copyOf(byId.values());
    }

    @Nullable
    LoggedEvent find(EventId id) {
        return byId.get(id);
    }

    /** An event without which nothing can be said. */
    LoggedEvent required(EventId id, String whatFor) throws BrokenTraceException {
        LoggedEvent logged = byId.get(id);
        if (logged == null) {
            throw new BrokenTraceException(Reason.TRACE_INCOMPLETE, "lacks " + whatFor + ", " + id);
        }
        return logged;
    }

    /** The same event as what it is named for, which was logged before the one that names it. */
    <T extends Body> Named<T> required(EventId id, Class<T> kind, LoggedEvent by, String whatFor)
            throws BrokenTraceException {
        return named(required(id, whatFor), kind, by, whatFor);
    }

    /** The same, or null if the trace does not hold it. */
    <T extends Body> @Nullable Named<T> ifPresent(EventId id, Class<T> kind, LoggedEvent by, String whatFor)
            throws BrokenTraceException {
        LoggedEvent logged = byId.get(id);
        return logged == null ? null : named(logged, kind, by, whatFor);
    }

    private static <T extends Body> Named<T> named(LoggedEvent logged, Class<T> kind, LoggedEvent by, String whatFor)
            throws BrokenTraceException {
        if (!kind.isInstance(logged.event().body())) {
            throw new BrokenTraceException(
                    Reason.TRACE_BROKEN, by.words() + " names as " + whatFor + " the " + logged.words());
        }
        if (logged.index() >= by.index()) {
            throw new BrokenTraceException(
                    Reason.TRACE_BROKEN, by.words() + " names the " + logged.words() + ", which was logged later");
        }
        if (!logged.event().namespace().equals(by.event().namespace())) {
            throw new BrokenTraceException(
                    Reason.TRACE_BROKEN, by.words() + " names the " + logged.words() + " of another namespace");
        }
        return new Named<>(logged, kind.cast(logged.event().body()));
    }

    /**
     * An event, and its body as the kind that it is.
     *
     * @param logged the event
     * @param body its body
     */
    record Named<T extends Body>(LoggedEvent logged, T body) {}
}
