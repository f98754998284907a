package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.checkpoint.Quorum;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier is told to believe and to demand.
 *
 * @param trust keys of logs and witnesses
 * @param chain CAIP-2 id of the chain that anchors must be on, or null for any
 * @param contract where anchors must be, or null for anywhere; a verdict then says that this was not checked
 * @param headTrust says which L1 blocks to believe in, and on whose word; under {@link NoHeads} an anchor is shown to be
 *     whole and not that it is on the chain
 * @param anchorDemand whether a receipt without an anchor under a trusted block is enough
 * @param freshness how old the evidence may be, or null for any age
 */
public record VerificationPolicy(
        TrustPolicy trust,
        @Nullable String chain,
        @Nullable Address contract,
        HeadTrust headTrust,
        AnchorDemand anchorDemand,
        @Nullable Freshness freshness) {
    /**
     * A policy.
     *
     * @throws IllegalArgumentException if an age is bounded of something that is not demanded
     */
    public VerificationPolicy {
        if (freshness != null && freshness.anchorAgeMax() != null && anchorDemand == AnchorDemand.NONE) {
            throw new IllegalArgumentException("the age of the anchor is bounded and no anchor is demanded");
        }
        if (freshness != null && freshness.cosignatureAgeMax() != null && trust.quorum() instanceof Quorum.None) {
            throw new IllegalArgumentException("the age of cosignatures is bounded and none is demanded");
        }
    }

    /** The policy that demands no anchor, and checks one as far as it can if it is there. */
    public static VerificationPolicy of(TrustPolicy trust) {
        return new VerificationPolicy(trust, null, null, NoHeads.NO_HEADS, AnchorDemand.NONE, null);
    }

    /** The same policy, but the entry must be anchored in one of the blocks of these hashes. */
    public VerificationPolicy demandingAnchorIn(Set<Word> blocks) {
        return demandingAnchorUnder(new PinnedHeads(blocks));
    }

    /** The same policy, but the entry must be anchored in a block that is trusted so. */
    public VerificationPolicy demandingAnchorUnder(HeadTrust heads) {
        return new VerificationPolicy(trust, chain, contract, heads, AnchorDemand.IN_TRUSTED_BLOCK, freshness);
    }

    /** The same policy, but anchors must be in one contract of one chain. */
    public VerificationPolicy withContract(String onChain, Address at) {
        return new VerificationPolicy(trust, onChain, at, headTrust, anchorDemand, freshness);
    }

    /** The same policy, but the evidence must be so recent. */
    public VerificationPolicy demanding(Freshness bounds) {
        return new VerificationPolicy(trust, chain, contract, headTrust, anchorDemand, bounds);
    }

    /** What has to be shown about L1. */
    public enum AnchorDemand {
        /** Nothing. */
        NONE,
        /** That the entry is in a tree whose root the contract held in a trusted block. */
        IN_TRUSTED_BLOCK
    }
}
