package dev.plumbline.proofs.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ChangedSettlement;
import dev.plumbline.proofs.rollup.GameClone;
import dev.plumbline.proofs.rollup.GameEvidence;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SampleSettlement;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each check is for: evidence that is whole and says the wrong thing. */
class SettlementVerifierTest {
    @Test
    void gradesAGameByHowItEnded() {
        assertThat(settled(SampleSettlement.ofGame()).grade()).isEqualTo(Grade.FINALIZED);
        assertThat(settled(SampleSettlement.ofGame()).whyNotHigher()).isNull();
        assertThat(settled(game(sample -> sample.now = SampleSettlement.NOW - 1))
                        .grade())
                .as("the delay must have passed, not just be reached")
                .isEqualTo(Grade.RESOLVED);
        VerifiedSettlement open = settled(game(sample -> {
            sample.status = 0;
            sample.resolvedAt = 0;
        }));
        assertThat(open.grade()).isEqualTo(Grade.PROPOSED);
        assertThat(open.whyNotHigher()).contains("open");
        assertRejected(game(sample -> sample.status = 1), Reason.CLAIM_DEFEATED, Check.Name.CLAIM_RESOLVED);
    }

    @Test
    void gradesAnOutputByItsAge() {
        assertThat(settled(SampleSettlement.ofOutput()).grade()).isEqualTo(Grade.FINALIZED);
        assertThat(settled(output(sample -> sample.now = SampleSettlement.NOW - 1))
                        .grade())
                .isEqualTo(Grade.PROPOSED);
        assertThat(settled(output(sample -> sample.oracleDelay = 2 * SampleSettlement.DELAY))
                        .grade())
                .as("the contract's own delay is longer than the reader's")
                .isEqualTo(Grade.PROPOSED);
        assertThat(settled(output(sample -> {
                            sample.oracleDelay = 0;
                            sample.now = SampleSettlement.NOW - 1;
                        }))
                        .grade())
                .as("the reader's delay is longer than the contract's own")
                .isEqualTo(Grade.PROPOSED);
    }

    @Test
    void saysOfEachCheckWhetherItWasMade() {
        List<Check.Name> all = Check.Name.OF_SETTLEMENTS;
        assertChecks(SampleSettlement.ofGame(), all);
        assertChecks(game(sample -> sample.now = SampleSettlement.NOW - 1), without(all, Check.Name.FINALITY_DELAY));
        assertChecks(
                game(sample -> {
                    sample.status = 0;
                    sample.resolvedAt = 0;
                }),
                without(all, Check.Name.CLAIM_RESOLVED, Check.Name.FINALITY_DELAY));
        assertChecks(game(sample -> sample.namesEvent = false), without(all, Check.Name.EVENT_RECORDED));
        assertChecks(SampleSettlement.ofOutput(), without(all, Check.Name.CLAIM_RESOLVED));
    }

    private static List<Check.Name> without(List<Check.Name> all, Check.Name... names) {
        return all.stream().filter(name -> !List.of(names).contains(name)).toList();
    }

    /** Passed are these; the others were not made, and say why. */
    private static void assertChecks(SampleSettlement sample, List<Check.Name> passed) {
        SettlementVerdict verdict = verdict(sample.profile(), sample.evidence());
        assertThat(verdict.checks()).extracting(Check::name).isEqualTo(Check.Name.OF_SETTLEMENTS);
        for (Check check : verdict.checks()) {
            boolean isPassed = passed.contains(check.name());
            assertThat(check.result())
                    .as("%s", check.name())
                    .isEqualTo(isPassed ? Check.Result.PASSED : Check.Result.NOT_CHECKED);
            assertThat(check.detail()).as("%s", check.name()).isNotBlank();
        }
    }

    @Test
    void saysWhatMayBeReliedOn() throws MalformedException {
        SampleSettlement sample = SampleSettlement.ofGame();
        SettlementEvidence evidence = sample.evidence();
        VerifiedSettlement settlement = settled(sample);
        assertThat(settlement.chain()).isEqualTo(SampleSettlement.CHAIN);
        assertThat(settlement.transaction()).isEqualTo(evidence.transaction().hash());
        assertThat(settlement.index()).isEqualTo(SampleSettlement.INDEX);
        assertThat(settlement.receipt().succeeded()).isTrue();
        assertThat(settlement.block().number()).isEqualTo(SampleSettlement.BLOCK);
        assertThat(settlement.claimedBlock().number()).isEqualTo(SampleSettlement.LATER);
        assertThat(evidence.claimedHeader().readHeader().number()).isEqualTo(SampleSettlement.LATER);
        assertThat(settlement.claim()).isNotBlank();
        assertThat(settlement.l1Block().hash())
                .isEqualTo(evidence.contract().header().keccak());
        assertThat(settlement.l1Trust().level()).isEqualTo(HeadStanding.Level.PINNED_HASH);
        GameClone code = GameClone.of(((GameEvidence) evidence.claim()).code().bytes());
        assertThat(code).isNotNull();
        assertThat(settlement.outputRoot()).isEqualTo(code.rootClaim());
        SampleSettlement alone = game(changed -> changed.hasLater = false);
        assertThat(alone.evidence().claimedHeader().readHeader().number()).isEqualTo(SampleSettlement.BLOCK);
        assertThat(settled(alone).claimedBlock().number()).isEqualTo(SampleSettlement.BLOCK);
    }

    /** What is written in a block has that block's own time at the latest. */
    @Test
    void takesAClaimOfTheVeryBlockThatIsLookedAt() {
        assertThat(settled(game(sample -> sample.now = SampleSettlement.RESOLVED_AT))
                        .grade())
                .isEqualTo(Grade.RESOLVED);
        assertThat(settled(game(sample -> {
                            sample.now = SampleSettlement.CLAIMED_AT;
                            sample.status = 0;
                            sample.resolvedAt = 0;
                        }))
                        .grade())
                .isEqualTo(Grade.PROPOSED);
        assertThat(settled(output(sample -> sample.now = SampleSettlement.RESOLVED_AT))
                        .grade())
                .isEqualTo(Grade.PROPOSED);
        assertRejected(
                output(sample -> sample.now = SampleSettlement.RESOLVED_AT - 1),
                Reason.OUTPUT_NOT_CLAIMED,
                Check.Name.OUTPUT_CLAIM);
    }

    @Test
    void aFileThatIsNoEvidenceIsUnreadable() {
        RollupProfile profile = SampleSettlement.ofGame().profile();
        assertRejected(
                new SettlementVerifier(profile, new PinnedHeads(Set.of())).verify(new byte[0]),
                Reason.FORMAT_UNREADABLE,
                Check.Name.FORMAT);
        byte[] later = new String(SampleSettlement.ofGame().evidence().encode(), UTF_8)
                .replace("\"v\":1", "\"v\":2")
                .getBytes(UTF_8);
        assertRejected(
                new SettlementVerifier(profile, new PinnedHeads(Set.of())).verify(later),
                Reason.FORMAT_UNSUPPORTED,
                Check.Name.FORMAT);
    }

    @Test
    void seesThatAnOutputWasDeletedThoughItsSlotsAreAsTheyWere() {
        assertRejected(
                output(sample -> sample.outputCount = sample.outputIndex),
                Reason.CLAIM_DEFEATED,
                Check.Name.OUTPUT_CLAIM);
        assertThat(settled(output(sample -> sample.outputCount = sample.outputIndex + 1))
                        .grade())
                .isEqualTo(Grade.FINALIZED);
    }

    @Test
    void provesThatNobodyClaimedAForgedBlock() {
        for (SampleSettlement sample : List.of(SampleSettlement.ofGame(), SampleSettlement.ofOutput())) {
            sample.isClaimed = false;
            assertRejected(sample, Reason.OUTPUT_NOT_CLAIMED, Check.Name.OUTPUT_CLAIM);
        }
        assertRejected(
                output(sample -> sample.forgedRoot = Word.ofNumber(1)),
                Reason.OUTPUT_NOT_CLAIMED,
                Check.Name.OUTPUT_CLAIM);
        // The proof is of the forged root's slot, so it does not show what lies in the true one's.
        assertRejected(
                game(sample -> sample.forgedRoot = Word.ofNumber(1)),
                Reason.SETTLEMENT_PROOF_BAD,
                Check.Name.OUTPUT_CLAIM);
    }

    @Test
    void takesEveryHonestForm() {
        List<Consumer<SampleSettlement>> forms = List.of(
                sample -> sample.hasLater = false,
                sample -> sample.isIsthmus = true,
                sample -> sample.isProxy = false,
                sample -> {
                    sample.namesEvent = false;
                    sample.succeeds = false;
                },
                sample -> sample.namesEvent = false);
        for (Consumer<SampleSettlement> form : forms) {
            assertThat(settled(game(form)).grade()).isEqualTo(Grade.FINALIZED);
            assertThat(settled(output(form)).grade()).isEqualTo(Grade.FINALIZED);
        }
        assertThat(settled(game(sample -> sample.layout = LayoutProfile.DISPUTE_GAMES_FIRST))
                        .grade())
                .isEqualTo(Grade.FINALIZED);
        assertThat(settled(game(sample -> sample.type = 1)).grade()).isEqualTo(Grade.FINALIZED);
    }

    @Test
    void doesNotReadALayoutThatIsNotThere() {
        SampleSettlement first = game(sample -> sample.layout = LayoutProfile.DISPUTE_GAMES_FIRST);
        SettlementEvidence evidence = first.evidence();
        first.layout = LayoutProfile.DISPUTE_GAMES;
        assertRejected(verdict(first.profile(), evidence), Reason.SETTLEMENT_PROOF_BAD, Check.Name.OUTPUT_CLAIM);
    }

    @Test
    void refusesAStateThatTheGameCannotHaveWritten() {
        List<Consumer<SampleSettlement>> states = List.of(
                sample -> sample.createdAtInGame++,
                sample -> sample.status = 3,
                sample -> sample.status = 0,
                sample -> sample.resolvedAt = 0,
                sample -> sample.now = SampleSettlement.RESOLVED_AT - 1,
                sample -> sample.resolvedAt = -1);
        for (Consumer<SampleSettlement> state : states) {
            assertRejected(game(state), Reason.SETTLEMENT_PROOF_BAD, Check.Name.OUTPUT_CLAIM);
        }
    }

    @Test
    void saysWhichCodeIsNotPinnedAndGradesAllTheSame() {
        assertThat(settled(SampleSettlement.ofGame()).isCodePinned()).isTrue();
        SampleSettlement sample = SampleSettlement.ofGame();
        List<Word> all = sample.profile().codes();
        for (Word missing : all) {
            RollupProfile profile = sample.profile(
                    all.stream().filter(code -> !code.equals(missing)).toList());
            var verified = (SettlementVerdict.Verified) verdict(profile, sample.evidence());
            assertThat(verified.settlement().isCodePinned()).isFalse();
            assertThat(verified.settlement().grade()).isEqualTo(Grade.FINALIZED);
            assertThat(results(verified)).containsEntry(Check.Name.CONTRACT_CODE, Check.Result.NOT_CHECKED);
            assertThat(verified.checks())
                    .anyMatch(check -> check.name() == Check.Name.CONTRACT_CODE
                            && check.detail().contains(missing.hex()));
        }
        assertThat(settled(game(unknown -> unknown.isKnownClone = false)).isCodePinned())
                .isFalse();
    }

    @Test
    void bindsTheEventOnlyToTheRegistryOfTheProfile() {
        assertThat(settled(SampleSettlement.ofGame()).event()).isEqualTo(SampleSettlement.EVENT);
        assertThat(settled(game(sample -> sample.namesEvent = false)).event()).isNull();
        assertRejected(
                game(sample -> sample.recorder = SampleSettlement.GAME),
                Reason.EVENT_NOT_RECORDED,
                Check.Name.EVENT_RECORDED);
        assertRejected(
                game(sample -> sample.eventTopic = Word.ofNumber(9)),
                Reason.EVENT_NOT_RECORDED,
                Check.Name.EVENT_RECORDED);
        assertRejected(game(sample -> sample.succeeds = false), Reason.EVENT_NOT_RECORDED, Check.Name.EVENT_RECORDED);
        RollupProfile known = SampleSettlement.ofGame().profile();
        RollupProfile without = new RollupProfile(
                known.chain(),
                known.l1Chain(),
                known.contract(),
                known.layout(),
                null,
                known.gameTypes(),
                known.finalityDelaySeconds(),
                known.codes(),
                null);
        var verified = (SettlementVerdict.Verified)
                verdict(without, SampleSettlement.ofGame().evidence());
        assertThat(verified.settlement().event()).isNull();
        assertThat(results(verified)).containsEntry(Check.Name.EVENT_RECORDED, Check.Result.NOT_CHECKED);
    }

    @Test
    void refusesEveryOtherPlace() {
        RollupProfile known = SampleSettlement.ofGame().profile();
        SettlementEvidence evidence = SampleSettlement.ofGame().evidence();
        List<RollupProfile> others = List.of(
                at(known, "eip155:10", known.l1Chain(), known.contract()),
                at(known, known.chain(), "eip155:11155111", known.contract()),
                at(known, known.chain(), known.l1Chain(), SampleSettlement.GAME),
                SampleSettlement.ofOutput().profile());
        for (RollupProfile other : others) {
            assertRejected(verdict(other, evidence), Reason.WRONG_ROLLUP, Check.Name.ROLLUP_PLACE);
        }
        assertRejected(game(sample -> sample.type = 255), Reason.WRONG_ROLLUP, Check.Name.ROLLUP_PLACE);
        assertRejected(
                verdict(known, SampleSettlement.ofOutput().evidence()), Reason.WRONG_ROLLUP, Check.Name.ROLLUP_PLACE);
    }

    @Test
    void trustsNoL1BlockThatTheReaderDidNotName() {
        SettlementEvidence evidence = SampleSettlement.ofGame().evidence();
        RollupProfile profile = SampleSettlement.ofGame().profile();
        List<HeadTrust> strangers = List.of(NoHeads.NO_HEADS, new PinnedHeads(Set.of(Word.ofNumber(1))));
        for (HeadTrust heads : strangers) {
            assertRejected(
                    new SettlementVerifier(profile, heads).verify(evidence.encode()),
                    Reason.HEADER_UNTRUSTED,
                    Check.Name.L1_BLOCK);
        }
    }

    @Test
    void refusesAnotherHistoryOfTheRollup() {
        assertRejected(
                game(sample -> sample.forgedHistory = Word.ofNumber(1)),
                Reason.SETTLEMENT_PROOF_BAD,
                Check.Name.CLAIMED_BLOCK);
        assertRejected(
                game(sample -> sample.historyBlock = SampleSettlement.BLOCK + 1),
                Reason.SETTLEMENT_PROOF_BAD,
                Check.Name.CLAIMED_BLOCK);
    }

    @Test
    void takesTheHeadersRootOnlyWhereTheProfileKnowsIsthmus() {
        SampleSettlement isthmus = game(sample -> sample.isIsthmus = true);
        SettlementEvidence evidence = isthmus.evidence();
        isthmus.isIsthmus = false;
        assertRejected(verdict(isthmus.profile(), evidence), Reason.SETTLEMENT_PROOF_BAD, Check.Name.CLAIMED_BLOCK);
    }

    /** Some seconds: each byte of each header and node, one bit at a time. */
    @Test
    void noBitOfAHeaderANodeOrTheCodeCanBeFlipped() {
        for (SampleSettlement sample : List.of(SampleSettlement.ofGame(), SampleSettlement.ofOutput())) {
            SettlementEvidence evidence = sample.evidence();
            byte[] file = evidence.encode();
            var heads = new PinnedHeads(Set.of(evidence.contract().header().keccak()));
            var verifier = new SettlementVerifier(sample.profile(), heads);
            int flipped = 0;
            boolean isHex = false;
            for (int at = 2; at < file.length; at++) {
                if (file[at - 2] == '0' && file[at - 1] == 'x') {
                    isHex = true;
                } else if (file[at] == '"') {
                    isHex = false;
                }
                // Every other digit, so every byte once.
                if (!isHex || at % 2 == 0) {
                    continue;
                }
                byte before = file[at];
                file[at] = (byte) Character.forDigit(Character.digit(before, 16) ^ 1 << at / 2 % 4, 16);
                assertThat(verifier.verify(file)).as("byte " + at).isInstanceOf(SettlementVerdict.Rejected.class);
                file[at] = before;
                flipped++;
            }
            assertThat(flipped).isGreaterThan(5_000);
            assertThat(verifier.verify(file)).isInstanceOf(SettlementVerdict.Verified.class);
        }
    }

    @Test
    void refusesEveryProofThatLacksANodeOrHasOneMore() {
        for (SampleSettlement sample : List.of(SampleSettlement.ofGame(), SampleSettlement.ofOutput())) {
            SettlementEvidence whole = sample.evidence();
            assertThat(ChangedSettlement.proofs(whole)).hasSizeGreaterThan(6);
            for (String proof : ChangedSettlement.proofs(whole)) {
                for (ChangedSettlement.Change change : ChangedSettlement.Change.values()) {
                    SettlementEvidence changed = ChangedSettlement.of(whole, proof, change);
                    assertThat(verdict(sample.profile(), changed))
                            .as(proof + " " + change)
                            .isInstanceOfSatisfying(
                                    SettlementVerdict.Rejected.class,
                                    rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SETTLEMENT_PROOF_BAD));
                }
            }
        }
    }

    private static RollupProfile at(RollupProfile known, String chain, String l1Chain, Address contract) {
        return new RollupProfile(
                chain,
                l1Chain,
                contract,
                known.layout(),
                null,
                new TreeSet<>(known.gameTypes()),
                known.finalityDelaySeconds(),
                known.codes(),
                known.registry());
    }

    private static SampleSettlement game(Consumer<SampleSettlement> change) {
        SampleSettlement sample = SampleSettlement.ofGame();
        change.accept(sample);
        return sample;
    }

    private static SampleSettlement output(Consumer<SampleSettlement> change) {
        SampleSettlement sample = SampleSettlement.ofOutput();
        change.accept(sample);
        return sample;
    }

    private static VerifiedSettlement settled(SampleSettlement sample) {
        SettlementVerdict verdict = verdict(sample.profile(), sample.evidence());
        assertThat(verdict).isInstanceOf(SettlementVerdict.Verified.class);
        return ((SettlementVerdict.Verified) verdict).settlement();
    }

    private static SettlementVerdict verdict(RollupProfile profile, SettlementEvidence evidence) {
        var heads = new PinnedHeads(Set.of(evidence.contract().header().keccak()));
        return new SettlementVerifier(profile, heads).verify(evidence.encode());
    }

    private static void assertRejected(SampleSettlement sample, Reason reason, Check.Name at) {
        assertRejected(verdict(sample.profile(), sample.evidence()), reason, at);
    }

    private static void assertRejected(SettlementVerdict verdict, Reason reason, Check.Name at) {
        assertThat(verdict).isInstanceOfSatisfying(SettlementVerdict.Rejected.class, rejected -> {
            assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
            assertThat(results(rejected)).containsEntry(at, Check.Result.FAILED);
        });
    }

    private static Map<Check.Name, Check.Result> results(SettlementVerdict verdict) {
        assertThat(verdict.checks()).extracting(Check::name).isEqualTo(Check.Name.OF_SETTLEMENTS);
        return verdict.checks().stream().collect(Collectors.toMap(Check::name, Check::result));
    }
}
