package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SignedPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb sequencer equivocate}, and what verify and explain make of its file. */
final class SequencerVerbsTest {
    private static final String SEQUENCER = Address.of(
                    Secp256k1.address(Secp256k1.publicKey(SignedPayload.SEQUENCER_KEY)))
            .hex();
    private static final String STRANGER = "0x" + "57".repeat(20);

    @TempDir
    Path folder;

    @BeforeEach
    void writeBlocks() throws Exception {
        var other = new SignedPayload(4);
        other.timestamp++;
        Files.write(folder.resolve("one.bin"), new SignedPayload(4).message());
        Files.writeString(folder.resolve("other.hex"), HexData.encode(other.message()) + "\n");
        byte[] message = other.message();
        String r = HexData.encode(Arrays.copyOf(message, 32)).replaceFirst("^0x0+", "0x");
        Files.writeString(
                folder.resolve("other.json"),
                String.format(
                        "{\"data\":\"%s\",\"signature\":{\"r\":\"%s\",\"s\":\"%s\",\"yParity\":\"0x%d\"}}",
                        HexData.encode(other.signed()),
                        r,
                        HexData.encode(Arrays.copyOfRange(message, 32, 64)),
                        message[64]));
    }

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(String... words) {
        var console = new CapturedConsole();
        int exitCode = Plumb.run(console.console(), words);
        return new Ended(exitCode, console.out(), console.err());
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Ended equivocate(String... more) {
        String[] line = {"sequencer", "equivocate", at("one.bin"), "--chain", "eip155:901", "--out", at("out.json")};
        String[] whole = Arrays.copyOf(line, line.length + more.length);
        System.arraycopy(more, 0, whole, line.length, more.length);
        return run(whole);
    }

    @Test
    void makesEvidenceThatVerifiesAsAnAlarmAndOnlyOfTheNamedSequencer() {
        assertThat(equivocate("--sequencer", SEQUENCER, at("other.hex")).exitCode())
                .isZero();
        Ended alarm = run("verify", "--sequencer", SEQUENCER, at("out.json"));
        assertThat(alarm.exitCode()).isEqualTo(5);
        assertThat(alarm.out()).contains("ALARM", "SEQUENCER_EQUIVOCATION", SEQUENCER + " on eip155:901 signed block");
        Ended unnamed = run("verify", at("out.json"));
        assertThat(unnamed.exitCode()).isEqualTo(3);
        assertThat(unnamed.out()).contains("SEQUENCER_UNKNOWN", "whoever holds " + SEQUENCER);
        assertThat(run("verify", "--sequencer", STRANGER, at("out.json")).exitCode())
                .isEqualTo(1);
    }

    @Test
    void takesTheJsonOfAServerOfCommitments() {
        assertThat(equivocate(at("other.json")).exitCode()).isZero();
    }

    @Test
    void writesNothingThatProvesNothing() {
        Ended same = equivocate(at("one.bin"));
        assertThat(same.exitCode()).isEqualTo(1);
        assertThat(same.err()).contains("SEQUENCER_EVIDENCE_BAD: both are block");
        assertThat(equivocate("--sequencer", STRANGER, at("other.hex")).exitCode())
                .isEqualTo(1);
        assertThat(folder.resolve("out.json")).doesNotExist();
    }

    @Test
    void explainsWhatItSaysAndWhatNot() {
        equivocate(at("other.hex"));
        Ended told = run("explain", at("out.json"));
        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).contains("whose key that is, it does not show", "1234567", "topic blocksv4");
    }

    @Test
    void askedForNothingItSaysWhatThereIs() {
        assertThat(run("sequencer").exitCode()).isEqualTo(2);
        assertThat(run("sequencer", "equivocate", at("one.bin")).exitCode()).isEqualTo(2);
        assertThat(equivocate("--url", "http://127.0.0.1:1", at("other.hex")).exitCode())
                .isEqualTo(2);
    }

    @Test
    void logsTheEventOfWhoeverSignsIt() throws Exception {
        var key = new SignerKey(
                "ledger.example.org/attribution",
                KeyType.ED25519,
                SampleEvents.hash("log").bytes());
        LedgerConfig config = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system());
        try (RunningLog log =
                RunningLog.start(config, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty())) {
            String url = "http://127.0.0.1:" + log.port();
            assertThat(run("keygen", "--issuer", "--out", at("issuer.key")).exitCode())
                    .isZero();
            assertThat(equivocate(at("other.hex"), "--url", url).exitCode()).isEqualTo(2);
            String[] logged = {
                at("other.hex"),
                "--sequencer",
                SEQUENCER,
                "--url",
                url,
                "--signer",
                at("issuer.key"),
                "--ns",
                "eip155:901/sequencer",
                "--receipts",
                folder.toString()
            };
            Ended ended = equivocate(logged);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            String events = LogClient.of(url)
                    .requireJson("/v1/events?kind=sequencer.equivocate")
                    .toString();
            assertThat(events).contains("\"height\":1234567", "\"size\":1");
            logged[0] = at("one.bin");
            assertThat(equivocate(logged).exitCode()).isEqualTo(1);
            assertThat(LogClient.of(url)
                            .requireJson("/v1/events?kind=sequencer.equivocate")
                            .toString())
                    .isEqualTo(events);
        }
    }
}
