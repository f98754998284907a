package dev.plumbline.proofs.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.view.Equivocation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EquivocationVerifierTest {
    private static final String ORIGIN = "log.example/forked";
    private static final Hash ONE = TreeHasher.leaf(new byte[] {1});
    private static final Hash OTHER = TreeHasher.leaf(new byte[] {2});

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final SignerKey stranger = new SignerKey("stranger.example", KeyType.ED25519, new byte[32]);
    private final Equivocation evidence = evidence(note(1, ONE), note(1, OTHER), OTHER);

    EquivocationVerifierTest() throws MalformedException {}

    @Test
    void goodEvidenceIsAnAlarm() {
        Verdict.Rejected verdict = verify(log, evidence.encode());
        assertThat(verdict.reason()).isEqualTo(Reason.EQUIVOCATION);
        assertThat(verdict.reason().outcome().exitCode()).isEqualTo(5);
        assertThat(verdict.detail()).contains(ONE.base64(), OTHER.base64());
        assertThat(verdict.checks()).extracting(Check::result).containsOnly(Check.Result.PASSED);
    }

    @Test
    void eachDefectHasItsReason() {
        assertThat(verify(stranger, evidence.encode()).reason()).isEqualTo(Reason.UNKNOWN_LOG);
        assertThat(reason("{")).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reason(text().replace("\"v\":1", "\"v\":2"))).isEqualTo(Reason.FORMAT_UNSUPPORTED);
        assertThat(reason(text().replace("forked\\n1\\n", "forked\\n2\\n"))).isEqualTo(Reason.CHECKPOINT_SIGNATURE_BAD);
        assertThat(verify(log, evidence(note(1, ONE), note(1, ONE), ONE).encode())
                        .reason())
                .isEqualTo(Reason.EVIDENCE_BAD);
        assertThat(verify(log, evidence(note(1, ONE), note(1, OTHER), ONE).encode())
                        .reason())
                .isEqualTo(Reason.EVIDENCE_BAD);
        assertThat(verify(log, evidence(note(2, ONE), note(1, OTHER), OTHER).encode())
                        .reason())
                .isEqualTo(Reason.EVIDENCE_BAD);
    }

    @Test
    void whereTheCheckStoppedIsShown() {
        assertThat(verify(stranger, evidence.encode()).checks())
                .extracting(Check::name, Check::result)
                .containsExactly(
                        tuple(Check.Name.FORMAT, Check.Result.PASSED),
                        tuple(Check.Name.CHECKPOINT, Check.Result.FAILED));
    }

    private Reason reason(String json) {
        assertThat(json).isNotEqualTo(text());
        return verify(log, json.getBytes(UTF_8)).reason();
    }

    private String text() {
        return new String(evidence.encode(), UTF_8);
    }

    private static Verdict.Rejected verify(SignerKey known, byte[] file) {
        return new EquivocationVerifier(TrustPolicy.ofLog(known.verifierKey())).verify(file);
    }

    private Equivocation evidence(SignedNote older, SignedNote newer, Hash prefixRoot) {
        return new Equivocation(older, newer, List.of(log.verifierKey()), prefixRoot, new ConsistencyProof(List.of()));
    }

    private SignedNote note(long size, Hash root) {
        return log.sign(new Checkpoint(ORIGIN, new TreeHead(size, root)).encode());
    }
}
