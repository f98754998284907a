package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of a receipt that concern L1. */
final class AnchorCheck {
    private final VerificationPolicy policy;
    private final Checklist checklist;

    AnchorCheck(VerificationPolicy policy, Checklist checklist) {
        this.policy = policy;
        this.checklist = checklist;
    }

    /** What L1 has been shown to hold, or null if no block is trusted so that nothing about the chain is shown. */
    AnchorState.@Nullable Proven check(
            AnchorEvidence evidence, long index, Hash leafHash, VerifiedCheckpoint checkpoint)
            throws Checklist.FailedException {
        checkPlace(evidence);
        byte[] header = bytes(evidence.header(), Limits.HEADER_BYTES_MAX);
        boolean isTrusted = checkHeader(Word.keccak(header));
        AnchorState state = AnchorState.prove(
                header,
                evidence.contract(),
                checkpoint.origin(),
                nodes(evidence.accountProof()),
                nodes(evidence.storageProof()));
        if (state instanceof AnchorState.Refused refused) {
            throw checklist.fail(
                    Check.Name.ANCHOR_STATE, Reason.ANCHOR_PROOF_BAD, refused.defect() + ": " + refused.detail());
        }
        var proven = (AnchorState.Proven) state;
        checklist.pass(
                Check.Name.ANCHOR_STATE,
                "size " + proven.anchored().size() + " in block " + proven.blockNumber() + " of " + evidence.chain());
        if (isTrusted) {
            checkEquivocation(proven, checkpoint);
        }
        checkInclusion(evidence, index, leafHash, proven);
        return isTrusted ? proven : null;
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

    private boolean checkHeader(Word blockHash) throws Checklist.FailedException {
        if (policy.trustedBlocks().isEmpty()) {
            checklist.skip(
                    Check.Name.ANCHOR_HEADER, "no trusted block hash was given; compare " + blockHash + " with a node");
            return false;
        }
        checklist.require(
                policy.trustedBlocks().contains(blockHash),
                Check.Name.ANCHOR_HEADER,
                Reason.HEADER_UNTRUSTED,
                "block " + blockHash);
        return true;
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

    private static List<byte[]> nodes(List<String> hex) {
        var nodes = new ArrayList<byte[]>();
        for (String node : hex) {
            nodes.add(bytes(node, Limits.TRIE_NODE_BYTES_MAX));
        }
        return nodes;
    }

    private static byte[] bytes(String hex, int bytesMax) {
        try {
            return HexData.parse(hex, "anchor", bytesMax);
        } catch (MalformedException e) {
            throw new AssertionError("the receipt was read before", e);
        }
    }
}
