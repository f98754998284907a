package dev.plumbline.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DisputeGame;
import dev.plumbline.proofs.rollup.Grade;
import dev.plumbline.proofs.rollup.LayoutProfile;
import dev.plumbline.proofs.rollup.OutputEvidence;
import dev.plumbline.proofs.rollup.RollupProfile;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.testkit.RollupContracts;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The whole way of a transaction to L1 through the real contracts. Some seconds: two real nodes for each test. */
class SettlementOnChainTest {
    @Test
    void climbsFromUnsafeToFinalized() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            long block = scene.blockOf(transaction);
            scene.contracts.settle();
            assertThat(scene.collect(scene.profile(), transaction).grade()).isEqualTo(Grade.UNSAFE);
            scene.l2.mine(3);
            SettlementFinding safe = scene.collect(scene.profile(), transaction);
            assertThat(safe.grade()).isEqualTo(Grade.SAFE);
            assertThat(safe.evidence()).isNull();
            Address game = scene.contracts.claim(scene.outputRoot(block), block);
            scene.contracts.settle();
            assertGrade(scene, scene.profile(), transaction, Grade.PROPOSED);
            scene.contracts.resolve(game, false);
            scene.contracts.settle();
            assertGrade(scene, scene.profile(), transaction, Grade.RESOLVED);
            scene.contracts.passTime(RollupScene.DELAY_SECONDS + 1);
            SettlementFinding last = assertGrade(scene, scene.profile(), transaction, Grade.FINALIZED);
            assertThat(last.whyNotHigher()).isNull();
            assertNotPinned(scene, last);
        }
    }

    /** Without its pins a reader is told so, and gets the same grade. */
    private static void assertNotPinned(RollupScene scene, SettlementFinding last) {
        SettlementVerdict verdict =
                RollupScene.verdict(scene.profile(List.of()), Objects.requireNonNull(last.evidence()));
        assertThat(verdict).isInstanceOfSatisfying(SettlementVerdict.Verified.class, verified -> {
            assertThat(verified.settlement().grade()).isEqualTo(Grade.FINALIZED);
            assertThat(verified.settlement().isCodePinned()).isFalse();
            Check code = verified.checks().stream()
                    .filter(check -> check.name() == Check.Name.CONTRACT_CODE)
                    .findFirst()
                    .orElseThrow();
            for (Word hash : scene.contracts.codes()) {
                assertThat(code.detail()).contains(hash.hex());
            }
        });
    }

    @Test
    void believesNoClaimThatItsGameDefeated() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            long block = scene.blockOf(transaction);
            Word root = scene.outputRoot(block);
            Address game = scene.contracts.claim(root, block);
            scene.contracts.settle();
            SettlementEvidence open =
                    Objects.requireNonNull(assertGrade(scene, scene.profile(), transaction, Grade.PROPOSED)
                            .evidence());
            scene.contracts.attack(game, root);
            scene.contracts.resolve(game, true);
            scene.contracts.settle();
            SettlementFinding lost = scene.collect(scene.profile(), transaction);
            assertThat(lost.evidence()).isNull();
            assertThat(lost.whyNotHigher()).contains("CLAIM_DEFEATED");
            // What was true in the older block stays true in it, and says no more.
            assertThat(RollupScene.verdict(scene.profile(), open)).isInstanceOf(SettlementVerdict.Verified.class);
            assertRejected(scene.profile(), scene.at(open, game), Reason.CLAIM_DEFEATED);
        }
    }

    @Test
    void provesThatNobodyClaimedAForgedRoot() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            long block = scene.blockOf(transaction);
            Address forged = scene.contracts.claim(Word.keccak(new byte[] {9}), block);
            scene.contracts.settle();
            SettlementFinding finding = scene.collect(scene.profile(), transaction);
            assertThat(finding.evidence()).isNull();
            Word slot = DisputeGame.slot(
                    DisputeGame.uuid(RollupContracts.GAME_TYPE, scene.outputRoot(block), block),
                    LayoutProfile.DISPUTE_GAMES);
            SettlementEvidence absent = scene.evidence(scene.profile(), transaction, List.of(slot), forged);
            assertRejected(scene.profile(), absent, Reason.OUTPUT_NOT_CLAIMED);
            // Once it is claimed the same slot holds the game, beside the forged one.
            scene.contracts.claim(scene.outputRoot(block), block);
            scene.contracts.settle();
            assertGrade(scene, scene.profile(), transaction, Grade.PROPOSED);
            SettlementEvidence other = scene.evidence(scene.profile(), transaction, List.of(slot), forged);
            assertRejected(scene.profile(), other, Reason.SETTLEMENT_PROOF_BAD);
        }
    }

    @Test
    void reachesBackFromALaterBlockAndPrefersAClaimThatStood() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            long block = scene.blockOf(transaction);
            scene.l2.mine(20);
            RollupContracts.withdraw(scene.l2, 3);
            long later = scene.l2Rpc.latestBlock().number();
            scene.contracts.claim(scene.outputRoot(later - 5), later - 5);
            Address game = scene.contracts.claim(scene.outputRoot(later), later);
            scene.contracts.resolve(game, false);
            scene.contracts.settle();
            SettlementFinding finding = assertGrade(scene, scene.profile(), transaction, Grade.RESOLVED);
            assertThat(Objects.requireNonNull(finding.settlement())
                            .claimedBlock()
                            .number())
                    .isEqualTo(later);
            assertThat(finding.settlement().block().number()).isEqualTo(block);
        }
    }

    @Test
    void gradesAnOutputOfAnOracleAndSeesThatItWasDeleted() throws Exception {
        try (RollupScene scene = RollupScene.start()) {
            Word transaction = scene.record();
            long block = scene.blockOf(transaction);
            // An output before it, or deleting would empty the slot of the length, which this node does not prove well.
            Address oracle = scene.contracts.oracle(block - 1);
            RollupProfile profile = scene.oracleProfile(oracle);
            scene.contracts.settle();
            scene.contracts.propose(oracle, Word.keccak(new byte[] {9}), block - 1);
            scene.contracts.settle();
            assertThat(scene.collect(profile, transaction).evidence()).isNull();
            scene.contracts.propose(oracle, scene.outputRoot(block), block);
            scene.contracts.settle();
            SettlementEvidence proposed = Objects.requireNonNull(
                    assertGrade(scene, profile, transaction, Grade.PROPOSED).evidence());
            assertThat(proposed.claim()).isEqualTo(new OutputEvidence(1));
            scene.contracts.delete(oracle, 1);
            scene.contracts.settle();
            assertThat(scene.collect(profile, transaction).evidence()).isNull();
            // The slots of the deleted output are as they were: only the length of the array tells.
            assertRejected(profile, scene.at(proposed, oracle), Reason.CLAIM_DEFEATED);
            scene.contracts.propose(oracle, scene.outputRoot(block), block);
            scene.contracts.passTime(RollupContracts.ORACLE_DELAY_SECONDS + 1);
            assertGrade(scene, profile, transaction, Grade.FINALIZED);
        }
    }

    private static void assertRejected(RollupProfile profile, SettlementEvidence evidence, Reason reason) {
        assertThat(RollupScene.verdict(profile, evidence))
                .isInstanceOfSatisfying(
                        SettlementVerdict.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .as(rejected.detail())
                                .isEqualTo(reason));
    }

    private static SettlementFinding assertGrade(
            RollupScene scene, RollupProfile profile, Word transaction, Grade grade) throws Exception {
        SettlementFinding finding = scene.collect(profile, transaction);
        assertThat(finding.grade()).as("%s", finding.whyNotHigher()).isEqualTo(grade);
        SettlementEvidence evidence = Objects.requireNonNull(finding.evidence());
        assertThat(SettlementEvidence.parse(evidence.encode()).encode()).isEqualTo(evidence.encode());
        assertThat(RollupScene.verdict(profile, evidence))
                .isInstanceOfSatisfying(SettlementVerdict.Verified.class, verified -> {
                    assertThat(verified.settlement().grade()).isEqualTo(grade);
                    assertThat(verified.settlement().event()).isEqualTo(RollupScene.EVENT);
                    assertThat(verified.settlement().transaction()).isEqualTo(transaction);
                    assertThat(verified.settlement().isCodePinned())
                            .isEqualTo(!profile.codes().isEmpty());
                });
        return finding;
    }
}
