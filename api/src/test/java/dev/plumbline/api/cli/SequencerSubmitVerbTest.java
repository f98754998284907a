package dev.plumbline.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.sequencer.SubmissionFile;
import dev.plumbline.ledger.sequencer.SubmissionState;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender, a running log, and a real rollup node behind endpoints of which not all are honest. */
final class SequencerSubmitVerbTest {
    private static final String SEND = "eth_sendRawTransaction";

    @TempDir
    Path folder;

    private Anvil anvil;
    private RunningLog log;
    private String url;

    @BeforeEach
    void startAll() throws Exception {
        anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
        var key = new SignerKey(
                "ledger.example.org/attribution",
                KeyType.ED25519,
                SampleEvents.hash("log").bytes());
        LedgerConfig config = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system());
        log = RunningLog.start(config, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
        url = "http://127.0.0.1:" + log.port();
        run(ExitCode.OK, List.of("keygen", "--issuer", "--out", at("issuer.key")));
        AccountKey.of(HexData.parseExactly(Anvil.FIRST_KEY, "key", 32)).save(folder.resolve("account.key"));
    }

    @AfterEach
    void stopAll() throws Exception {
        log.close();
        anvil.close();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static CapturedConsole run(int code, List<String> arguments) {
        var captured = new CapturedConsole();
        int found = Plumb.commandLine(captured.console()).execute(arguments.toArray(String[]::new));
        assertThat(found).as(captured.text()).isEqualTo(code);
        return captured;
    }

    private List<String> submit(LyingNode node, String... more) {
        var all = new ArrayList<>(List.of(
                "sequencer",
                "submit",
                "--url",
                url,
                "--signer",
                at("issuer.key"),
                "--key",
                at("account.key"),
                "--endpoint",
                "main=" + node.url(),
                "--endpoint",
                "spare=" + anvil.url(),
                "--to",
                "0x" + "11".repeat(20),
                "--value",
                "1"));
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void logsThenSendsThenLogsAndShowsAllOfIt() throws Exception {
        try (var main = new LyingNode(anvil.url())) {
            var sizeAtSend = new AtomicReference<String>("");
            main.lieAbout(SEND, answer -> {
                try {
                    sizeAtSend.set(LogClient.of(url)
                            .requireJson("/v1/events?kind=sequencer.submit")
                            .toString());
                } catch (FailedException e) {
                    throw new IOException(e);
                }
            });
            String file = at("one.submission.json");
            JsonNode said = Json.parse(run(ExitCode.OK, submit(main, "--out", file, "-o", "json"))
                    .out()
                    .getBytes(UTF_8));
            String tx = said.path("tx").asText();
            assertThat(said.path("intention").path("index").asLong()).isZero();
            assertThat(said.path("answers").path("index").asLong()).isEqualTo(1);
            assertThat(said.path("endpoints").findValuesAsText("outcome")).containsExactly("TAKEN", "TAKEN");
            assertThat(sizeAtSend.get()).contains(tx).contains("\"size\":1");

            SubmissionState kept = SubmissionFile.read(Path.of(file));
            assertThat(kept.intended()).isNotNull();
            assertThat(Event.parse(kept.intended().receipt().entry())).isEqualTo(kept.intention());

            List<String> show = List.of("sequencer", "show", tx, "--url", url, "--endpoint", "main=" + main.url());
            assertThat(run(ExitCode.OK, show).out())
                    .startsWith("included  " + tx)
                    .contains("log 0", "log 1", "hash, hash", "shows it in block");
            assertThat(run(
                                    ExitCode.OK,
                                    List.of(
                                            "sequencer",
                                            "show",
                                            file,
                                            "--endpoint",
                                            "main=" + main.url(),
                                            "-o",
                                            "json"))
                            .out())
                    .contains("\"verdict\":\"included\"");
            assertThat(run(ExitCode.USAGE, submit(main, "--out", file)).err()).contains("--resume");
            run(ExitCode.OK, submit(main, "--resume", file));
        }
    }

    @Test
    void refusalAndSilenceAreToldApart() throws Exception {
        try (var main = new LyingNode(anvil.url())) {
            main.lieAbout(SEND, answer -> {
                answer.remove("result");
                answer.putObject("error").put("code", -32_000).put("message", "not you");
            });
            var arguments = new ArrayList<>(submit(main, "--out", at("two.submission.json"), "--tip", "1000"));
            int spare = arguments.indexOf("spare=" + anvil.url());
            arguments.remove(spare);
            arguments.remove(spare - 1);
            CapturedConsole refused = run(ExitCode.FALSE, arguments);
            assertThat(refused.out()).contains("refused it", "not you");
            CapturedConsole shown =
                    run(ExitCode.PENDING, List.of("sequencer", "show", at("two.submission.json"), "--url", url));
            assertThat(shown.out()).startsWith("benign cause shown").contains("every endpoint refused it");

            main.answerRaw(SEND, (exchange, id) -> LyingNode.reply(exchange, 503, "busy"));
            arguments.set(arguments.indexOf(at("two.submission.json")), at("three.submission.json"));
            run(ExitCode.PENDING, arguments);
            assertThat(run(
                                    ExitCode.PENDING,
                                    List.of(
                                            "sequencer",
                                            "show",
                                            at("three.submission.json"),
                                            "--endpoint",
                                            "main=" + main.url()))
                            .out())
                    .startsWith("not included")
                    .contains("no receipt of the sequencer");
        }
    }

    @Test
    void nothingIsSentWhereTheLogDoesNotAnswer() throws Exception {
        try (var main = new LyingNode(anvil.url())) {
            var sent = new ArrayList<String>();
            main.lieAbout(SEND, answer -> sent.add("sent"));
            var arguments = new ArrayList<>(submit(main, "--out", at("none.submission.json")));
            arguments.set(arguments.indexOf(url), "http://127.0.0.1:1");
            run(ExitCode.NOT_CHECKED, arguments);
            assertThat(sent).isEmpty();
            assertThat(run(ExitCode.OK, submit(main, "--dry-run")).out()).startsWith("0x02");
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void saysWhatItLacks() throws Exception {
        try (var main = new LyingNode(anvil.url())) {
            List<String> none = List.of("sequencer", "submit", "--url", url, "--signer", at("issuer.key"));
            assertThat(run(ExitCode.USAGE, none).err()).contains("--endpoint");
            var nameless = new ArrayList<>(none);
            nameless.addAll(List.of("--endpoint", main.url().toString()));
            assertThat(run(ExitCode.USAGE, nameless).err()).contains("NAME=URL");
            assertThat(run(ExitCode.USAGE, submit(main, "--registry", "0x" + "22".repeat(20)))
                            .err())
                    .contains("either --registry");
            assertThat(run(ExitCode.USAGE, List.of("sequencer", "show", "0x12")).err())
                    .contains("transaction");
            assertThat(run(ExitCode.USAGE, List.of("sequencer", "show", "0x" + "12".repeat(32)))
                            .err())
                    .contains("--url");
        }
    }

    @Test
    void probesCommitSendAndDisclose() throws Exception {
        AccountKey.of(HexData.parseExactly(Anvil.SECOND_KEY, "key", 32)).save(folder.resolve("second.key"));
        List<String> probe = List.of(
                "sequencer",
                "probe",
                "--url",
                url,
                "--signer",
                at("issuer.key"),
                "--endpoint",
                "main=" + anvil.url(),
                "--arm",
                "unknown=" + at("second.key") + "@main",
                "--arm",
                "known=" + at("account.key") + "@main",
                "--pairs",
                "2",
                "--interval",
                "1",
                "--seed-file",
                at("probes.seed"),
                "-o",
                "json");
        JsonNode plan = Json.parse(run(ExitCode.OK, probe).out().getBytes(UTF_8));
        assertThat(plan.path("plan_index").asLong()).isZero();
        // The plan, four events for each pair, the seed.
        assertThat(plan.path("seed_index").asLong()).isEqualTo(9);
        assertThat(plan.path("assignments").findValuesAsText("arm"))
                .containsOnly("known", "unknown")
                .hasSize(4);
        assertThat(folder.resolve("probes.seed"))
                .hasContent("0x" + plan.path("seed").asText());
        assertThat(run(ExitCode.NOT_CHECKED, probe).err()).contains("not overwritten");
    }
}
