package dev.plumbline.api.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.LyingNode;
import dev.plumbline.testkit.SampleEvents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that follows a real node through three observers, and the verbs beside it. Takes some twenty seconds: blocks come. */
final class SequencerServeTest {
    private static final List<String> UNKNOWN = List.of(
            "seq_window_blocks",
            "max_drift_seconds",
            "sequencer",
            "portal",
            "dispute_game_factory",
            "output_oracle",
            "batch_inbox",
            "system_config",
            "data_availability");

    @TempDir
    private Path folder;

    private Anvil anvil;
    private LyingNode second;
    private LyingNode third;

    @BeforeEach
    void startRollup() throws Exception {
        anvil = Anvil.start("--network", "optimism", "--chain-id", "901");
        second = new LyingNode(anvil.url());
        third = new LyingNode(anvil.url());
        ObjectNode profile = Json.object()
                .put("v", 1)
                .put("chain_id", 901)
                .put("name", "Testchain")
                .put("block_seconds", 2)
                .put("logs_window", 100);
        UNKNOWN.forEach(key -> profile.put(key, "unknown"));
        profile.putArray("matchers");
        Files.writeString(folder.resolve("chain.json"), Json.encode(profile));
        run(ExitCode.OK, "keygen", "--issuer", "--out", at("issuer.key"));
        run(ExitCode.OK, "keygen", "--issuer", "--out", at("observer.key"));
        AccountKey.of(HexData.parseExactly(Anvil.FIRST_KEY, "key", 32)).save(folder.resolve("account.key"));
    }

    @AfterEach
    void stopRollup() {
        third.close();
        second.close();
        anvil.close();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static CapturedConsole run(int code, String... arguments) {
        var captured = new CapturedConsole();
        int found = Plumb.commandLine(captured.console()).execute(arguments);
        assertThat(found).as(captured.text()).isEqualTo(code);
        return captured;
    }

    private RunningLog serve() throws Exception {
        var key = new SignerKey(
                "ledger.example.org/attribution",
                KeyType.ED25519,
                SampleEvents.hash("log").bytes());
        LedgerConfig config = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system());
        ServeConfig settings = ServeConfig.parse(
                "serve.json",
                Json.encode(Json.object()
                                .put("sequencer", at("chain.json"))
                                .put("sequencer_observers", String.join(",", observers()))
                                .put("sequencer_signer", at("observer.key")))
                        .getBytes(UTF_8));
        var rollup = new FollowedChainOptions();
        rollup.orElse(settings);
        return RunningLog.start(config, HttpConfig.of("127.0.0.1", 0), new L1Options(), rollup, settings);
    }

    private List<String> observers() {
        return List.of("alpha=" + anvil.url(), "bravo=" + second.url(), "charlie=" + third.url());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static JsonNode status(LogClient client) throws FailedException {
        return client.requireJson("/v1/sequencer");
    }

    private String submit(LogClient client) throws Exception {
        return Json.parse(run(
                                ExitCode.OK,
                                "sequencer",
                                "submit",
                                "--url",
                                client.at(""),
                                "--signer",
                                at("issuer.key"),
                                "--key",
                                at("account.key"),
                                "--endpoint",
                                "main=" + anvil.url(),
                                "--to",
                                "0x" + "11".repeat(20),
                                "--value",
                                "1",
                                "--out",
                                at("one.submission.json"),
                                "-o",
                                "json")
                        .out()
                        .getBytes(UTF_8))
                .path("tx")
                .asText();
    }

    @Test
    void followsWatchesLogsAndReportsTheSameFromBothSides() throws Exception {
        anvil.minesByHand();
        try (RunningLog log = serve()) {
            LogClient client = LogClient.of("http://127.0.0.1:" + log.port());
            await(
                    "a first block",
                    () -> status(client).at("/heads/unsafe/block").asLong(-1) >= 1);
            String tx = submit(client);
            await(
                    "the submission in flight",
                    () -> status(client).path("in_flight").asInt() == 1);
            anvil.mine(1);
            await(
                    "the submission included",
                    () -> status(client).path("in_flight").asInt() == 0);
            assertThat(status(client).at("/counts/tracked").asInt()).isEqualTo(1);
            await(
                    "its observation in the log",
                    () -> client.requireJson("/v1/events?kind=sequencer.observe")
                            .path("events")
                            .toString()
                            .contains(tx));
            for (String page : new String[] {"/sequencer", "/metrics"}) {
                assertThat(new String(client.require(page, "*/*"), UTF_8)).contains("charlie");
            }
            long now = System.currentTimeMillis();
            String[] window = {"--from", Long.toString(now - 3_600_000), "--to", Long.toString(now)};
            CapturedConsole said = run(
                    ExitCode.OK,
                    with(window, "--url", client.at(""), "--json", at("url.json"), "--html", at("url.html")));
            assertThat(said.out()).contains("included", "comparisons", "caveat", "NOTHING UNEXPLAINED");
            run(
                    ExitCode.OK,
                    with(
                            window,
                            "--data",
                            at("data"),
                            "--chain",
                            at("chain.json"),
                            "--log-url",
                            client.at(""),
                            "--json",
                            at("data.json"),
                            "--html",
                            at("data.html")));
            assertThat(folder.resolve("data.json")).hasSameBinaryContentAs(folder.resolve("url.json"));
            assertThat(folder.resolve("data.html")).hasSameBinaryContentAs(folder.resolve("url.html"));
            assertThat(Json.parse(Files.readAllBytes(folder.resolve("url.json")))
                            .at("/words/included")
                            .asInt())
                    .isEqualTo(1);
        }
        // What was known before is known again.
        try (RunningLog log = serve()) {
            LogClient client = LogClient.of("http://127.0.0.1:" + log.port());
            assertThat(status(client).at("/counts/tracked").asInt()).isEqualTo(1);
            anvil.mine(2);
            await(
                    "the next block",
                    () -> status(client).at("/heads/unsafe/block").asLong() >= 4);
            assertThat(status(client).path("in_flight").asInt()).isZero();
            assertThat(client.requireJson("/v1/events?kind=sequencer.submit").path("events"))
                    .hasSize(2);
        }
    }

    private static String[] with(String[] window, String... more) {
        var all = new ArrayList<>(List.of("sequencer", "report"));
        all.addAll(Arrays.asList(window));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    @Test
    void namesTheObserverThatLiesAndFollowsTheOthers() throws Exception {
        third.lieAbout("eth_getBlockByNumber", answer -> {
            if (answer.path("result") instanceof ObjectNode block) {
                block.put("stateRoot", "0x" + "ab".repeat(32));
            }
        });
        try (RunningLog log = serve()) {
            LogClient client = LogClient.of("http://127.0.0.1:" + log.port());
            anvil.mine(3);
            await("three blocks", () -> status(client).at("/heads/unsafe/block").asLong(-1) >= 4);
            await(
                    "the lie named",
                    () -> status(client).at("/observers/2/trouble").asText().equals("lying"));
            assertThat(status(client).at("/observers/0").has("trouble")).isFalse();
            assertThat(new String(client.require("/metrics", "*/*"), UTF_8))
                    .contains(
                            "plumbline_sequencer_observer_troubles_total{observer=\"charlie\",trouble=\"LYING\"} 1.0");
        }
    }

    @Test
    void theFollowVerbGoesOnWhereItStopped() throws Exception {
        anvil.mine(4);
        assertThat(follow(ExitCode.OK).path("block").asLong()).isEqualTo(5);
        long size = Files.size(folder.resolve("seen/observations.ndjson"));
        anvil.mine(3);
        assertThat(follow(ExitCode.OK).path("block").asLong()).isEqualTo(8);
        byte[] seen = Files.readAllBytes(folder.resolve("seen/observations.ndjson"));
        assertThat(seen.length).isGreaterThan((int) size);
        // Died in the middle of a step: the rest of it is asked again.
        Files.write(folder.resolve("seen/observations.ndjson"), Arrays.copyOf(seen, seen.length - 40));
        assertThat(follow(ExitCode.OK).path("block").asLong()).isEqualTo(8);
        run(
                ExitCode.OK,
                "sequencer",
                "report",
                "--data",
                at("seen"),
                "--chain",
                at("chain.json"),
                "--html",
                at("seen.html"));
        assertThat(folder.resolve("seen.html")).isNotEmptyFile();
    }

    private JsonNode follow(int code) throws Exception {
        var all = new ArrayList<>(List.of(
                "sequencer", "follow", "--chain", at("chain.json"), "--data", at("seen"), "--once", "-o", "json"));
        for (String observer : observers()) {
            all.addAll(List.of("--observer", observer));
        }
        return Json.parse(run(code, all.toArray(String[]::new)).out().getBytes(UTF_8));
    }

    @Test
    void refusesWhatMakesNoSense() {
        run(ExitCode.USAGE, "sequencer", "report");
        run(ExitCode.NOT_CHECKED, "sequencer", "report", "--data", at("nothing"), "--chain", at("chain.json"));
        run(
                ExitCode.USAGE,
                "sequencer",
                "follow",
                "--chain",
                "no-such-chain",
                "--observer",
                "a=http://x",
                "--data",
                at("d"));
        assertThat(run(
                                ExitCode.USAGE,
                                "sequencer",
                                "follow",
                                "--chain",
                                "base",
                                "--observer",
                                "http://x/secret",
                                "--data",
                                at("d"))
                        .err())
                .contains("NAME=URL")
                .doesNotContain("secret");
        run(
                ExitCode.NOT_CHECKED,
                "sequencer",
                "follow",
                "--chain",
                at("chain.json"),
                "--observer",
                "a=http://127.0.0.1:1",
                "--data",
                at("d"),
                "--once");
    }

    @Test
    void aFollowerOfItsOwnLogsWhatItObservesOnce() throws Exception {
        var key = new SignerKey(
                "ledger.example.org/attribution",
                KeyType.ED25519,
                SampleEvents.hash("log").bytes());
        LedgerConfig config = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system());
        try (RunningLog log =
                RunningLog.start(config, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty())) {
            LogClient client = LogClient.of("http://127.0.0.1:" + log.port());
            String[] follow = {
                "sequencer",
                "follow",
                "--once",
                "--chain",
                at("chain.json"),
                "--data",
                at("seen"),
                "--url",
                client.at(""),
                "--signer",
                at("observer.key"),
                "--observer",
                observers().get(0),
                "--observer",
                observers().get(1),
                "--observer",
                observers().get(2)
            };
            run(ExitCode.OK, follow);
            String tx = submit(client);
            run(ExitCode.OK, follow);
            String first = observations(client);
            assertThat(first).contains(tx, "\"channel\":\"rpc\"");
            run(ExitCode.OK, follow);
            assertThat(observations(client)).isEqualTo(first);
        }
    }

    private static String observations(LogClient client) throws FailedException {
        return client.requireJson("/v1/events?kind=sequencer.observe")
                .path("events")
                .toString();
    }
}
