package dev.plumbline.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.checkpoint.Cosignature;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import java.util.List;
import java.util.Map;

/** A cosigned checkpoint, and the policy that it meets, in which every byte is changed in several ways. */
final class DamagedNotes {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final long TIME = 1_763_700_000;
    private static final int START_BYTES = 600;
    private static final int END_BYTES = 120;
    private static final String POLICY = "policy";
    private static final String CHECKPOINT = "checkpoint";

    private final DifferentialCases cases;
    private final SignerKey log = key(ORIGIN, KeyType.ED25519, 1);
    private final List<SignerKey> witnesses = List.of(
            key("witness.example/a", KeyType.COSIGNATURE_ED25519, 2),
            key("witness.example/b", KeyType.COSIGNATURE_ED25519, 3),
            key("witness.example/c", KeyType.COSIGNATURE_ML_DSA_44, 4));

    private DamagedNotes(DifferentialCases cases) throws MalformedException {
        this.cases = cases;
    }

    static void addTo(DifferentialCases cases) throws MalformedException {
        new DamagedNotes(cases).add();
    }

    private void add() {
        byte[] policy = policy().getBytes(UTF_8);
        byte[] note = note().bytes();
        cases.base(
                "checkpoint",
                "verify-checkpoint",
                Map.of(
                        "policy_base64",
                        DifferentialCases.base64(policy),
                        "checkpoint_base64",
                        DifferentialCases.base64(note)));
        cases.whole("checkpoint", CHECKPOINT, expected(policy, note));
        for (int at = 0; at < note.length; at += step(at, note.length)) {
            for (int to : new int[] {note[at] ^ 1 << at % 8, '\n', ' ', 0xff}) {
                byte[] damaged = note.clone();
                damaged[at] = (byte) to;
                cases.changed("checkpoint", CHECKPOINT, at, to & 0xff, expected(policy, damaged));
            }
        }
        for (int at = 0; at < policy.length; at += step(at, policy.length)) {
            for (int to : new int[] {policy[at] ^ 1 << at % 8, '\n', ' ', '#', '0', 0x7f, 0xc3}) {
                byte[] damaged = policy.clone();
                damaged[at] = (byte) to;
                cases.changed("checkpoint", POLICY, at, to & 0xff, expected(damaged, note));
            }
        }
    }

    /** Every byte of what a person would read, and some of the thousands of a key or signature of ML-DSA. */
    private static int step(int at, int length) {
        return at < START_BYTES || at >= length - END_BYTES ? 1 : 37;
    }

    private String policy() {
        var policy = new StringBuilder("# whom to believe\nlog " + log.verifierKey() + " https://" + ORIGIN + "\n");
        for (int i = 0; i < witnesses.size(); i++) {
            policy.append("witness w")
                    .append(i)
                    .append(' ')
                    .append(witnesses.get(i).verifierKey())
                    .append('\n');
        }
        return policy + "group pair any w0 w1\ngroup quorate 2 pair w2\nquorum quorate\n";
    }

    /** Signed by the log and cosigned by the second and the third witness. */
    private SignedNote note() {
        var checkpoint = new Checkpoint(ORIGIN, new TreeHead(5, TreeHasher.leaf(new byte[] {5})));
        return log.sign(checkpoint.encode())
                .with(Cosignature.sign(witnesses.get(1), checkpoint, TIME))
                .with(Cosignature.sign(witnesses.get(2), checkpoint, TIME));
    }

    private ObjectNode expected(byte[] policy, byte[] note) {
        try {
            CheckpointVerdict verdict = TrustPolicy.parse(policy).check(SignedNote.parse(note));
            if (verdict instanceof CheckpointVerdict.Refused refused) {
                return cases.refused(
                        switch (refused.reason()) {
                            case UNREADABLE -> "FORMAT_UNREADABLE";
                            case UNKNOWN_LOG -> "UNKNOWN_LOG";
                            case SIGNATURE_BAD -> "CHECKPOINT_SIGNATURE_BAD";
                            case QUORUM_MISSING -> "WITNESS_QUORUM_MISSING";
                        });
            }
            return cases.accepted();
        } catch (MalformedException e) {
            boolean isUnsupported = e.code() == Malformed.UNSUPPORTED;
            return cases.refused(isUnsupported ? "FORMAT_UNSUPPORTED" : "FORMAT_UNREADABLE")
                    .put("code", e.code().name());
        }
    }

    private static SignerKey key(String name, KeyType type, int number) throws MalformedException {
        byte[] seed = new byte[32];
        seed[0] = (byte) number;
        return new SignerKey(name, type, seed);
    }
}
