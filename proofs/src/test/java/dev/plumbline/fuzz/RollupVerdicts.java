package dev.plumbline.fuzz;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.DepositedTransaction;
import dev.plumbline.proofs.rollup.ForcedEvidence;
import dev.plumbline.proofs.rollup.RollupBlock;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SampleSettlement;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.rollup.SettlementEvidence;
import dev.plumbline.proofs.rollup.UnsafeBlock;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.ForcedPolicy;
import dev.plumbline.proofs.verify.ForcedVerdict;
import dev.plumbline.proofs.verify.ForcedVerifier;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import dev.plumbline.proofs.verify.SettlementVerdict;
import dev.plumbline.proofs.verify.SettlementVerifier;
import dev.plumbline.testkit.ForcedWorld;
import dev.plumbline.testkit.SignedPayload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The judges of what is said about a rollup: nobody is accused, and nothing is settled, but what the sample shows. */
final class RollupVerdicts {
    private static final RollupChain CHAIN = RollupChain.of(901);

    private RollupVerdicts() {}

    static Map<String, FuzzTargets.Seeded> all() throws MalformedException {
        var targets = new LinkedHashMap<String, FuzzTargets.Seeded>();
        targets.put("verify.SettlementVerifier", settlement());
        targets.put("verify.ForcedVerifier", forced());
        targets.put("verify.SequencerEvidenceVerifier", equivocation());
        return targets;
    }

    private static FuzzTargets.Seeded settlement() {
        SampleSettlement sample = SampleSettlement.ofGame();
        SettlementEvidence evidence = sample.evidence();
        var heads = new PinnedHeads(Set.of(evidence.contract().header().keccak()));
        var verifier = new SettlementVerifier(sample.profile(), heads);
        Word block = evidence.transaction().header().keccak();
        return new FuzzTargets.Seeded(
                input -> {
                    SettlementVerdict verdict = verifier.verify(input);
                    require(
                            verdict.checks().size() == Check.Name.OF_SETTLEMENTS.size(),
                            "a verdict that leaves out a check");
                    require(
                            !(verdict instanceof SettlementVerdict.Verified verified)
                                    || verified.settlement().block().hash().equals(block),
                            "settled a block that nobody claimed");
                },
                evidence.encode());
    }

    private static FuzzTargets.Seeded forced() throws MalformedException {
        var world = new ForcedWorld();
        RollupBlock.ByHeader block = world.first(world.deposit());
        ForcedEvidence evidence = world.evidence(block);
        var heads = new PinnedHeads(
                Set.of(evidence.header().keccak(), block.header().keccak()));
        var verifier = new ForcedVerifier(new ForcedPolicy(ForcedWorld.PORTAL, 3_600L, heads, heads, Set.of()));
        Word wanted = DepositedTransaction.parse(world.deposit()).hash();
        return new FuzzTargets.Seeded(
                input -> {
                    ForcedVerdict verdict = verifier.verify(input);
                    require(
                            verdict.checks().size() == Check.Name.OF_FORCED.size(),
                            "a verdict that leaves out a check");
                    require(
                            !(verdict instanceof ForcedVerdict.Rejected rejected)
                                    || rejected.reason() != Reason.FORCED_OMITTED,
                            "a sequencer is accused of what it did not leave out");
                    require(
                            !(verdict instanceof ForcedVerdict.Included included)
                                    || included.transaction().equals(wanted),
                            "included what is not there");
                },
                evidence.encode());
    }

    private static FuzzTargets.Seeded equivocation() {
        var later = new SignedPayload(4);
        later.timestamp++;
        UnsafeBlock one = new SignedPayload(4).block();
        UnsafeBlock other = later.block();
        var verifier = new SequencerEvidenceVerifier(
                Set.of(Address.of(Secp256k1.address(Secp256k1.publicKey(SignedPayload.SEQUENCER_KEY)))));
        SequencerEquivocation evidence = Objects.requireNonNull(SequencerEquivocation.of(CHAIN, one, other));
        require(
                verifier.verify(evidence.encode()).reason() == Reason.SEQUENCER_EQUIVOCATION,
                "the seed is no evidence");
        Set<Word> signed = Set.of(one.payloadHash(), other.payloadHash());
        return new FuzzTargets.Seeded(input -> judgeEvidence(verifier, signed, input), evidence.encode());
    }

    private static void judgeEvidence(SequencerEvidenceVerifier verifier, Set<Word> signed, byte[] input) {
        if (verifier.verify(input).reason() != Reason.SEQUENCER_EQUIVOCATION) {
            return;
        }
        try {
            SequencerEquivocation found = SequencerEquivocation.parse(input);
            require(
                    Set.of(found.first().payloadHash(), found.second().payloadHash())
                            .equals(signed),
                    "a sequencer is accused of what it did not sign");
        } catch (MalformedException e) {
            throw new AssertionError("a sequencer is accused by what is no evidence", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
