package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.rollup.ClaimsContract;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;

/**
 * Checks evidence of a settlement: {@code .settlement.json} (docs/format/settlement.md). No state, any number of threads, and
 * no network or clock but what {@code heads} brings.
 *
 * <p>Total: any bytes yield a {@link SettlementVerdict}. The checks come in a fixed order and the first that fails ends the work.
 * That the contracts run another code than the reader pinned fails nothing: the verdict says so.
 */
public final class SettlementVerifier {
    private final RollupProfile profile;
    private final HeadTrust heads;

    /**
     * @param profile what the reader knows of the rollup
     * @param heads which L1 blocks to believe in, and on whose word
     */
    public SettlementVerifier(RollupProfile profile, HeadTrust heads) {
        this.profile = profile;
        this.heads = heads;
    }

    /** Checks the bytes of a file. Costs one hash for each node of a proof, some hundred, and four for headers. */
    public SettlementVerdict verify(byte[] file) {
        var checklist = new Checklist();
        try {
            VerifiedSettlement settlement = verify(file, checklist);
            return new SettlementVerdict.Verified(
                    settlement, checklist.inOrder(Check.Name.OF_SETTLEMENTS, "does not apply"));
        } catch (Checklist.FailedException e) {
            return new SettlementVerdict.Rejected(
                    e.reason(), e.detail(), checklist.inOrder(Check.Name.OF_SETTLEMENTS, "an earlier check failed"));
        }
    }

    private VerifiedSettlement verify(byte[] file, Checklist checklist) throws Checklist.FailedException {
        SettlementEvidence evidence = read(file, checklist);
        checkPlace(evidence, checklist);
        BlockHeader l1Block = readL1Header(evidence.contract(), checklist);
        HeadStanding.Trusted trust = judge(evidence.contract().chain(), l1Block, checklist);
        RollupCheck.Shown rollup = new RollupCheck(profile, evidence, checklist).check();
        ClaimCheck.Shown claim = new ClaimCheck(profile, evidence, l1Block, checklist).check(rollup);
        return new VerifiedSettlement(evidence, rollup, claim, l1Block, trust);
    }

    private static SettlementEvidence read(byte[] file, Checklist checklist) throws Checklist.FailedException {
        try {
            SettlementEvidence evidence = SettlementEvidence.parse(file);
            checklist.pass(Check.Name.FORMAT, file.length + " bytes");
            return evidence;
        } catch (MalformedException e) {
            Reason reason = e.code() == Malformed.UNSUPPORTED ? Reason.FORMAT_UNSUPPORTED : Reason.FORMAT_UNREADABLE;
            throw checklist.fail(Check.Name.FORMAT, reason, e.getMessage());
        }
    }

    private void checkPlace(SettlementEvidence evidence, Checklist checklist) throws Checklist.FailedException {
        ClaimsContract contract = evidence.contract();
        String kind = evidence.claim() instanceof GameEvidence game ? "game type " + game.type() : "output";
        boolean isKindRight = evidence.claim() instanceof GameEvidence game
                ? profile.gameTypes().contains(game.type())
                : !profile.layout().hasGames();
        boolean isRight = isKindRight
                && evidence.chain().equals(profile.chain())
                && contract.chain().equals(profile.l1Chain())
                && contract.address().equals(profile.contract());
        checklist.require(
                isRight,
                Check.Name.ROLLUP_PLACE,
                Reason.WRONG_ROLLUP,
                evidence.chain() + " on " + contract.chain() + " " + contract.address() + ", " + kind
                        + (isRight
                                ? ""
                                : "; want " + profile.chain() + " on " + profile.l1Chain() + " " + profile.contract()
                                        + ", "
                                        + (profile.layout().hasGames()
                                                ? "game types " + profile.gameTypes()
                                                : "outputs")));
    }

    private static BlockHeader readL1Header(ClaimsContract contract, Checklist checklist)
            throws Checklist.FailedException {
        try {
            return contract.header().readHeader();
        } catch (MalformedException e) {
            throw checklist.fail(Check.Name.L1_BLOCK, Reason.SETTLEMENT_PROOF_BAD, "L1 " + e.getMessage());
        }
    }

    private HeadStanding.Trusted judge(String chain, BlockHeader block, Checklist checklist)
            throws Checklist.FailedException {
        HeadStanding standing = heads.judge(chain, block);
        if (standing instanceof HeadStanding.Trusted trusted) {
            checklist.pass(
                    Check.Name.L1_BLOCK,
                    trusted.level() + ": block " + block.number() + " " + block.hash() + ", " + trusted.detail());
            return trusted;
        }
        var refused = (HeadStanding.Refused) standing;
        throw checklist.fail(
                Check.Name.L1_BLOCK,
                AnchorCheck.reason(refused.cause()),
                "block " + block.hash() + ": " + refused.detail());
    }
}
