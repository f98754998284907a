package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventCosignature;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.event.KeyRotate;
import dev.plumbline.proofs.event.SignatureStatus;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Who could sign at which place of the log, and which key took whose place: I03, I04, I42, I44. */
final class KeyRules implements Rule {
    private final Books books;
    // Rows (issuer): the leaf index from which its events do not count.
    private final MVMap<long[], Long> revokedFrom;
    // Rows (old issuer): the new one.
    private final MVMap<long[], Long> successors;

    KeyRules(Books books) {
        this.books = books;
        this.revokedFrom = books.store().indexes("revoked");
        this.successors = books.store().indexes("successors");
    }

    @Override
    public void apply(LoggedEvent event) {
        checkSignatures(event);
        if (event.event().body() instanceof KeyRotate rotation) {
            rotate(event, rotation);
        } else if (event.event().body() instanceof KeyRevoke revocation) {
            revoke(event, revocation);
        } else if (event.event().body() instanceof IssuerConflict conflict) {
            accuse(event, conflict);
        }
    }

    private void checkSignatures(LoggedEvent event) {
        Issuer revoked = revokedSigner(event);
        if (revoked != null) {
            books.judge(Invariant.SIGNED, event, "is signed by " + revoked + ", a key that is revoked there");
            return;
        }
        SignatureStatus status = event.signatures();
        if (status == null) {
            String reason = "the signatures were not to be checked";
            books.tallies().uncheckable(Invariant.SIGNED, 1, reason);
            books.tallies().uncheckable(Invariant.NAMESPACE_SIGNED, 1, reason);
            return;
        }
        boolean isValid = status == SignatureStatus.VALID;
        books.judge(Invariant.SIGNED, event, isValid ? null : "has a signature that does not hold: " + status);
        if (isValid) {
            // What is signed is the id, or names it, and the id covers the namespace.
            books.tallies().hold(Invariant.NAMESPACE_SIGNED, 1);
        }
    }

    private @Nullable Issuer revokedSigner(LoggedEvent event) {
        if (revokedFrom.isEmpty()) {
            return null;
        }
        if (isRevoked(event.issuer(), event.index())) {
            return event.event().issuer();
        }
        for (EventCosignature cosignature : event.event().cosignatures()) {
            if (isRevoked(books.number(cosignature.by().encode()), event.index())) {
                return cosignature.by();
            }
        }
        return null;
    }

    /** Whether what an issuer logged at an index does not count. */
    boolean isRevoked(long issuer, long index) {
        Long from = revokedFrom.get(new long[] {issuer});
        return from != null && index >= from;
    }

    /** Whether {@code later} is {@code earlier}, or took its place, at once or step by step. */
    boolean isSuccessor(long earlier, long later) {
        long at = earlier;
        // A key is replaced once, and never by one that was replaced, so this ends.
        while (at != later) {
            Long next = successors.get(new long[] {at});
            if (next == null) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** The key that has taken a party's place by now; the party itself if none has. */
    long current(long party) {
        long at = party;
        Long next = successors.get(new long[] {at});
        while (next != null) {
            at = next;
            next = successors.get(new long[] {at});
        }
        return at;
    }

    private void rotate(LoggedEvent event, KeyRotate rotation) {
        long oldIssuer = books.number(rotation.oldIssuer().encode());
        long newIssuer = books.number(rotation.newIssuer().encode());
        String problem = null;
        if (successors.containsKey(new long[] {oldIssuer})) {
            problem = "replaces a key that was replaced before";
        } else if (isSuccessor(newIssuer, oldIssuer)) {
            problem = "replaces a key by one that it took the place of";
        } else {
            successors.put(new long[] {oldIssuer}, newIssuer);
        }
        books.judge(Invariant.KEYS_CHANGE_ONCE, event, problem);
    }

    private void revoke(LoggedEvent event, KeyRevoke revocation) {
        long revoked = books.number(revocation.revoked().encode());
        if (!isSuccessor(revoked, event.issuer())) {
            books.judge(
                    Invariant.KEYS_CHANGE_ONCE,
                    event,
                    "revokes the key " + revocation.revoked()
                            + ", which is neither its own nor one it took the place of");
            return;
        }
        Long since = revocation.compromisedSince();
        boolean isLate = since != null && since > event.index();
        books.judge(
                Invariant.KEYS_CHANGE_ONCE,
                event,
                isLate ? "revokes from entry " + since + ", which is not logged yet" : null);
        // The revocation itself counts: it is the last word of its key.
        long from = since == null ? event.index() + 1 : Math.min(since, event.index() + 1);
        revokedFrom.merge(new long[] {revoked}, from, Math::min);
    }

    private void accuse(LoggedEvent event, IssuerConflict conflict) {
        if (conflict.second() == null) {
            books.tallies()
                    .uncheckable(Invariant.NO_ISSUER_EQUIVOCATES, 1, "the second event is too large to be embedded");
            return;
        }
        boolean isProof = conflict.second().checkSignatures() == SignatureStatus.VALID;
        books.judge(
                Invariant.NO_ISSUER_EQUIVOCATES,
                event,
                isProof
                        ? "proves that " + conflict.subject() + " signed two events as number " + conflict.subjectIseq()
                        : "accuses " + conflict.subject() + " by an event that it has not signed");
    }
}
