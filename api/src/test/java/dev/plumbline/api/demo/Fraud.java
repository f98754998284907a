package dev.plumbline.api.demo;

import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One fraud in an honest world: at the first event that fits, something else is logged.
 *
 * @param name what is done
 * @param breaks the invariant by which it must be named
 * @param when which event it is done at
 * @param instead what is logged in its place; of several the last is the fraud, and none is one left out
 * @param entry what becomes of the entry of the fraud
 */
record Fraud(String name, Invariant breaks, Predicate<Moment<?>> when, Change<?> instead, UnaryOperator<String> entry) {

    /** A fraud at the first event of that body which fits. */
    static <B extends Body> Fraud of(
            String name, Invariant breaks, Class<B> type, Predicate<Moment<B>> when, Change<B> instead) {
        return new Fraud(name, breaks, at(type, when), instead, text -> text);
    }

    /** A fraud that changes the bytes of the first event of that body which fits. */
    static <B extends Body> Fraud ofEntry(
            String name, Invariant breaks, Class<B> type, Predicate<Moment<B>> when, UnaryOperator<String> entry) {
        return new Fraud(name, breaks, at(type, when), (Change<B>) moment -> List.of(moment.draft), entry);
    }

    @SuppressWarnings("unchecked") // The body was looked at just before.
    private static <B extends Body> Predicate<Moment<?>> at(Class<B> type, Predicate<Moment<B>> when) {
        return moment -> type.isInstance(moment.draft.body()) && when.test((Moment<B>) moment);
    }

    @Override
    public String toString() {
        return name;
    }

    /** What is logged instead. */
    @FunctionalInterface
    interface Change<B extends Body> {
        List<EventDraft> of(Moment<B> moment);
    }

    /**
     * An event about to be logged.
     *
     * @param index its leaf index
     * @param draft the event
     * @param past what was logged before
     */
    record Moment<B extends Body>(long index, EventDraft draft, Past past) {
        @SuppressWarnings("unchecked") // By construction of the moment.
        B body() {
            return (B) draft.body();
        }

        /** The same event, saying something else. */
        List<EventDraft> saying(Body other) {
            return List.of(new EventDraft(
                    other, draft.namespace(), draft.issuer(), draft.iseq(), draft.iprev(), draft.issuedAtMillis()));
        }

        /** The event, and another of its issuer behind it. */
        List<EventDraft> andThen(Body other) {
            return List.of(draft, following(draft, other));
        }

        /** The event, and behind it another of somebody who has logged something before. */
        List<EventDraft> andThen(EventDraft lastOfIssuer, Body other) {
            return List.of(draft, following(lastOfIssuer, other));
        }

        private static EventDraft following(EventDraft before, Body other) {
            return new EventDraft(
                    other,
                    before.namespace(),
                    before.issuer(),
                    before.iseq() + 1,
                    before.id(),
                    before.issuedAtMillis() + 1);
        }
    }

    /** Commits the fraud once. */
    static final class Committed implements Meddler {
        private final Fraud fraud;
        private final Past past = new Past();
        private EventDraft leftOut;
        private boolean isDone;
        private long at = -1;

        Committed(Fraud fraud) {
            this.fraud = fraud;
        }

        /** Where it is to be found: the index of the fraud, or of what shows that something was left out. */
        long at() {
            return at;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // The predicate has looked at the body.
        public List<EventDraft> instead(long index, EventDraft draft) {
            List<EventDraft> drafts = List.of(draft);
            var moment = new Moment(index, draft, past);
            if (!isDone && fraud.when.test(moment)) {
                isDone = true;
                drafts = ((Change) fraud.instead).of(moment);
                at = drafts.isEmpty() ? -1 : index + drafts.size() - 1;
                leftOut = drafts.isEmpty() ? draft : null;
            } else if (leftOut != null
                    && leftOut.issuer().equals(draft.issuer())
                    && leftOut.namespace().equals(draft.namespace())) {
                at = index;
                leftOut = null;
            }
            for (int i = 0; i < drafts.size(); i++) {
                past.add(index + i, drafts.get(i));
            }
            return drafts;
        }

        @Override
        public byte[] entry(long index, Event event) {
            byte[] honest = event.entry();
            if (index != at) {
                return honest;
            }
            String text = new String(honest, StandardCharsets.UTF_8);
            return fraud.entry.apply(text).getBytes(StandardCharsets.UTF_8);
        }
    }
}
