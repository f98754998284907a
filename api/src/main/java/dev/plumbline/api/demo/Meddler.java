package dev.plumbline.api.demo;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import java.util.List;

/**
 * Stands between what ought to be logged and what is, so that a test can commit one fraud in an honest world and see
 * whether it is found. What follows goes on from what was logged, so that nothing but the fraud is wrong.
 */
interface Meddler {
    /** Lets everything pass. */
    Meddler NONE = new Meddler() {};

    /**
     * What is logged in place of a draft: nothing, another, or several.
     *
     * @param index the leaf index that the draft would have
     */
    default List<EventDraft> instead(long index, EventDraft draft) {
        return List.of(draft);
    }

    /**
     * The bytes that are logged for an event.
     *
     * @param index its leaf index
     */
    default byte[] entry(long index, Event event) {
        return event.entry();
    }
}
