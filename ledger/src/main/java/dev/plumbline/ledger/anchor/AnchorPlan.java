package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;

/**
 * What the next transaction is to do.
 *
 * @param call what it asks of the contract
 * @param head the tree that is being anchored, or the anchored one under which a demand is satisfied
 * @param demands ids of the demands that it satisfies, ascending
 * @param callData the same as the contract reads it, as {@code 0x} hex
 */
record AnchorPlan(AnchorCall call, TreeHead head, List<Long> demands, String callData) {
    AnchorPlan {
        demands = List.copyOf(demands);
    }

    static AnchorPlan anchor(TreeHead head, List<Hash> consistencyProof) {
        return new AnchorPlan(
                AnchorCall.ANCHOR, head, List.of(), HexData.encode(RootAnchor.anchorCall(head, consistencyProof)));
    }

    static AnchorPlan anchorAndSatisfy(TreeHead head, List<Hash> consistencyProof, List<IncludedDemand> included) {
        return new AnchorPlan(
                AnchorCall.ANCHOR_AND_SATISFY,
                head,
                included.stream().map(IncludedDemand::id).toList(),
                HexData.encode(RootAnchor.anchorAndSatisfyCall(head, consistencyProof, included)));
    }

    static AnchorPlan satisfy(TreeHead anchored, IncludedDemand demand) {
        return new AnchorPlan(
                AnchorCall.SATISFY,
                anchored,
                List.of(demand.id()),
                HexData.encode(RootAnchor.satisfyCall(demand, anchored.size())));
    }

    /** Whether it brings a larger tree onto the chain. */
    boolean isAnchor() {
        return call != AnchorCall.SATISFY;
    }
}
