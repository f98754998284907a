package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code plumb import} in this process, and sends what it makes to a real ledger. */
class ImportVerbsTest {
    private static final String NS = "eip155:1612/imported";
    private static final String NS_TOKEN = "eip155:1612/slip44:60";
    private static final String DID = "did:pkh:eip155:1612:0x" + "ab".repeat(20);

    @TempDir
    static Path folder;

    private static RunningLog log;
    private static String url;

    @BeforeAll
    static void startLog() throws Exception {
        run(0, "keygen", "--origin", "import.example.org/log", "--out", at("log.key"));
        run(0, "keygen", "--issuer", "--out", at("me.key"));
        var ledger = LedgerConfig.of(
                folder.resolve("data"), KeyFile.read(folder.resolve("log.key")), InstantSource.system());
        log = RunningLog.start(ledger, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
        url = "http://127.0.0.1:" + log.port();
        Files.writeString(folder.resolve("good.json"), croissant("ab".repeat(32)));
        Files.writeString(folder.resolve("bad.json"), croissant("https://example.org/not-a-digest"));
        Files.writeString(folder.resolve("asset.png"), "a picture");
        Files.writeString(folder.resolve("c2pa.json"), """
            {"active_manifest": "m", "validation_state": "Valid", "manifests": {"m": {"format": "image/png", "assertions": [
               {"label": "cawg.training-mining", "data": {"entries": {"cawg.ai_training": {"use": "notAllowed"}}}}]}}}
            """);
        Files.writeString(folder.resolve("logs.json"), "[]");
    }

    @AfterAll
    static void stopLog() throws Exception {
        log.close();
    }

    private static String croissant(String digest) {
        return """
            {"@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "name": "one", "license": "MIT",
             "distribution": {"@type": "cr:FileObject", "@id": "a", "contentSize": "9 B", "encodingFormat": "text/csv",
                              "sha256": "%s"}}
            """.formatted(digest);
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static CapturedConsole run(int exitCode, String... args) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), args)).as(console.text()).isEqualTo(exitCode);
        return console;
    }

    private static CapturedConsole croissant(int exitCode, String... more) {
        List<String> args = Stream.concat(
                        Stream.of("import", "croissant", "--ns", NS, "--contributor", DID), Stream.of(more))
                .toList();
        return run(exitCode, args.toArray(new String[0]));
    }

    @Test
    void printsDraftsThatSubmitTakes() throws Exception {
        CapturedConsole imported = croissant(0, at("good.json"));
        Files.writeString(folder.resolve("drafts.ndjson"), imported.out());

        assertThat(imported.out().lines()).hasSize(1);
        assertThat(imported.err()).contains("1 file, 1 draft, 0 refused, 0 wrong");
        run(0, "submit", "--url", url, "--signer", at("me.key"), "--out", at("receipts"), at("drafts.ndjson"));
    }

    @Test
    void reportsAndRefusesWhatDeclaresNoDigest() throws Exception {
        CapturedConsole imported = croissant(1, "--out", at("out.ndjson"), at("bad.json"), at("good.json"));

        assertThat(imported.out())
                .contains("/distribution/sha256 is \"https://example.org/not-a-digest\", not a digest");
        assertThat(Files.readAllLines(folder.resolve("out.ndjson"))).hasSize(1);
    }

    @Test
    void writesNothingOfAFaultyFileIfItIsStrict() {
        CapturedConsole imported = croissant(1, "--strict", "--json", at("bad.json"), at("good.json"));

        assertThat(imported.out()).isEmpty();
        assertThat(imported.err().lines()).hasSize(2);
        assertThat(imported.err()).contains("\"severity\":\"refused\",\"pointer\":\"/distribution\"");
    }

    @Test
    void signsAndSendsAndVerifiesTheReceipts() {
        CapturedConsole sent = run(
                0,
                "import",
                "croissant",
                "--ns",
                NS + "-sent",
                "--url",
                url,
                "--signer",
                at("me.key"),
                "--receipts",
                at("receipts"),
                "--use",
                "train=allowed,eval=constrained",
                "--pii",
                "none",
                at("good.json"));

        assertThat(sent.out()).startsWith("new ");
        assertThat(sent.err()).contains("1 draft");
    }

    @Test
    void takesAnAssetOrTheReportItself() {
        String[] c2pa = {"import", "c2pa", "--ns", NS, "--contributor", DID};
        assertThat(run(0, with(c2pa, "--asset", at("asset.png"), at("c2pa.json")))
                        .out())
                .contains("\"size\":9")
                .contains("\"train\":\"notAllowed\"");
        assertThat(run(0, with(c2pa, "--content", "description", at("c2pa.json")))
                        .out())
                .contains("annotation");
        run(1, with(c2pa, at("c2pa.json")));
    }

    private static String[] with(String[] start, String... more) {
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void namesWhatIsWrongWithTheCommandLine() {
        assertThat(run(2, "import").err()).contains("want one of the kinds");
        assertThat(run(2, "import", "croissant", at("good.json")).err()).contains("--ns");
        assertThat(run(2, "import", "croissant", "--ns", NS, at("good.json")).err())
                .contains("--contributor is missing");
        assertThat(croissant(2, "--url", url, at("good.json")).err()).contains("--url and --signer go together");
        assertThat(croissant(2, "--use", "train=perhaps", at("good.json")).err())
                .contains("perhaps is none of");
        assertThat(croissant(2, "--content", "all", at("good.json")).err()).contains("none of declared, description");
        assertThat(croissant(3, at("missing.json")).err()).contains("no such file");
        String[] claims = {
            "import", "airdrop-claimed", "--token", NS_TOKEN, "--contract", "0x" + "00".repeat(20), "--ns"
        };
        assertThat(run(2, "import", "airdrop-claimed", "--ns", NS, at("logs.json"))
                        .err())
                .contains("--contract");
        assertThat(run(2, with(claims, NS)).err()).contains("either a FILE of logs or --rpc");
        assertThat(run(2, with(claims, NS, "--rpc", "http://127.0.0.1:1")).err())
                .contains("--from-block");
        assertThat(run(2, with(claims, "solana:x/y", at("logs.json"))).err()).contains("--chain");
        assertThat(run(3, with(claims, NS, "--rpc", "http://127.0.0.1:1", "--from-block", "0"))
                        .err())
                .contains("cannot be asked");
        assertThat(run(2, with(claims, NS, "--rpc", "http://node.example.org", "--from-block", "0"))
                        .err())
                .contains("want https");
        assertThat(run(0, with(claims, NS, at("logs.json"))).out()).isEmpty();
        assertThat(run(0, "import", "spans", "--help").out().getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
