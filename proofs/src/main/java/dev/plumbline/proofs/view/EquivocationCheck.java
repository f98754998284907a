package dev.plumbline.proofs.view;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.SignedCheckpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.EquivocationVerdict.Cause;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Judges one {@link Equivocation} by one policy. */
final class EquivocationCheck {
    private final Equivocation evidence;
    private final TrustPolicy policy;

    EquivocationCheck(Equivocation evidence, TrustPolicy policy) {
        this.evidence = evidence;
        this.policy = policy;
    }

    EquivocationVerdict verdict() {
        SignedCheckpoint signedOlder;
        SignedCheckpoint signedNewer;
        try {
            signedOlder = SignedCheckpoint.of(evidence.older());
            signedNewer = SignedCheckpoint.of(evidence.newer());
        } catch (MalformedException e) {
            return notProven(Cause.CHECKPOINT_UNREADABLE, e.getMessage());
        }
        Checkpoint older = signedOlder.checkpoint();
        Checkpoint newer = signedNewer.checkpoint();
        String origin = older.origin();
        if (!newer.origin().equals(origin)
                || !evidence.keys().stream().allMatch(key -> key.name().equals(origin))) {
            return notProven(
                    Cause.ORIGINS_DIFFER,
                    "the checkpoints and keys are not all of " + MalformedException.quote(origin));
        }
        EquivocationVerdict unsigned = signatures(origin, signedOlder, signedNewer);
        return unsigned != null ? unsigned : relation(origin, older.head(), newer.head());
    }

    /** What is wrong with the signatures, or null. */
    private @Nullable EquivocationVerdict signatures(
            String origin, SignedCheckpoint signedOlder, SignedCheckpoint signedNewer) {
        var keys = new LinkedHashSet<>(evidence.keys());
        policy.logs().stream().filter(key -> key.name().equals(origin)).forEach(keys::add);
        boolean isLogKnown = false;
        boolean isOlderSigned = false;
        boolean isNewerSigned = false;
        for (VerifierKey key : keys) {
            NoteStatus older = signedOlder.status(key);
            NoteStatus newer = signedNewer.status(key);
            if (older == NoteStatus.BAD_SIGNATURE || newer == NoteStatus.BAD_SIGNATURE) {
                return notProven(Cause.SIGNATURE_BAD, "a line claims the key " + key + " and does not verify");
            }
            boolean isListed = evidence.keys().contains(key);
            if (isListed && older == NoteStatus.NOT_SIGNED && newer == NoteStatus.NOT_SIGNED) {
                return notProven(Cause.SIGNATURE_MISSING, "the key " + key + " signed neither checkpoint");
            }
            if (isListed && policy.logs().contains(key)) {
                isLogKnown = true;
                isOlderSigned |= older == NoteStatus.SIGNED;
                isNewerSigned |= newer == NoteStatus.SIGNED;
            }
        }
        if (!isLogKnown) {
            return notProven(
                    Cause.UNKNOWN_LOG,
                    "none of its keys is one that the policy names for " + MalformedException.quote(origin));
        }
        return isOlderSigned && isNewerSigned
                ? null
                : notProven(
                        Cause.SIGNATURE_MISSING,
                        "the " + (isOlderSigned ? "newer" : "older")
                                + " checkpoint is not signed by a key that both the" + " file and the policy name");
    }

    /** A proof that holds fixes what the newer tree's prefix is; the log signed for another one, or it did not. */
    private EquivocationVerdict relation(String origin, TreeHead older, TreeHead newer) {
        ProofStatus status = evidence.proof().check(new TreeHead(older.size(), evidence.prefixRoot()), newer);
        if (status == ProofStatus.SIZES_OUT_OF_ORDER) {
            return notProven(
                    Cause.SIZES_OUT_OF_ORDER,
                    "sizes are " + older.size() + " and " + newer.size()
                            + ", want 1 or more and then at least as many");
        }
        if (status != ProofStatus.VALID) {
            return notProven(
                    Cause.PROOF_BAD,
                    "the path does not show prefix_root to be that of the newer tree at size " + older.size() + ": "
                            + status);
        }
        if (evidence.prefixRoot().equals(older.root())) {
            return notProven(
                    Cause.NO_CONTRADICTION, "the tree of " + older.size() + " leaves is a prefix of the newer one");
        }
        return new EquivocationVerdict.Proven(origin, older, newer, evidence.prefixRoot());
    }

    private static EquivocationVerdict notProven(Cause cause, String detail) {
        return new EquivocationVerdict.NotProven(cause, detail);
    }
}
