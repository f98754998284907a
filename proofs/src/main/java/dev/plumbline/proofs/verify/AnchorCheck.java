package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorDefect;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import org.jspecify.annotations.Nullable;

/** The checks of a receipt that concern L1. */
final class AnchorCheck {
    private final VerificationPolicy policy;
    private final Checklist checklist;

    AnchorCheck(VerificationPolicy policy, Checklist checklist) {
        this.policy = policy;
        this.checklist = checklist;
    }

    /** What L1 has been shown to hold, and on whose word its block is trusted. */
    record Shown(AnchorState.Proven state, HeadStanding.Trusted trust) {}

    /** What L1 has been shown to hold, or null if no block is trusted so that nothing about the chain is shown. */
    @Nullable
    Shown check(AnchorEvidence evidence, long index, Hash leafHash, VerifiedCheckpoint checkpoint)
            throws Checklist.FailedException {
        checkPlace(evidence);
        HeadStanding.Trusted trust;
        AnchorState state;
        try {
            BlockHeader block = evidence.header().readHeader();
            trust = judge(policy.headTrust().judge(evidence.chain(), block), block.hash());
            state = AnchorState.prove(
                    block, evidence.contract(), checkpoint.origin(), evidence.accountProof(), evidence.storageProof());
        } catch (MalformedException e) {
            String detail = String.valueOf(e.getMessage());
            trust = judge(
                    new HeadStanding.Refused(HeadStanding.Cause.UNKNOWN, detail),
                    evidence.header().keccak());
            state = new AnchorState.Refused(AnchorDefect.HEADER_MALFORMED, detail);
        }
        if (state instanceof AnchorState.Refused refused) {
            throw checklist.fail(
                    Check.Name.ANCHOR_STATE, Reason.ANCHOR_PROOF_BAD, refused.defect() + ": " + refused.detail());
        }
        var proven = (AnchorState.Proven) state;
        checklist.pass(
                Check.Name.ANCHOR_STATE,
                "size " + proven.anchored().size() + " in block " + proven.blockNumber() + " of " + evidence.chain());
        if (trust != null) {
            checkEquivocation(proven, checkpoint);
        }
        checkInclusion(evidence, index, leafHash, proven);
        return trust == null ? null : new Shown(proven, trust);
    }

    private void checkPlace(AnchorEvidence evidence) throws Checklist.FailedException {
        String place = evidence.chain() + " " + evidence.contract();
        boolean isWrong = (policy.chain() != null && !policy.chain().equals(evidence.chain()))
                || (policy.contract() != null && !policy.contract().equals(evidence.contract()));
        if (isWrong) {
            throw checklist.fail(
                    Check.Name.ANCHOR_PLACE,
                    Reason.WRONG_CHAIN,
                    "is " + place + ", want " + policy.chain() + " " + policy.contract());
        }
        if (policy.contract() == null) {
            checklist.skip(Check.Name.ANCHOR_PLACE, "the policy names no contract; the receipt says " + place);
        } else {
            checklist.pass(Check.Name.ANCHOR_PLACE, place);
        }
    }

    private HeadStanding.@Nullable Trusted judge(HeadStanding standing, Word blockHash)
            throws Checklist.FailedException {
        if (standing instanceof HeadStanding.Trusted trusted) {
            checklist.pass(
                    Check.Name.ANCHOR_HEADER, trusted.level() + ": block " + blockHash + ", " + trusted.detail());
            return trusted;
        }
        var refused = (HeadStanding.Refused) standing;
        if (policy.anchorDemand() == VerificationPolicy.AnchorDemand.NONE && policy.headTrust() == NoHeads.NO_HEADS) {
            checklist.skip(Check.Name.ANCHOR_HEADER, refused.detail());
            return null;
        }
        throw checklist.fail(
                Check.Name.ANCHOR_HEADER, reason(refused.cause()), "block " + blockHash + ": " + refused.detail());
    }

    static Reason reason(HeadStanding.Cause cause) {
        return switch (cause) {
            case UNASKED, UNKNOWN, DISAGREE -> Reason.HEADER_UNTRUSTED;
            case NOT_FINAL -> Reason.ANCHOR_NOT_FINAL;
            case WRONG_CHAIN -> Reason.WRONG_CHAIN;
            case UNREACHABLE -> Reason.RPC_UNREACHABLE;
        };
    }

    /** Two roots for one size, one signed and one on L1, accuse the log whatever else the receipt says. */
    private void checkEquivocation(AnchorState.Proven proven, VerifiedCheckpoint checkpoint)
            throws Checklist.FailedException {
        if (proven.anchored().size() == checkpoint.head().size()
                && !proven.anchored().equals(checkpoint.head())) {
            throw checklist.fail(
                    Check.Name.ANCHOR_INCLUSION,
                    Reason.EQUIVOCATION,
                    "size " + proven.anchored().size() + " has root "
                            + checkpoint.head().root() + " in the signed checkpoint and root "
                            + proven.anchored().root() + " on L1");
        }
    }

    private void checkInclusion(AnchorEvidence evidence, long index, Hash leafHash, AnchorState.Proven proven)
            throws Checklist.FailedException {
        if (evidence.size() != proven.anchored().size()) {
            throw checklist.fail(
                    Check.Name.ANCHOR_INCLUSION,
                    Reason.ANCHOR_ROOT_DIFFERS,
                    "the receipt says size " + evidence.size() + ", the contract holds size "
                            + proven.anchored().size());
        }
        ProofStatus status = new InclusionProof(index, evidence.path()).check(leafHash, proven.anchored());
        checklist.require(
                status == ProofStatus.VALID,
                Check.Name.ANCHOR_INCLUSION,
                Reason.ANCHOR_ROOT_DIFFERS,
                "entry " + index + " of " + proven.anchored().size() + ": " + status);
    }
}
