package dev.plumbline.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.Parsers;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.cose.HeadSignature;
import dev.plumbline.proofs.disclosure.Disclosure;
import dev.plumbline.proofs.disclosure.SampleDisclosures;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.trace.TraceVerifier;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.DisclosureVerdict;
import dev.plumbline.proofs.verify.DisclosureVerifier;
import dev.plumbline.proofs.verify.EquivocationVerifier;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.VerificationPolicy;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.LogView;
import dev.plumbline.proofs.view.StoredView;
import dev.plumbline.proofs.view.ViewChange;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import dev.plumbline.testkit.SampleWitnesses;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judges, each with one thing that its keys signed. A fuzzer cannot sign, so that a good verdict about anything else is
 * a find; and no input may make them throw.
 */
final class Verdicts {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final int CHECKSUM_LINE_BYTES = 72;

    private final SignerKey log;
    private final SignerKey[] witnesses = {SampleWitnesses.ed25519(1), SampleWitnesses.ed25519(2)};
    private final Hash leaf = SampleEvents.hash("leaf");
    private final Hash sibling = SampleEvents.hash("sibling");
    private final TreeHead head = new TreeHead(2, TreeHasher.node(leaf, sibling));
    private final SignedNote note;
    private final SignedNote cosigned;
    private final TrustPolicy policy;
    private final TrustPolicy witnessed;

    Verdicts() throws MalformedException {
        log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        note = log.sign(new Checkpoint(ORIGIN, head).encode());
        cosigned = SampleWitnesses.cosigned(note, 1_763_700_000L, witnesses);
        policy = TrustPolicy.ofLog(log.verifierKey());
        witnessed = SampleWitnesses.policy(log.verifierKey(), 2, witnesses);
    }

    Map<String, FuzzTargets.Seeded> all() {
        byte[] receipt = Parsers.all().get("receipt.Receipt.parse(byte[])").sample();
        byte[] view = view();
        byte[] content = Arrays.copyOf(view, view.length - CHECKSUM_LINE_BYTES);
        var targets = new LinkedHashMap<String, FuzzTargets.Seeded>();
        targets.put("verify.ReceiptVerifier", new FuzzTargets.Seeded(this::judgeReceipt, receipt));
        targets.put("verify.EquivocationVerifier", equivocation());
        targets.put("verify.DisclosureVerifier", disclosure());
        targets.put(
                "trace.TraceVerifier",
                new FuzzTargets.Seeded(
                        Verdicts::judgeTrace,
                        SampleTrace.paid()
                                .traceOf(SampleTrace.paid().at(7), null)
                                .encode()));
        targets.put("view.LogView.restore", new FuzzTargets.Seeded(this::judgeView, content));
        targets.put("cose.CoseReceipt.check", cose());
        targets.put("checkpoint.TrustPolicy.check", new FuzzTargets.Seeded(this::judgeNote, cosigned.bytes()));
        return targets;
    }

    private void judgeReceipt(byte[] input) {
        var verdict = new ReceiptVerifier(VerificationPolicy.of(policy)).verify(input);
        require(verdict.checks().size() == Check.Name.OF_RECEIPTS.size(), "a verdict that leaves out a check");
    }

    private static void judgeTrace(byte[] input) {
        var verdict = new TraceVerifier(SampleTrace.TRUST).verify(input);
        require(verdict.checks().size() == Check.Name.OF_TRACES.size(), "a verdict that leaves out a check");
    }

    private FuzzTargets.Seeded equivocation() {
        SignedNote forked = log.sign(new Checkpoint(ORIGIN, new TreeHead(1, sibling)).encode());
        var evidence = new Equivocation(
                forked, note, List.of(log.verifierKey()), leaf, new ConsistencyProof(List.of(sibling)));
        var verifier = new EquivocationVerifier(policy);
        require(verifier.verify(evidence.encode()).reason() == Reason.EQUIVOCATION, "the seed is no evidence");
        Set<String> signed = Set.of(note.text(), forked.text());
        return new FuzzTargets.Seeded(input -> judgeEvidence(verifier, signed, input), evidence.encode());
    }

    private static void judgeEvidence(EquivocationVerifier verifier, Set<String> signed, byte[] input) {
        if (verifier.verify(input).reason() != Reason.EQUIVOCATION) {
            return;
        }
        try {
            Equivocation evidence = Equivocation.parse(input);
            require(
                    Set.of(evidence.older().text(), evidence.newer().text()).equals(signed),
                    "a log is accused of what it did not sign");
        } catch (MalformedException e) {
            throw new AssertionError("a log is accused by what is no evidence", e);
        }
    }

    private static FuzzTargets.Seeded disclosure() {
        Disclosure sample = SampleDisclosures.ofRow(4);
        var verifier = new DisclosureVerifier(VerificationPolicy.of(SampleDisclosures.trust()));
        return new FuzzTargets.Seeded(input -> judgeDisclosure(verifier, sample, input), sample.encode());
    }

    private static void judgeDisclosure(DisclosureVerifier verifier, Disclosure sample, byte[] input) {
        DisclosureVerdict verdict = verifier.verify(input);
        require(verdict.checks().size() == Check.Name.OF_DISCLOSURES.size(), "a verdict that leaves out a check");
        if (verdict instanceof DisclosureVerdict.Verified verified) {
            require(
                    Arrays.equals(
                            verified.disclosure().opening().value(),
                            sample.opening().value()),
                    "verified what was not committed to");
        }
    }

    private byte[] view() {
        ViewChange start = LogView.start(witnessed, cosigned);
        return ((ViewChange.Advanced) start).view().encode();
    }

    /** As it is, and with the checksum that belongs to it, without which hardly anything is looked at. */
    private void judgeView(byte[] input) {
        judgeFile(input);
        byte[] checksum = ("sha256 " + TreeHasher.sha256(input).hex() + "\n").getBytes(ISO_8859_1);
        byte[] file = Arrays.copyOf(input, input.length + checksum.length);
        System.arraycopy(checksum, 0, file, input.length, checksum.length);
        judgeFile(file);
    }

    private void judgeFile(byte[] file) {
        if (LogView.restore(file, witnessed) instanceof StoredView.Restored restored) {
            require(Arrays.equals(restored.view().encode(), file), "restored what it would write otherwise");
            require(restored.view().checkpoint().head().equals(head), "restored a head that nobody signed");
        }
    }

    private FuzzTargets.Seeded cose() {
        byte[] sample =
                new CoseReceipt(HeadSignature.sign(log, head), new InclusionProof(0, List.of(sibling))).encode();
        return new FuzzTargets.Seeded(input -> judgeCose(sample, input), sample);
    }

    private void judgeCose(byte[] sample, byte[] input) {
        try {
            boolean isIncluded = CoseReceipt.parse(input).check(leaf, policy) instanceof CoseVerdict.Included;
            require(isIncluded == Arrays.equals(input, sample), "another receipt than the one that was signed");
        } catch (MalformedException e) {
            require(!Arrays.equals(input, sample), "refused the receipt that was signed");
        }
    }

    private void judgeNote(byte[] input) {
        SignedNote found;
        try {
            found = SignedNote.parse(input);
        } catch (MalformedException e) {
            return;
        }
        if (witnessed.check(found) instanceof CheckpointVerdict.Trusted trusted) {
            require(found.text().equals(note.text()), "trusted a text that nobody signed");
            require(
                    trusted.checkpoint().cosignatures().stream()
                            .allMatch(cosignature -> cosignature.unixSeconds() == 1_763_700_000L),
                    "trusted a time at which nobody cosigned");
            require(
                    List.of(witnesses).stream().allMatch(witness -> hasLine(found, witness)),
                    "trusted without the lines of the quorum");
        }
    }

    private static boolean hasLine(SignedNote note, SignerKey witness) {
        return note.encode().contains("\n\u2014 " + witness.verifierKey().name() + " ");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
