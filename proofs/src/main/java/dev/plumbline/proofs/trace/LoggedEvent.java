package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;

/**
 * An event together with its place in the log. Whether it is there is for whoever made the pair to know.
 *
 * @param index leaf index, at least 0
 * @param event the event
 */
public record LoggedEvent(long index, Event event) {
    /** @throws IllegalArgumentException if the index is negative */
    public LoggedEvent {
        if (index < 0) {
            throw new IllegalArgumentException("leaf index is " + index + ", want 0 or more");
        }
    }

    /** The event's id. */
    public EventId id() {
        return event.id();
    }

    /** Kind, id and place, for people. */
    String words() {
        return event.kind().wireName() + " " + event.id() + " at index " + index;
    }
}
