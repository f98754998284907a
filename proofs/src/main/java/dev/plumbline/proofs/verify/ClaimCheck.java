package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.ethereum.AccountProof;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.StorageProof;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ClaimsContract;
import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.GameClone;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.GameState;
import dev.plumbline.proofs.rollup.GameStatus;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.OracleOutput;
import dev.plumbline.proofs.rollup.OutputEvidence;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of a settlement that concern the contracts on L1, all of them under one trusted block. */
final class ClaimCheck {
    private final RollupProfile profile;
    private final SettlementEvidence evidence;
    private final BlockHeader l1Block;
    private final Checklist checklist;
    /** Code hash of each contract that the evidence rests on, by what it is. */
    private final Map<String, Word> codes = new LinkedHashMap<>();
    /** Why some code that matters could not be read off. */
    private @Nullable String unknownCode;

    ClaimCheck(RollupProfile profile, SettlementEvidence evidence, BlockHeader l1Block, Checklist checklist) {
        this.profile = profile;
        this.evidence = evidence;
        this.l1Block = l1Block;
        this.checklist = checklist;
    }

    /**
     * What L1 says of the claim.
     *
     * @param words what the claim is, for people
     */
    record Shown(Grade grade, @Nullable String whyNotHigher, String words, boolean isCodePinned) {}

    /** Checks that L1 holds a claim of the output root of {@code rollup}, and how it stands. */
    Shown check(RollupCheck.Shown rollup) throws Checklist.FailedException {
        return evidence.claim() instanceof GameEvidence game
                ? checkGame(game, rollup)
                : checkOutput((OutputEvidence) evidence.claim(), rollup);
    }

    private Shown checkGame(GameEvidence claim, RollupCheck.Shown rollup) throws Checklist.FailedException {
        Word uuid = DisputeGame.uuid(
                claim.type(), rollup.outputRoot(), rollup.claimed().number());
        Word gameId =
                contractSlots(List.of(DisputeGame.slot(uuid, profile.layout()))).get(0);
        DisputeGame game = DisputeGame.unpack(gameId);
        if (gameId.equals(Word.ZERO)) {
            throw checklist.fail(
                    Check.Name.OUTPUT_CLAIM,
                    Reason.OUTPUT_NOT_CLAIMED,
                    "block " + l1Block.number() + " of L1 holds no game of type " + claim.type() + " that claims root "
                            + rollup.outputRoot() + " for block "
                            + rollup.claimed().number());
        }
        if (game == null || game.type() != claim.type()) {
            throw bad("the factory holds " + gameId + ", which is no game of type " + claim.type());
        }
        GameState state = gameState(game, claim, rollup);
        String words = "game " + game.proxy() + " of type " + game.type() + ", " + state.status();
        checklist.pass(
                Check.Name.OUTPUT_CLAIM,
                words + ", claims block " + rollup.claimed().number());
        boolean isPinned = checkCodes();
        if (state.status() == GameStatus.CHALLENGER_WINS) {
            throw checklist.fail(
                    Check.Name.CLAIM_RESOLVED, Reason.CLAIM_DEFEATED, words + " at " + state.resolvedAtSeconds());
        }
        if (state.status() == GameStatus.IN_PROGRESS) {
            String why = "the game is open: anybody could make the claim, and it has not been closed";
            checklist.skip(Check.Name.CLAIM_RESOLVED, why);
            checklist.skip(Check.Name.FINALITY_DELAY, "starts when the game is closed");
            return new Shown(Grade.PROPOSED, why, words, isPinned);
        }
        checklist.pass(Check.Name.CLAIM_RESOLVED, state.status() + " at " + state.resolvedAtSeconds());
        String waiting = checkDelay(state.resolvedAtSeconds(), profile.finalityDelaySeconds());
        return new Shown(waiting == null ? Grade.FINALIZED : Grade.RESOLVED, waiting, words, isPinned);
    }

    private GameState gameState(DisputeGame game, GameEvidence claim, RollupCheck.Shown rollup)
            throws Checklist.FailedException {
        AccountProof.Exists account = account("game", game.proxy(), claim.accountProof());
        Word slot = slots("game", account, List.of(GameState.SLOT), claim.storageProof())
                .get(0);
        GameState state = GameState.unpack(slot);
        // The factory writes the same time: if they differ, this is not where the game keeps it.
        if (state == null
                || state.createdAtSeconds() != game.createdAtSeconds()
                || state.createdAtSeconds() > l1Block.timestampSeconds()
                || state.resolvedAtSeconds() > l1Block.timestampSeconds()) {
            throw bad("game " + game.proxy() + ": slot 0 is " + slot + ", want one that starts with "
                    + game.createdAtSeconds() + ", when the factory made it");
        }
        byte[] code = claim.code().bytes();
        if (!Word.keccak(code).equals(account.codeHash())) {
            throw bad("game " + game.proxy() + ": its code has hash " + Word.keccak(code) + ", want "
                    + account.codeHash());
        }
        readImplementation(GameClone.of(code), claim, rollup, account.codeHash());
        return state;
    }

    private void readImplementation(
            @Nullable GameClone clone, GameEvidence claim, RollupCheck.Shown rollup, Word codeHash)
            throws Checklist.FailedException {
        if (clone == null) {
            if (!claim.implementationProof().isEmpty()) {
                throw bad("game: has a proof of an implementation that its code does not name");
            }
            unknownCode = "the game's code " + codeHash + " is of no known form";
            return;
        }
        if (!clone.rootClaim().equals(rollup.outputRoot())
                || clone.blockNumber() != rollup.claimed().number()) {
            throw bad("game: its code claims root " + clone.rootClaim() + " for block " + clone.blockNumber());
        }
        AccountProof.Exists implementation =
                account("game implementation", clone.implementation(), claim.implementationProof());
        codes.put("game implementation " + clone.implementation(), implementation.codeHash());
    }

    private Shown checkOutput(OutputEvidence claim, RollupCheck.Shown rollup) throws Checklist.FailedException {
        var asked = new ArrayList<Word>();
        asked.add(OracleOutput.countSlot());
        asked.addAll(OracleOutput.slots(claim.index()));
        asked.add(OracleOutput.DELAY_SLOT);
        List<Word> values = contractSlots(asked);
        OracleOutput output = OracleOutput.unpack(values.get(1), values.get(2));
        BigInteger count = number(values.get(0));
        boolean isThere = output != null
                && output.rootClaim().equals(rollup.outputRoot())
                && output.blockNumber() == rollup.claimed().number()
                && output.proposedAtSeconds() <= l1Block.timestampSeconds();
        if (output == null || !isThere) {
            throw checklist.fail(
                    Check.Name.OUTPUT_CLAIM,
                    Reason.OUTPUT_NOT_CLAIMED,
                    "output " + claim.index() + " of " + count + " in block " + l1Block.number() + " of L1 is not root "
                            + rollup.outputRoot() + " for block "
                            + rollup.claimed().number());
        }
        String words = "output " + claim.index() + " of " + count;
        if (BigInteger.valueOf(claim.index()).compareTo(count) >= 0) {
            throw checklist.fail(Check.Name.OUTPUT_CLAIM, Reason.CLAIM_DEFEATED, words + ": it was deleted");
        }
        checklist.pass(Check.Name.OUTPUT_CLAIM, words + ", claims block " + output.blockNumber());
        boolean isPinned = checkCodes();
        checklist.skip(
                Check.Name.CLAIM_RESOLVED, "an output oracle has no games; its challenger may delete until then");
        // The contract's own delay where it has one; the reader's still holds if it is longer.
        BigInteger own = number(values.get(3));
        long delay = own.max(BigInteger.valueOf(profile.finalityDelaySeconds()))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
        String waiting = checkDelay(output.proposedAtSeconds(), delay);
        return new Shown(waiting == null ? Grade.FINALIZED : Grade.PROPOSED, waiting, words, isPinned);
    }

    private static BigInteger number(Word word) {
        return new BigInteger(1, word.bytes());
    }

    /** Passes or skips the check of the delay; why it has not passed, or null if it has. */
    private @Nullable String checkDelay(long fromSeconds, long delaySeconds) {
        // The block is not older than the claim, so this does not overflow.
        long passed = l1Block.timestampSeconds() - fromSeconds;
        String found =
                passed + " s have passed by block " + l1Block.number() + " of L1, want more than " + delaySeconds;
        if (passed > delaySeconds) {
            checklist.pass(Check.Name.FINALITY_DELAY, found);
            return null;
        }
        checklist.skip(Check.Name.FINALITY_DELAY, found);
        return found;
    }

    /** The values of slots of the contract that the profile names, in the block that is trusted. */
    private List<Word> contractSlots(List<Word> claimSlots) throws Checklist.FailedException {
        ClaimsContract contract = evidence.contract();
        AccountProof.Exists account = account("contract", contract.address(), contract.accountProof());
        codes.put("contract " + contract.address(), account.codeHash());
        var asked = new ArrayList<Word>();
        asked.add(LayoutProfile.IMPLEMENTATION_SLOT);
        asked.addAll(claimSlots);
        List<Word> values = slots("contract", account, asked, contract.storageProof());
        readImplementation(contract, values.get(0));
        return values.subList(1, values.size());
    }

    private void readImplementation(ClaimsContract contract, Word slot) throws Checklist.FailedException {
        if (slot.equals(Word.ZERO)) {
            if (!contract.implementationProof().isEmpty()) {
                throw bad("contract: has a proof of an implementation, and is no proxy");
            }
            return;
        }
        byte[] bytes = slot.bytes();
        Address implementation = Address.of(Arrays.copyOfRange(bytes, Word.LENGTH - Address.LENGTH, Word.LENGTH));
        codes.put(
                "implementation " + implementation,
                account("implementation", implementation, contract.implementationProof())
                        .codeHash());
    }

    private boolean checkCodes() {
        var unknown = new ArrayList<String>();
        codes.forEach((what, hash) -> {
            if (!profile.codes().contains(hash)) {
                unknown.add(what + " runs " + hash);
            }
        });
        if (unknownCode != null) {
            unknown.add(unknownCode);
        }
        if (unknown.isEmpty()) {
            checklist.pass(Check.Name.CONTRACT_CODE, "all " + codes.size() + " that the claim rests on");
            return true;
        }
        checklist.skip(Check.Name.CONTRACT_CODE, "not pinned: " + String.join("; ", unknown));
        return false;
    }

    private AccountProof.Exists account(String what, Address address, List<RawRlp> proof)
            throws Checklist.FailedException {
        AccountProof account = AccountProof.check(l1Block.stateRoot(), address, RollupCheck.bytes(proof));
        if (account instanceof AccountProof.Exists exists) {
            return exists;
        }
        throw bad(what + " " + address + ": "
                + (account instanceof AccountProof.Bad defect
                        ? defect.defect() + ": " + defect.detail()
                        : "there is no account"));
    }

    private List<Word> slots(String what, AccountProof.Exists account, List<Word> asked, List<RawRlp> proof)
            throws Checklist.FailedException {
        StorageProof storage = StorageProof.check(account.storageRoot(), asked, RollupCheck.bytes(proof));
        if (storage instanceof StorageProof.Bad defect) {
            throw bad("storage of the " + what + ": " + defect.defect() + ": " + defect.detail());
        }
        return ((StorageProof.Values) storage).values();
    }

    private Checklist.FailedException bad(String detail) {
        return checklist.fail(Check.Name.OUTPUT_CLAIM, Reason.SETTLEMENT_PROOF_BAD, detail);
    }
}
