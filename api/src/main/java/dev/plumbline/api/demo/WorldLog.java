package dev.plumbline.api.demo;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A log in the making: numbers and chains each issuer's events, signs them on all cores, and hands the entries on in order.
 *
 * <p>An event's id and index are known when it is appended, before it is signed; the tree's head only when it is asked for.
 * Holds at most {@link #PENDING_MAX} events that are not yet signed. Owned by one thread.
 */
final class WorldLog {
    private static final int PENDING_MAX = 4_096;

    private final WorldSink sink;
    private final Meddler meddler;
    private final Frontier frontier = new Frontier();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<Author, Last> lasts = new HashMap<>();
    private final Map<Issuer, EventSigner> signers = new HashMap<>();

    WorldLog(WorldSink sink, Meddler meddler) {
        this.sink = sink;
        this.meddler = meddler;
    }

    /**
     * Appends an event, and returns what was logged for it.
     *
     * @param cosigners who else signs it
     */
    Logged append(EventSigner signer, Namespace namespace, Body body, long issuedAtMillis, EventSigner... cosigners)
            throws IOException {
        signers.put(signer.issuer(), signer);
        Last last = lasts.get(new Author(signer.issuer(), namespace));
        var draft = new EventDraft(
                body,
                namespace,
                signer.issuer(),
                last == null ? 1 : last.iseq + 1,
                last == null ? null : last.id,
                issuedAtMillis);
        Logged first = null;
        List<EventDraft> drafts = meddler.instead(size(), draft);
        for (EventDraft logged : drafts) {
            Logged appended = append(logged, first == null ? cosigners : new EventSigner[0]);
            first = first == null ? appended : first;
        }
        if (first == null) {
            // Left out, yet numbered: whoever counts will miss it.
            first = new Logged(draft.id(), size(), draft);
            lasts.put(new Author(draft.issuer(), namespace), new Last(draft.iseq(), first.id));
        }
        if (pending.size() >= PENDING_MAX) {
            flush();
        }
        return first;
    }

    private Logged append(EventDraft draft, EventSigner[] cosigners) {
        EventSigner signer = signers.get(draft.issuer());
        if (signer == null) {
            throw new IllegalArgumentException(draft.issuer() + " has signed nothing before");
        }
        var logged = new Logged(draft.id(), size(), draft);
        pending.add(new Pending(draft, signer, cosigners.clone()));
        lasts.put(new Author(draft.issuer(), draft.namespace()), new Last(draft.iseq(), logged.id));
        return logged;
    }

    /** How many events were appended. */
    long size() {
        return frontier.size() + pending.size();
    }

    /** The head of the tree so far, which signs all that is appended. */
    TreeHead head() throws IOException {
        flush();
        return frontier.head();
    }

    private void flush() throws IOException {
        List<Event> signed = pending.parallelStream().map(Pending::sign).toList();
        pending.clear();
        for (Event event : signed) {
            byte[] entry = meddler.entry(frontier.size(), event);
            frontier.append(TreeHasher.leaf(entry), sink);
            sink.entry(entry);
        }
    }

    /**
     * An event in the log.
     *
     * @param id its id
     * @param index its leaf index
     * @param draft what it says
     */
    record Logged(EventId id, long index, EventDraft draft) {
        Body body() {
            return draft.body();
        }
    }

    private record Author(Issuer issuer, Namespace namespace) {}

    private record Last(long iseq, EventId id) {}

    /** Signed later, and elsewhere. */
    private static final class Pending {
        private final EventDraft draft;
        private final EventSigner signer;
        private final EventSigner[] cosigners;

        Pending(EventDraft draft, EventSigner signer, EventSigner[] cosigners) {
            this.draft = draft;
            this.signer = signer;
            this.cosigners = cosigners;
        }

        Event sign() {
            return draft.sign(signer, cosigners);
        }
    }
}
