package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * Checks receipts offline: no state, any number of threads, and no network or clock but what the policy brings. Only a policy
 * whose {@code headTrust} asks nodes makes it wait for them.
 *
 * <p>Total: any bytes yield a {@link Verdict}. The checks come in a fixed order and the first that fails ends the work, so
 * that a hostile file costs least where it is most broken.
 */
public final class ReceiptVerifier {
    private final VerificationPolicy policy;

    /** A verifier that believes and demands what the policy says. */
    public ReceiptVerifier(VerificationPolicy policy) {
        this.policy = policy;
    }

    /** Checks the bytes of a receipt. Costs two signature checks, some 60 hashes, and with an anchor some 20 more. */
    public Verdict verify(byte[] receipt) {
        var checklist = new Checklist();
        try {
            return verify(receipt, checklist);
        } catch (Checklist.FailedException e) {
            return checklist.rejected(e);
        }
    }

    private Verdict verify(byte[] bytes, Checklist checklist) throws Checklist.FailedException {
        Receipt receipt = readReceipt(bytes, checklist);
        Event event = readEntry(receipt, checklist);
        SignatureStatus signature = event.checkSignatures();
        checklist.require(
                signature == SignatureStatus.VALID,
                Check.Name.EVENT_SIGNATURE,
                Reason.EVENT_SIGNATURE_BAD,
                event.issuer().encode() + ": " + signature);
        VerifiedCheckpoint checkpoint = judgeCheckpoint(receipt, checklist);
        Hash leafHash = event.leafHash();
        ProofStatus inclusion = receipt.proof().inclusion().check(leafHash, checkpoint.head());
        checklist.require(
                inclusion == ProofStatus.VALID,
                Check.Name.INCLUSION,
                reason(inclusion),
                "entry " + receipt.proof().inclusion().leafIndex() + " of "
                        + checkpoint.head().size() + ": " + inclusion);
        AnchorCheck.Shown anchor = judgeAnchor(receipt, leafHash, checkpoint, checklist);
        Freshness freshness = policy.freshness();
        if (freshness == null) {
            checklist.skip(Check.Name.FRESHNESS, "the policy takes evidence of any age");
        } else {
            Freshness.Finding age = freshness.check(policy.trust(), checkpoint, anchor == null ? null : anchor.state());
            checklist.require(age.isFresh(), Check.Name.FRESHNESS, Reason.STALE, age.detail());
        }
        return checklist.verified(
                new VerifiedReceipt(event, receipt.proof().inclusion().leafIndex(), checkpoint, anchor));
    }

    private static Receipt readReceipt(byte[] bytes, Checklist checklist) throws Checklist.FailedException {
        try {
            Receipt receipt = Receipt.parse(bytes);
            checklist.pass(Check.Name.FORMAT, bytes.length + " bytes");
            return receipt;
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            throw checklist.fail(Check.Name.FORMAT, reason, e.getMessage());
        }
    }

    private static Event readEntry(Receipt receipt, Checklist checklist) throws Checklist.FailedException {
        try {
            Event event = Event.parse(receipt.entry());
            checklist.pass(Check.Name.ENTRY, event.kind().wireName() + " " + event.id());
            return event;
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.ENTRY_NOT_CANONICAL;
            throw checklist.fail(Check.Name.ENTRY, reason, e.getMessage());
        }
    }

    private VerifiedCheckpoint judgeCheckpoint(Receipt receipt, Checklist checklist) throws Checklist.FailedException {
        CheckpointVerdict verdict = policy.trust().check(receipt.proof().checkpoint());
        if (verdict instanceof CheckpointVerdict.Trusted trusted) {
            VerifiedCheckpoint checkpoint = trusted.checkpoint();
            checklist.pass(
                    Check.Name.CHECKPOINT,
                    checkpoint.origin() + ", size " + checkpoint.head().size());
            if (policy.trust().witnesses().isEmpty()) {
                checklist.skip(Check.Name.WITNESSES, "the policy names no witness");
            } else {
                checklist.pass(
                        Check.Name.WITNESSES,
                        checkpoint.cosignatures().size() + " of "
                                + policy.trust().witnesses().size() + " cosigned, the quorum is met");
            }
            return checkpoint;
        }
        var refused = (CheckpointVerdict.Refused) verdict;
        if (refused.reason() == CheckpointVerdict.Reason.QUORUM_MISSING) {
            checklist.pass(Check.Name.CHECKPOINT, "the log signed it");
            throw checklist.fail(Check.Name.WITNESSES, Reason.WITNESS_QUORUM_MISSING, refused.detail());
        }
        throw checklist.fail(Check.Name.CHECKPOINT, reason(refused.reason()), refused.detail());
    }

    private AnchorCheck.@Nullable Shown judgeAnchor(
            Receipt receipt, Hash leafHash, VerifiedCheckpoint checkpoint, Checklist checklist)
            throws Checklist.FailedException {
        AnchorEvidence evidence = receipt.anchor();
        boolean isDemanded = policy.anchorDemand() == VerificationPolicy.AnchorDemand.IN_TRUSTED_BLOCK;
        if (evidence != null) {
            return new AnchorCheck(policy, checklist)
                    .check(evidence, receipt.proof().inclusion().leafIndex(), leafHash, checkpoint);
        }
        if (isDemanded) {
            throw checklist.fail(Check.Name.ANCHOR_STATE, Reason.ANCHOR_PENDING, "the receipt has no anchor");
        }
        checklist.skip(Check.Name.ANCHOR_STATE, "the receipt has no anchor");
        return null;
    }

    private static Reason reason(CheckpointVerdict.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> Reason.FORMAT_UNREADABLE;
            case UNKNOWN_LOG -> Reason.UNKNOWN_LOG;
            case SIGNATURE_BAD -> Reason.CHECKPOINT_SIGNATURE_BAD;
            case QUORUM_MISSING -> Reason.WITNESS_QUORUM_MISSING;
        };
    }

    private static Reason reason(ProofStatus status) {
        return switch (status) {
            case INDEX_OUTSIDE_TREE -> Reason.INDEX_OUT_OF_RANGE;
            case WRONG_PATH_LENGTH -> Reason.PATH_LENGTH_WRONG;
            case VALID, ROOT_MISMATCH, SIZES_OUT_OF_ORDER, WRONG_LEAF_COUNT, INDEXES_OUT_OF_ORDER ->
                Reason.ROOT_MISMATCH;
        };
    }
}
