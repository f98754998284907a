package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event before it is signed: all that its id covers (formats section 3).
 *
 * <p>An app makes one from a body, signs it, and submits the {@link Event#entry}. Start with {@link #first} and go on
 * with {@link #after}, which keep the issuer's numbers without a gap.
 *
 * @param body what the event says
 * @param namespace the datanet it belongs to
 * @param issuer who says so
 * @param iseq its number among the issuer's events of this namespace, from 1 without a gap
 * @param iprev the event numbered {@code iseq} − 1; null exactly for number 1
 * @param issuedAtMillis the issuer's clock, in milliseconds since the epoch; never used for ordering
 */
public record EventDraft(
        Body body,
        Namespace namespace,
        Issuer issuer,
        long iseq,
        @Nullable EventId iprev,
        long issuedAtMillis) {
    /** The version of the envelope that this code reads and writes. */
    static final long VERSION = 1;

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if {@code iseq} or the time is out of range, if {@code iprev} does not fit
     *     {@code iseq}, or if the body is a conflict of another namespace or a change of others' keys
     */
    public EventDraft {
        Bounds.checkAtLeast("/iseq", iseq, 1);
        Bounds.checkAtLeast("/issued_at", issuedAtMillis, 0);
        if ((iprev != null) != (iseq > 1)) {
            throw new BrokenRuleException(
                    Malformed.RULE, "/iprev", (iprev == null ? "is missing" : "is there") + " for iseq " + iseq);
        }
        if (body instanceof IssuerConflict conflict
                && conflict.second() != null
                && !conflict.second().namespace().equals(namespace)) {
            throw new BrokenRuleException(Malformed.RULE, "/body/second/ns", "is another namespace");
        }
        if (body instanceof KeyRotate rotation && !rotation.concerns(issuer)) {
            throw new BrokenRuleException(Malformed.RULE, "/issuer", "is neither the old nor the new one");
        }
    }

    /** The issuer's first event of a namespace. */
    public static EventDraft first(Body body, Namespace namespace, Issuer issuer, long issuedAtMillis) {
        return new EventDraft(body, namespace, issuer, 1, null, issuedAtMillis);
    }

    /** The event that follows {@code previous}, of the same issuer and namespace. */
    public static EventDraft after(Event previous, Body body, long issuedAtMillis) {
        return new EventDraft(
                body, previous.namespace(), previous.issuer(), previous.iseq() + 1, previous.id(), issuedAtMillis);
    }

    /** The id that the event will have, however it is signed. Encodes the whole draft. */
    public EventId id() {
        return EventId.of(CanonicalJson.encode(envelope().build()));
    }

    /**
     * Signs with the issuer's key.
     *
     * @throws IllegalArgumentException if the signer is another party, the body wants a cosigner, or the entry would be
     *     too large
     */
    public Event sign(EventSigner signer) {
        checkSigner(signer);
        return signed(signatureOf(id(), signer), List.of());
    }

    /**
     * Signs with the issuer's key and with those of cosigners. A {@link KeyRotate} wants the other of
     * its two parties among them.
     *
     * @throws IllegalArgumentException if the signer is another party, a cosigner is missing or there twice, or the entry
     *     would be too large
     */
    public Event sign(EventSigner signer, EventSigner... cosigners) {
        checkSigner(signer);
        EventId id = id();
        var cosignatures = new ArrayList<EventCosignature>(cosigners.length);
        for (EventSigner cosigner : cosigners) {
            cosignatures.add(new EventCosignature(cosigner.issuer(), signatureOf(id, cosigner)));
        }
        return signed(signatureOf(id, signer), cosignatures);
    }

    private EventSignature signatureOf(EventId id, EventSigner signer) {
        return signer.sign(id, body.kind().wireName(), namespace.encode(), issuedAtMillis);
    }

    /**
     * Signs many drafts of one issuer with one signature; the events are in the order of the drafts.
     *
     * @throws IllegalArgumentException if there are none or more than a batch holds, if the signer is another party, if
     *     one wants a cosigner, or an entry would be too large
     * @throws IllegalStateException if the issuer is an Ethereum account, which signs each event
     */
    public static List<Event> signBatch(List<EventDraft> drafts, EventSigner signer) {
        drafts.forEach(draft -> draft.checkSigner(signer));
        List<EventSignature> signatures =
                signer.signBatch(drafts.stream().map(EventDraft::id).toList());
        var events = new ArrayList<Event>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            events.add(drafts.get(i).signed(signatures.get(i), List.of()));
        }
        return events;
    }

    /**
     * The event with signatures that were made elsewhere, such as in a wallet. They are not checked here.
     *
     * @throws IllegalArgumentException if the entry would be too large, a party cosigns twice, or one that must does not
     */
    public Event signed(EventSignature signature, List<EventCosignature> cosignatures) {
        JsonObject.Builder envelope =
                envelope().put("sig", SignatureFields.encode(signature).build());
        if (!cosignatures.isEmpty()) {
            envelope.put(
                    "cosig", cosignatures.stream().map(EventCosignature::encode).toList());
        }
        return Event.built(envelope.build());
    }

    private void checkSigner(EventSigner signer) {
        if (!signer.issuer().equals(issuer)) {
            throw new IllegalArgumentException("signer is " + signer.issuer() + ", issuer is " + issuer);
        }
    }

    private JsonObject.Builder envelope() {
        JsonObject.Builder envelope = JsonObject.builder()
                .put("v", VERSION)
                .put("kind", body.kind().wireName())
                .put("ns", namespace.encode())
                .put("issuer", issuer.encode())
                .put("iseq", iseq)
                .put("issued_at", issuedAtMillis)
                .put("body", body.encode());
        if (iprev != null) {
            envelope.put("iprev", iprev.encode());
        }
        return envelope;
    }
}
