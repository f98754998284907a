package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.testkit.Anvil;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Anchoring from the command line, on a real node of a rollup: deployed, tried dryly, anchored until final, shown, verified
 * by a reader, and handed over. About ten seconds: the node makes a block a second, and three are needed.
 */
class AnchorVerbsTest {
    private static final String ORIGIN = "anchored.example.org/log";
    private static final String NOBODY = "http://127.0.0.1:1";
    private static final int LOOKS_MAX = 5_000;
    private static final String DRAFT = """
            {"kind": "datanet.upload", "ns": "eip155:1612/medical-notes", "body": {"upload_type": "original",
             "content": {"digest": "sha256:%s", "size": 1, "media_type": "text/plain"},
             "license": {"spdx": "CC-BY-4.0", "evidence": "asserted"}, "use": {"train": "allowed"},
             "contributor": "did:pkh:eip155:1612:0x%s", "payout": "did:pkh:eip155:1612:0x%s",
             "source": {"kind": "human"}, "pii": "none"}}
            """.formatted("ab".repeat(32), "cd".repeat(20), "ef".repeat(20));

    @TempDir
    Path folder;

    private Anvil anvil;
    private String contract;
    private String vkey;

    @Test
    void anchorsALogOnARollupAndHandsItOver() throws Exception {
        try (Anvil node = Anvil.start("--network", "optimism", "--chain-id", "901")) {
            anvil = node;
            vkey = ok("keygen", "--origin", ORIGIN, "--out", at("log.key")).strip();
            ok("keygen", "--issuer", "--out", at("issuer.key"));
            writeKey("anchor.key", Anvil.FIRST_KEY);
            writeKey("next.key", Anvil.SECOND_KEY);
            contract = ok("anchor", "deploy", "--rpc", url(), "--key", at("anchor.key"), "--origin", ORIGIN)
                    .strip();
            assertThat(contract).startsWith("eip155:901:0x");
            logOneEvent();
            anchor();
            showAndVerify();
            handOver();
        }
    }

    private void logOneEvent() throws Exception {
        Files.writeString(folder.resolve("draft.json"), DRAFT);
        try (RunningLog log = serve(ServeConfig.empty())) {
            String at = "http://127.0.0.1:" + log.port();
            ok("submit", "--url", at, "--signer", at("issuer.key"), "--out", at("receipts"), at("draft.json"));
            assertThat(get(at + "/metrics")).contains("plumbline_anchor_lag_seconds NaN");
        }
    }

    private void anchor() {
        String[] now = {
            "anchor",
            "now",
            "--data",
            at("data"),
            "--key",
            at("log.key"),
            "--rpc",
            NOBODY + "," + url(),
            "--anchor-key",
            at("anchor.key"),
            "--contract",
            contract
        };
        assertThat(ok(with(now, "--dry-run"))).startsWith("DRY RUN  would send ANCHOR for size 1");
        assertThat(ok(with(now, "--dry-run", "-o", "json"))).contains("\"dry_run\":true", "\"size\":1");
        assertThat(run("anchor", "status", "--data", at("data")).out()).contains("stage IDLE");
        anvil.call("evm_setIntervalMining", 1);
        assertThat(ok(now)).startsWith("FINAL  size 1 is final");
        assertThat(ok(with(now, "--dry-run"))).contains("there is nothing to send");
        assertThat(ok("anchor", "status", "--data", at("data"))).contains("size 1 ", "eip155:901", "stage FINAL");
    }

    private void showAndVerify() throws Exception {
        String json = """
                {"l1_rpc": "%s,%s", "l1_anchor_key": "%s", "l1_contract": "%s", "l1_poll_seconds": 1,
                 "l1_anchor_entries_max": 10, "l1_budget_gwei_per_day": 1000000000, "l1_dry_run": false}
                """.formatted(NOBODY, url(), at("anchor.key"), contract);
        try (RunningLog log = serve(ServeConfig.parse("test", json.getBytes(StandardCharsets.UTF_8)))) {
            String at = "http://127.0.0.1:" + log.port();
            JsonNode status = awaitStep(at);
            assertThat(status.path("stage").asText()).isEqualTo("FINAL");
            assertThat(status.path("lag_entries").asLong()).isZero();
            assertThat(status.path("lag_seconds").asLong()).isZero();
            assertThat(status.path("spent_wei").asText()).isNotEqualTo("0");
            assertThat(status.path("skipped").asText()).contains("127.0.0.1:1: RPC_UNREACHABLE");
            assertThat(ok("anchor", "status", "--url", at))
                    .contains("stage FINAL", "left of today's budget", "passed over");
            assertThat(get(at + "/metrics"))
                    .contains(
                            "plumbline_anchors_final 1.0",
                            "plumbline_anchor_lag_seconds 0.0",
                            "plumbline_anchor_trouble{trouble=\"FORK\"} 0.0",
                            "plumbline_anchor_spent_wei_total");
            String id = Json.parse(get(at + "/v1/events?limit=1").getBytes(StandardCharsets.UTF_8))
                    .path("events")
                    .path(0)
                    .path("event_id")
                    .asText();
            ok("receipt", "--url", at, id, "--out", at("anchored.json"));
        }
        assertThat(ok("verify", "--vkey", vkey, "--contract", contract, "--rpc", url(), at("anchored.json")))
                .contains("VERIFIED");
    }

    /** What the log says once its first step has gone through the node that answers. */
    private JsonNode awaitStep(String at) throws Exception {
        for (int look = 0; look < LOOKS_MAX; look++) {
            JsonNode status = Json.parse(get(at + "/v1/anchors").getBytes(StandardCharsets.UTF_8))
                    .path("status");
            if (status.path("endpoint")
                    .asText()
                    .equals("127.0.0.1:" + anvil.url().getPort())) {
                return status;
            }
        }
        throw new AssertionError("no step after " + LOOKS_MAX + " looks");
    }

    private void handOver() {
        String next = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
        String[] target = {"--rpc", NOBODY + "," + url(), "--contract", contract, "--origin", ORIGIN};
        String[] name = with(new String[] {"anchor", "name-successor", next, "--anchor-key", at("anchor.key")}, target);
        String[] accept = with(new String[] {"anchor", "accept", "--anchor-key", at("next.key")}, target);
        assertEnds(1, "NOT_SUCCESSOR", accept);
        assertThat(ok(with(name, "--dry-run"))).startsWith("DRY RUN  name-successor " + next);
        assertEnds(1, "NOT_SUCCESSOR", accept);
        assertThat(ok(name)).startsWith("DONE  name-successor " + next);
        assertThat(ok(with(accept, "-o", "json"))).contains("\"dry_run\":false", "\"transaction\":\"0x");
        assertEnds(1, "NOT_OPERATOR", name);
        assertEnds(
                2,
                "successor",
                with(new String[] {"anchor", "name-successor", "0x12", "--anchor-key", at("anchor.key")}, target));
        target[5] = "else.example.org/log";
        assertEnds(1, "WRONG_ORIGIN", with(new String[] {"anchor", "accept", "--anchor-key", at("next.key")}, target));
    }

    private RunningLog serve(ServeConfig settings) throws Exception {
        var ledger = LedgerConfig.of(
                folder.resolve("data"), KeyFile.read(folder.resolve("log.key")), InstantSource.system());
        var l1 = new L1Options();
        l1.orElse(settings);
        return RunningLog.start(ledger.withSegmentBytes(1 << 18), HttpConfig.of("127.0.0.1", 0), l1, settings);
    }

    private void writeKey(String name, String key) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, key + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String url() {
        return anvil.url().toString();
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String[] with(String[] first, String... more) {
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private static CapturedConsole run(String... words) {
        var console = new CapturedConsole();
        Plumb.run(console.console(), words);
        return console;
    }

    private static String ok(String... words) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), words)).as(console.text()).isZero();
        return console.out();
    }

    private static void assertEnds(int exitCode, String says, String... words) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), words)).as(console.text()).isEqualTo(exitCode);
        assertThat(console.text()).contains(says);
    }
}
