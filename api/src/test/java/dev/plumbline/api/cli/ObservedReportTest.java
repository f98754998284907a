package dev.plumbline.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.rollup.RollupChain;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.testkit.SignedPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence that lies beside the observations: only what is proven against the profile's own sequencer counts. */
final class ObservedReportTest {
    private static final long CHAIN = 901;

    @TempDir
    Path folder;

    private Path profile;
    private Path evidence;

    @BeforeEach
    void begin() throws Exception {
        ObservationLog.open(folder, CHAIN).close();
        evidence = Files.createDirectories(folder.resolve(EvidenceReader.FOLDER));
        String sequencer = Address.of(Secp256k1.address(Secp256k1.publicKey(SignedPayload.SEQUENCER_KEY)))
                .hex();
        profile = Files.writeString(
                folder.resolve("chain.json"),
                "{\"v\":1,\"chain_id\":901,\"name\":\"Test\",\"block_seconds\":2,\"seq_window_blocks\":\"unknown\","
                        + "\"max_drift_seconds\":\"unknown\",\"sequencer\":\"" + sequencer
                        + "\",\"portal\":\"unknown\",\"dispute_game_factory\":\"unknown\",\"output_oracle\":\"unknown\","
                        + "\"batch_inbox\":\"unknown\",\"system_config\":\"unknown\",\"data_availability\":\"unknown\","
                        + "\"logs_window\":1000,\"matchers\":[]}");
    }

    private void keep(String name, SignedPayload one, SignedPayload other) throws Exception {
        SequencerEquivocation found = SequencerEquivocation.of(RollupChain.of(one.chain), one.block(), other.block());
        assertThat(found).isNotNull();
        Files.write(evidence.resolve(name + SequencerEquivocation.FILE_SUFFIX), found.encode());
    }

    private static SignedPayload later(SignedPayload payload) {
        payload.gasUsed++;
        return payload;
    }

    private JsonNode report(int code) throws Exception {
        var captured = new CapturedConsole();
        int found = Plumb.commandLine(captured.console())
                .execute(List.of(
                                "sequencer",
                                "report",
                                "--data",
                                folder.toString(),
                                "--chain",
                                profile.toString(),
                                "-o",
                                "json")
                        .toArray(String[]::new));
        assertThat(found).as(captured.text()).isEqualTo(code);
        return Json.parse(captured.out().getBytes(UTF_8));
    }

    @Test
    void anEquivocationOfTheProfilesSequencerIsAnAlarm() throws Exception {
        keep("true", new SignedPayload(4), later(new SignedPayload(4)));
        JsonNode report = report(ExitCode.ALARM);
        assertThat(report.path("equivocations")).hasSize(1);
        assertThat(report.path("words").path("equivocated").asInt()).isEqualTo(1);
    }

    @Test
    void whatProvesNothingIsPassedOver() throws Exception {
        var strangers = new SignedPayload(4);
        strangers.key = SignedPayload.STRANGER_KEY;
        var other = later(new SignedPayload(4));
        other.key = SignedPayload.STRANGER_KEY;
        keep("of-a-stranger", strangers, other);
        var elsewhere = new SignedPayload(4);
        elsewhere.chain = CHAIN + 1;
        var twin = later(new SignedPayload(4));
        twin.chain = CHAIN + 1;
        keep("of-another-chain", elsewhere, twin);
        keep("one-block", new SignedPayload(4), new SignedPayload(4));
        Files.writeString(evidence.resolve("garbage" + SequencerEquivocation.FILE_SUFFIX), "garbage");
        assertThat(report(ExitCode.OK).path("equivocations")).isEmpty();
    }
}
