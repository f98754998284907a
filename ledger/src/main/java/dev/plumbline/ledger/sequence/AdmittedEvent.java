package dev.plumbline.ledger.sequence;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.Hash;

/** An event whose form, local rules and signatures were checked. Outside this room only {@link #admit} makes one. */
public final class AdmittedEvent implements NewLeaf {
    private final Event event;
    private final SequenceKey key;
    private final long keyFingerprint;

    /** An event that this ledger has logged, or logs itself. */
    AdmittedEvent(Event event) {
        this.event = event;
        this.key = SequenceKey.of(event);
        this.keyFingerprint = key.fingerprint();
    }

    /**
     * Checks an event that somebody wants logged. Costs a parse and one signature verification, or some ten hashes if
     * {@code signatures} knows the batch it was signed in. Runs on the request's thread.
     */
    @CheckReturnValue
    public static Admission admit(byte[] entry, BatchVerifier signatures) {
        Event event;
        try {
            event = Event.parse(entry);
        } catch (MalformedException e) {
            return new Admission.Malformed(e);
        }
        if (event.kind().isOfLedger()) {
            return new Admission.Malformed(new MalformedException(
                    Malformed.UNSUPPORTED,
                    "event at /kind",
                    "is " + event.kind().wireName() + ", which only the ledger itself writes"));
        }
        SignatureStatus status = event.checkSignatures(signatures);
        return status == SignatureStatus.VALID
                ? new Admission.Admitted(new AdmittedEvent(event))
                : new Admission.BadSignature(status, isSignedByIssuer(event) ? "/cosig" : "/sig");
    }

    private static boolean isSignedByIssuer(Event event) {
        SignatureStatus status = event.signature()
                .check(
                        event.issuer(),
                        event.id(),
                        event.kind().wireName(),
                        event.namespace().encode(),
                        event.issuedAtMillis());
        return status == SignatureStatus.VALID;
    }

    /** The event. */
    public Event event() {
        return event;
    }

    @Override
    public byte[] entry() {
        return event.entry();
    }

    @Override
    public Hash leafHash() {
        return event.leafHash();
    }

    SequenceKey key() {
        return key;
    }

    long keyFingerprint() {
        return keyFingerprint;
    }
}
