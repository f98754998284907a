package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import org.jspecify.annotations.Nullable;

/** How far a transaction of a rollup has been proven to have settled. Only {@link SettlementVerifier} makes one. */
public final class VerifiedSettlement {
    private final SettlementEvidence evidence;
    private final RollupCheck.Shown rollup;
    private final ClaimCheck.Shown claim;
    private final BlockHeader l1Block;
    private final HeadStanding.Trusted trust;

    VerifiedSettlement(
            SettlementEvidence evidence,
            RollupCheck.Shown rollup,
            ClaimCheck.Shown claim,
            BlockHeader l1Block,
            HeadStanding.Trusted trust) {
        this.evidence = evidence;
        this.rollup = rollup;
        this.claim = claim;
        this.l1Block = l1Block;
        this.trust = trust;
    }

    /** {@link Grade#PROPOSED} or a higher one. A claim that was proposed is somebody's word and nothing more. */
    public Grade grade() {
        return claim.grade();
    }

    /** Why the grade is not higher, for people; null for {@link Grade#FINALIZED}. */
    public @Nullable String whyNotHigher() {
        return claim.whyNotHigher();
    }

    /** CAIP-2 id of the rollup. */
    public String chain() {
        return evidence.chain();
    }

    /** Hash of the transaction. */
    public Word transaction() {
        return evidence.transaction().hash();
    }

    /** Its place in its block, from 0. */
    public long index() {
        return evidence.transaction().index();
    }

    /** What it came to. */
    public TransactionReceipt receipt() {
        return rollup.receipt();
    }

    /** The rollup's block that holds it. */
    public BlockHeader block() {
        return rollup.block();
    }

    /** The rollup's block whose output root is claimed: that one or a later one. */
    public BlockHeader claimedBlock() {
        return rollup.claimed();
    }

    /** The output root that is claimed. */
    public Word outputRoot() {
        return rollup.outputRoot();
    }

    /** What the claim is, for people. */
    public String claim() {
        return claim.words();
    }

    /** Whether every contract runs a code that the reader pinned. */
    public boolean isCodePinned() {
        return claim.isCodePinned();
    }

    /** The L1 block in which all this was so. */
    public BlockHeader l1Block() {
        return l1Block;
    }

    /** On whose word that block is trusted. */
    public HeadStanding.Trusted l1Trust() {
        return trust;
    }

    /** The event that the transaction recorded; null if the evidence names none or the profile names no registry. */
    public @Nullable EventId event() {
        return rollup.event();
    }
}
