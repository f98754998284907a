package dev.plumbline.proofs.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleWitnesses;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a verdict says of the witnesses and of age, line by line. */
final class WitnessedReceiptTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final long COSIGNED_AT = 1_763_700_000L;

    private final SignerKey log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
    private final SignerKey witness = SampleWitnesses.ed25519(1);
    private final Event event = SampleEvents.first();
    private final SignedNote note = log.sign(new Checkpoint(ORIGIN, new TreeHead(1, event.leafHash())).encode());
    private final SignedNote cosigned = SampleWitnesses.cosigned(note, COSIGNED_AT, witness);
    private final VerificationPolicy policy =
            VerificationPolicy.of(SampleWitnesses.policy(log.verifierKey(), 1, witness));

    WitnessedReceiptTest() throws MalformedException {}

    @Test
    void aQuorumThatIsMetIsACheckThatPassed() {
        Verdict verdict = verify(policy, cosigned);
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        assertThat(check(verdict, Check.Name.WITNESSES).result()).isEqualTo(Check.Result.PASSED);
    }

    @Test
    void aQuorumThatIsMissedFailsBehindTheLogsSignature() {
        Verdict verdict = verify(policy, note);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.WITNESS_QUORUM_MISSING));
        assertThat(check(verdict, Check.Name.CHECKPOINT).result()).isEqualTo(Check.Result.PASSED);
        assertThat(check(verdict, Check.Name.WITNESSES).result()).isEqualTo(Check.Result.FAILED);
        assertThat(check(verdict, Check.Name.INCLUSION).result()).isEqualTo(Check.Result.NOT_CHECKED);
    }

    @Test
    void theAgeThatIsFoundIsNamed() {
        assertThat(age(40L, 50L, cosigned))
                .isEqualTo("checkpoint is 40 s old, 1 of 1 cosignatures are at most 50 s old");
        assertThat(age(40L, 39L, cosigned)).isEqualTo("checkpoint is 40 s old, want at most 39");
        assertThat(age(-10L, 0L, cosigned)).isEqualTo("checkpoint is 0 s old, 1 of 1 cosignatures are at most 0 s old");
        assertThat(age(-61L, 9L, cosigned)).isEqualTo("checkpoint: nobody whom the policy trusts says when, up to now");
    }

    @Test
    void tooFewCosignaturesThatAreFreshAreNamed() {
        assertThat(check(verify(policy.demanding(bounds(40, null, 39L)), cosigned), Check.Name.FRESHNESS)
                        .detail())
                .isEqualTo("0 of 1 cosignatures are at most 39 s old, which is not the quorum");
    }

    private String age(long age, long max, SignedNote checkpoint) {
        return check(verify(policy.demanding(bounds(age, max, max)), checkpoint), Check.Name.FRESHNESS)
                .detail();
    }

    private static Freshness bounds(long age, @Nullable Long checkpointMax, @Nullable Long cosignatureMax) {
        return new Freshness(
                InstantSource.fixed(Instant.ofEpochSecond(COSIGNED_AT + age)),
                checkpointMax == null ? null : Duration.ofSeconds(checkpointMax),
                cosignatureMax == null ? null : Duration.ofSeconds(cosignatureMax),
                null);
    }

    private Verdict verify(VerificationPolicy by, SignedNote checkpoint) {
        var receipt = new Receipt(
                new String(event.entry(), UTF_8), new TlogProof(new InclusionProof(0, List.of()), checkpoint), null);
        return new ReceiptVerifier(by).verify(receipt.encode());
    }

    private static Check check(Verdict verdict, Check.Name name) {
        return verdict.checks().stream()
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow();
    }
}
