package dev.plumbline.proofs.verify;

import static dev.plumbline.testkit.SignedPayload.SEQUENCER_KEY;
import static dev.plumbline.testkit.SignedPayload.STRANGER_KEY;
import static dev.plumbline.testkit.SignedPayload.filled;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.testkit.SignedPayload;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SequencerEvidenceVerifierTest {
    private static final Address SEQUENCER = address(SEQUENCER_KEY);

    private static Address address(byte[] key) {
        return Address.of(Secp256k1.address(Secp256k1.publicKey(key)));
    }

    private static byte[] file(Consumer<SignedPayload> change) {
        var payload = new SignedPayload(3);
        change.accept(payload);
        return Objects.requireNonNull(
                        SequencerEquivocation.of(RollupChain.of(901), new SignedPayload(3).block(), payload.block()))
                .encode();
    }

    private static Verdict.Rejected verify(byte[] file, Address... sequencers) {
        return new SequencerEvidenceVerifier(Set.of(sequencers)).verify(file);
    }

    @Test
    void goodEvidenceIsAnAlarm() {
        Verdict.Rejected verdict = verify(file(payload -> payload.timestamp++), address(STRANGER_KEY), SEQUENCER);
        assertThat(verdict.reason()).isEqualTo(Reason.SEQUENCER_EQUIVOCATION);
        assertThat(verdict.reason().outcome().exitCode()).isEqualTo(5);
        assertThat(verdict.detail()).startsWith(SEQUENCER + " on eip155:901 signed block 0x");
        assertThat(verdict.checks()).extracting(Check::result).containsOnly(Check.Result.PASSED);
        assertThat(verdict.checks())
                .extracting(Check::name)
                .containsExactlyElementsOf(Check.Name.OF_SEQUENCER_EVIDENCE);
    }

    @Test
    void withoutANamedSequencerItSaysWhoseItIsAndRaisesNoAlarm() {
        Verdict.Rejected verdict = verify(file(payload -> payload.timestamp++));
        assertThat(verdict.reason()).isEqualTo(Reason.SEQUENCER_UNKNOWN);
        assertThat(verdict.reason().outcome().exitCode()).isEqualTo(3);
        assertThat(verdict.detail()).startsWith("whoever holds " + SEQUENCER + " on eip155:901 signed block");
        assertThat(verdict.checks())
                .extracting(Check::result)
                .containsExactly(Check.Result.PASSED, Check.Result.NOT_CHECKED, Check.Result.PASSED);
    }

    @Test
    void nothingElseAccuses() {
        List<Consumer<SignedPayload>> changes = List.of(
                payload -> {},
                payload -> payload.number++,
                payload -> payload.statedHash = filled(32, 9),
                payload -> {
                    payload.timestamp++;
                    payload.key = STRANGER_KEY;
                },
                payload -> {
                    payload.timestamp++;
                    payload.chain++;
                });
        for (Consumer<SignedPayload> change : changes) {
            Verdict.Rejected verdict = verify(file(change), SEQUENCER);
            assertThat(verdict.reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
            assertThat(verdict.checks().get(verdict.checks().size() - 1).result())
                    .isEqualTo(Check.Result.FAILED);
            // Without a named sequencer as well.
            assertThat(verify(file(change)).reason()).isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
        }
        assertThat(verify(file(payload -> payload.timestamp++), address(STRANGER_KEY))
                        .reason())
                .isEqualTo(Reason.SEQUENCER_EVIDENCE_BAD);
    }

    @Test
    void eachFormHasItsReason() {
        String text = new String(file(payload -> payload.timestamp++), UTF_8);
        assertThat(reason("{")).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reason(text.replace("\"v\":1", "\"v\":2"))).isEqualTo(Reason.FORMAT_UNSUPPORTED);
        assertThat(reason(text.replace("\"kind\":\"s", "\"kind\":\"S"))).isEqualTo(Reason.FORMAT_UNSUPPORTED);
        assertThat(reason(text.replace("eip155:901", "eip155:0901"))).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reason(text.replace("}", ",\"x\":1}"))).isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reason(text.replace("\"sequencer\":\"0x", "\"sequencer\":\"0X")))
                .isEqualTo(Reason.FORMAT_UNREADABLE);
        assertThat(reason(text.replace("\"first\":\"0x", "\"first\":\"0x00"))).isEqualTo(Reason.FORMAT_UNREADABLE);
    }

    private static Reason reason(String file) {
        return verify(file.getBytes(UTF_8), SEQUENCER).reason();
    }
}
