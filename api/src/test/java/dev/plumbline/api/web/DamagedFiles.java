package dev.plumbline.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.cose.HeadSignature;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.verify.EquivocationVerifier;
import dev.plumbline.proofs.view.Equivocation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A COSE receipt and evidence of equivocation in which every byte is changed. */
final class DamagedFiles {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final String ENTRY = "entry";

    private final DifferentialCases cases;
    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final TrustPolicy trust = TrustPolicy.ofLog(log.verifierKey());
    private final String policy = "log " + log.verifierKey().encode() + "\nquorum none\n";

    private DamagedFiles(DifferentialCases cases) throws MalformedException {
        this.cases = cases;
    }

    static void addTo(DifferentialCases cases) throws MalformedException {
        var damaged = new DamagedFiles(cases);
        damaged.damage("cose", "verify-cose", "receipt", damaged.cose(), damaged::expectedOfCose);
        damaged.damage("evidence", "verify-equivocation", "evidence", damaged.evidence(), damaged::expectedOfEvidence);
    }

    private void damage(
            String name, String operation, String member, byte[] file, Function<byte[], ObjectNode> expected) {
        cases.base(
                name,
                operation,
                Map.of("policy", policy, ENTRY, ENTRY, member + "_base64", DifferentialCases.base64(file)));
        cases.whole(name, member, expected.apply(file));
        for (int at = 0; at < file.length; at++) {
            for (int bit : new int[] {at % 8, (at + 3) % 8}) {
                byte[] damaged = file.clone();
                damaged[at] ^= (byte) (1 << bit);
                cases.changed(name, member, at, damaged[at] & 0xff, expected.apply(damaged));
            }
        }
    }

    /** Of leaf 1 of 3. */
    private byte[] cose() {
        List<Hash> path = List.of(leaf(0), leaf(2));
        Hash root = TreeHasher.node(TreeHasher.node(path.get(0), TreeHasher.leaf(ENTRY.getBytes(UTF_8))), path.get(1));
        HeadSignature head = HeadSignature.sign(log, new TreeHead(3, root));
        return new CoseReceipt(head, new InclusionProof(1, path)).encode();
    }

    /** Two roots for two leaves, the newer one shown to be the prefix of three. */
    private byte[] evidence() {
        Hash prefix = TreeHasher.node(leaf(0), leaf(1));
        Hash newer = TreeHasher.node(prefix, leaf(2));
        Map<List<Long>, Hash> nodes = Map.of(List.of(1L, 0L), prefix, List.of(0L, 2L), leaf(2));
        Equivocation evidence = Equivocation.between(
                signed(2, leaf(7)), signed(3, newer), trust, (level, index) -> nodes.get(List.of((long) level, index)));
        if (evidence == null) {
            throw new AssertionError("the two checkpoints contradict each other");
        }
        return evidence.encode();
    }

    private SignedNote signed(long size, Hash root) {
        return log.sign(new Checkpoint(ORIGIN, new TreeHead(size, root)).encode());
    }

    private static Hash leaf(int number) {
        return TreeHasher.leaf(new byte[] {(byte) number});
    }

    private ObjectNode expectedOfCose(byte[] file) {
        try {
            CoseVerdict verdict = CoseReceipt.parse(file).check(TreeHasher.leaf(ENTRY.getBytes(UTF_8)), trust);
            if (!(verdict instanceof CoseVerdict.Refused refused)) {
                return cases.accepted();
            }
            return cases.refused(
                    switch (refused.reason()) {
                        case UNKNOWN_LOG -> "UNKNOWN_LOG";
                        case INDEX_OUT_OF_RANGE -> "INDEX_OUT_OF_RANGE";
                        case PATH_LENGTH_WRONG -> "PATH_LENGTH_WRONG";
                        case SIGNATURE_BAD -> "CHECKPOINT_SIGNATURE_BAD";
                        case QUORUM_MISSING -> "WITNESS_QUORUM_MISSING";
                    });
        } catch (MalformedException e) {
            boolean isUnsupported = e.code() == Malformed.UNSUPPORTED;
            return cases.refused(isUnsupported ? "FORMAT_UNSUPPORTED" : "FORMAT_UNREADABLE");
        }
    }

    private ObjectNode expectedOfEvidence(byte[] file) {
        return cases.refused(
                new EquivocationVerifier(trust).verify(file).reason().name());
    }
}
