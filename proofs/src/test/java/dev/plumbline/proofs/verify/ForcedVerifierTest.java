package dev.plumbline.proofs.verify;

import static dev.plumbline.testkit.SignedPayload.filled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.NoHeads;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SignedPayload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ForcedVerifierTest {
    private static final byte[] ORDINARY = filled(110, 2);
    private static final Address SEQUENCER =
            Address.of(Secp256k1.address(Secp256k1.publicKey(SignedPayload.SEQUENCER_KEY)));

    private final ForcedWorld world = new ForcedWorld();

    /** Trusts the L1 block and every block of the rollup that is by header. */
    private static ForcedPolicy policy(ForcedEvidence evidence) {
        var hashes = new HashSet<Word>();
        hashes.add(evidence.header().keccak());
        RawRlp latest = evidence.latest();
        if (latest != null) {
            hashes.add(latest.keccak());
        }
        for (RollupBlock block : evidence.blocks()) {
            if (block instanceof RollupBlock.ByHeader plain) {
                hashes.add(plain.header().keccak());
            }
        }
        HeadTrust pinned = new PinnedHeads(hashes);
        return new ForcedPolicy(ForcedWorld.PORTAL, 3_600L, pinned, pinned, Set.of(SEQUENCER));
    }

    private static ForcedVerdict verify(ForcedEvidence evidence) {
        return new ForcedVerifier(policy(evidence)).verify(evidence.encode());
    }

    private static ForcedVerdict.Rejected rejected(ForcedEvidence evidence) {
        return (ForcedVerdict.Rejected) verify(evidence);
    }

    @Test
    void theFirstBlockOfTheEpochHoldsIt() {
        ForcedEvidence evidence =
                world.evidence(world.first(world.deposit(3, 0x33, new byte[1]), world.deposit(), ORDINARY));
        var included = (ForcedVerdict.Included) verify(evidence);
        assertThat(included.transaction()).isEqualTo(Word.keccak(world.deposit()));
        assertThat(included.index()).isEqualTo(2);
        assertThat(included.l1Block()).isEqualTo(ForcedWorld.ORIGIN);
        assertThat(included.rollupBlock()).isEqualTo(1_000);
        assertThat(included.grounds()).hasSize(2).allMatch(ground -> ground.contains("PINNED_HASH"));
        assertThat(included.checks()).extracting(Check::name).containsExactlyElementsOf(Check.Name.OF_FORCED);
    }

    @Test
    void aContractIsCreatedByADepositToNobody() {
        world.isCreation = true;
        assertThat(verify(world.evidence(world.first(world.deposit())))).isInstanceOf(ForcedVerdict.Included.class);
    }

    @Test
    void leftOutOfThatBlockItIsAnAlarm() {
        for (RollupBlock block : List.of(
                world.first(),
                world.first(ORDINARY),
                world.first(world.deposit(3, 0x33, new byte[1]), ORDINARY),
                world.first(world.deposit(ForcedWorld.LOG_INDEX, 0x11, new byte[] {1, 2, 4})))) {
            ForcedVerdict.Rejected verdict = rejected(world.evidence(block));
            assertThat(verdict.reason()).isEqualTo(Reason.FORCED_OMITTED);
            assertThat(verdict.reason().outcome().exitCode()).isEqualTo(5);
            assertThat(verdict.detail()).startsWith(Word.keccak(world.deposit()) + ": block 1000 of the rollup");
        }
    }

    /** Whoever states a wrong place of the log makes another hash, which is nowhere. */
    @Test
    void aWrongPlaceOfTheLogAccusesNobody() {
        world.logIndex = 8;
        assertThat(rejected(world.evidence(world.first(world.deposit()))).reason())
                .isEqualTo(Reason.FORCED_UNDECIDED);
        assertThat(rejected(world.evidence(world.first())).reason()).isEqualTo(Reason.FORCED_OMITTED);
    }

    @Test
    void aRollupThatPassesOverTheL1BlockOmitsToo() {
        RollupBlock.ByHeader before =
                ForcedWorld.block(999, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN - 1, Word.ofNumber(5), 3));
        RollupBlock after = ForcedWorld.block(
                1_000, before.header().keccak(), ForcedWorld.attributes(ForcedWorld.ORIGIN + 1, Word.ofNumber(6), 0));
        assertThat(rejected(world.evidence(before, after)).reason()).isEqualTo(Reason.FORCED_OMITTED);
        assertThat(rejected(world.evidence(after)).reason()).isEqualTo(Reason.FORCED_UNDECIDED);
        RollupBlock elsewhere = ForcedWorld.block(
                1_000, Word.ofNumber(1), ForcedWorld.attributes(ForcedWorld.ORIGIN + 1, Word.ofNumber(6), 0));
        assertThat(rejected(world.evidence(before, elsewhere)).reason()).isEqualTo(Reason.FORCED_UNDECIDED);
        RollupBlock.ByHeader ofIt =
                ForcedWorld.block(999, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 1));
        RollupBlock next = ForcedWorld.block(
                1_000, ofIt.header().keccak(), ForcedWorld.attributes(ForcedWorld.ORIGIN + 1, Word.ofNumber(6), 0));
        assertThat(rejected(world.evidence(ofIt, next)).reason()).isEqualTo(Reason.FORCED_UNDECIDED);
    }

    @Test
    void noOtherBlockDecides() {
        assertThat(rejected(world.evidence(ForcedWorld.block(
                                1_001, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 1))))
                        .reason())
                .isEqualTo(Reason.FORCED_UNDECIDED);
        assertThat(rejected(world.evidence(ForcedWorld.block(
                                1_000, Word.ZERO, ForcedWorld.attributes(ForcedWorld.ORIGIN, Word.ofNumber(1), 0))))
                        .reason())
                .isEqualTo(Reason.FORCED_UNDECIDED);
    }

    @Test
    void aBlockThatNobodyVouchesForDecidesNothing() {
        ForcedEvidence evidence = world.evidence(world.first());
        var onlyL1 = new PinnedHeads(Set.of(evidence.header().keccak()));
        var policy = new ForcedPolicy(ForcedWorld.PORTAL, null, onlyL1, onlyL1, Set.of());
        assertThat(reason(policy, evidence)).isEqualTo(Reason.FORCED_UNDECIDED);
        assertThat(reason(new ForcedPolicy(ForcedWorld.PORTAL, null, NoHeads.NO_HEADS, onlyL1, Set.of()), evidence))
                .isEqualTo(Reason.HEADER_UNTRUSTED);
        assertThat(reason(new ForcedPolicy(null, null, onlyL1, onlyL1, Set.of()), evidence))
                .isEqualTo(Reason.FORCED_UNDECIDED);
    }

    private static Reason reason(ForcedPolicy policy, ForcedEvidence evidence) {
        return ((ForcedVerdict.Rejected) new ForcedVerifier(policy).verify(evidence.encode())).reason();
    }

    @Test
    void theSequencersOwnSignatureIsEnough() {
        var payload = new SignedPayload(4);
        byte[] attributes = ForcedWorld.attributes(ForcedWorld.ORIGIN, world.originHash(), 0);
        payload.transactions = new ArrayList<>(List.of(attributes, ORDINARY));
        assertThat(rejected(world.evidence(new RollupBlock.BySignature(payload.block())))
                        .reason())
                .isEqualTo(Reason.FORCED_OMITTED);
        payload.transactions.add(1, world.deposit());
        assertThat(verify(world.evidence(new RollupBlock.BySignature(payload.block()))))
                .isInstanceOf(ForcedVerdict.Included.class);
        payload.key = SignedPayload.STRANGER_KEY;
        assertThat(rejected(world.evidence(new RollupBlock.BySignature(payload.block())))
                        .reason())
                .isEqualTo(Reason.FORCED_UNDECIDED);
        payload.key = SignedPayload.SEQUENCER_KEY;
        payload.statedHash = filled(32, 1);
        assertThat(rejected(world.evidence(new RollupBlock.BySignature(payload.block())))
                        .reason())
                .isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
    }

    @Test
    void untilTheDeadlineNothingIsLate() {
        for (long later : new long[] {0, 1, 3_600}) {
            assertThat(rejected(world.evidence().with(newest(later), List.of())).reason())
                    .as("%d blocks later", later)
                    .isEqualTo(Reason.FORCED_PENDING);
        }
        ForcedVerdict.Rejected late = rejected(world.evidence().with(newest(3_601), List.of()));
        assertThat(late.reason()).isEqualTo(Reason.FORCED_UNDECIDED);
        assertThat(late.detail()).contains("under L1 block " + (ForcedWorld.ORIGIN + 3_600) + " at the latest");
        assertThat(rejected(world.evidence()).reason()).isEqualTo(Reason.FORCED_UNDECIDED);
        var onlyOrigin = new PinnedHeads(Set.of(world.originHash()));
        assertThat(reason(
                        new ForcedPolicy(ForcedWorld.PORTAL, 3_600L, onlyOrigin, onlyOrigin, Set.of()),
                        world.evidence().with(newest(1), List.of())))
                .isEqualTo(Reason.HEADER_UNTRUSTED);
    }

    @Test
    void aWindowHasABlockAtLeast() {
        PinnedHeads none = new PinnedHeads(Set.of());
        assertThat(new ForcedPolicy(null, 1L, none, none, Set.of()).windowBlocks())
                .isEqualTo(1);
        for (long window : new long[] {0, -1}) {
            assertThatThrownBy(() -> new ForcedPolicy(null, window, none, none, Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RawRlp newest(long later) {
        return RawRlp.of(ForcedWorld.header(ForcedWorld.ORIGIN + later, filled(32, 7), filled(32, 6), filled(32, 5)));
    }

    @Test
    void aBlockHasToListAllItsTransactions() {
        RollupBlock.ByHeader whole = world.first(world.deposit(), ORDINARY);
        for (int left = 0; left < 3; left++) {
            var some = new ArrayList<>(whole.transactions());
            some.remove(left);
            assertThat(rejected(world.evidence(new RollupBlock.ByHeader(whole.header(), some)))
                            .reason())
                    .isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        }
        assertThat(rejected(world.evidence(ForcedWorld.block(1, Word.ZERO))).reason())
                .isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        assertThat(rejected(world.evidence(ForcedWorld.block(1, Word.ZERO, ORDINARY)))
                        .reason())
                .isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
    }

    @Test
    void whatIsNoDepositOfThatPortalAccusesNobody() {
        world.log = 0;
        assertThat(rejected(world.evidence(world.first())).reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        world.log = 2;
        assertThat(rejected(world.evidence(world.first())).reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        world.log = 1;
        world.hasSucceeded = false;
        assertThat(rejected(world.evidence(world.first())).reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        world.hasSucceeded = true;
        world.portal = Address.of(filled(20, 0xac));
        assertThat(rejected(world.evidence(world.first())).reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
    }

    @Test
    void everyMemberIsReadStrictly() {
        ForcedEvidence evidence = world.evidence(world.first());
        String text = new String(evidence.encode(), UTF_8);
        var verifier = new ForcedVerifier(policy(evidence));
        for (String bad : List.of(
                "{",
                text.replace("\"v\":1", "\"v\":1,\"x\":1"),
                text.replace("\"blocks\":[", "\"blocks\":[{},"),
                text.replace("\"log\":1", "\"log\":9"),
                text.replace("\"receipt\":[\"0x", "\"receipt\":[\"0X"),
                text.replace("\"l1\":\"eip155:1\"", "\"l1\":\"eip155:01\""))) {
            assertThat(((ForcedVerdict.Rejected) verifier.verify(bad.getBytes(UTF_8))).reason())
                    .isEqualTo(Reason.FORMAT_UNREADABLE);
        }
        assertThat(((ForcedVerdict.Rejected) verifier.verify(
                                text.replace("\"v\":1", "\"v\":2").getBytes(UTF_8)))
                        .reason())
                .isEqualTo(Reason.FORMAT_UNSUPPORTED);
    }
}
