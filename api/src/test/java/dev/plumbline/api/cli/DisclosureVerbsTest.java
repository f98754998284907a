package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a holder does: commits, logs, discloses, erases, all through the command line and a real ledger. Some seconds: a
 * ledger is started, and each verb opens the vault anew.
 */
final class DisclosureVerbsTest {
    private static final String ORIGIN = "privacy.example.org/log";
    private static final String PROMPT = "What helps against hay fever?\n";

    @TempDir
    static Path folder;

    private static RunningLog log;
    private static String url;
    private static String vkey;

    @BeforeAll
    static void startLog() throws Exception {
        vkey = ok("keygen", "--origin", ORIGIN, "--out", at("log.key")).strip();
        var key = KeyFile.read(folder.resolve("log.key"));
        var ledger = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system())
                .withSegmentBytes(1 << 18)
                .withPublishIntervalMillis(10);
        log = RunningLog.start(ledger, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
        url = "http://127.0.0.1:" + log.port();
        ok("keygen", "--pairwise", at("master.key"), "--ns", "eip155:1612/notes", "--out", at("issuer.key"));
    }

    @AfterAll
    static void stopLog() throws Exception {
        log.close();
    }

    @Test
    void aFieldIsCommittedLoggedDisclosedVerifiedAndErased() throws Exception {
        String vault = at("vault");
        Files.writeString(folder.resolve("prompt.txt"), PROMPT);
        Files.writeString(folder.resolve("params.txt"), "{\"temperature\":0}");
        String prompt = ok("commit", "--vault", vault, "--field", "prompt", at("prompt.txt"))
                .strip();
        String params = ok("commit", "--vault", vault, "--field", "params", at("params.txt"))
                .strip();
        assertThat(prompt).matches("sha256:[0-9a-f]{64}").isNotEqualTo(params);
        String receipt = submit("inference.json", inference(prompt, params));

        String disclosure = at("prompt.disclosure.json");
        ok("disclose", "--vault", vault, "--receipt", receipt, "--field", "prompt", "--out", disclosure);
        String said = ok("verify-disclosure", "--vkey", vkey, "--value-out", at("shown.txt"), disclosure);
        assertThat(said).contains("VERIFIED  prompt (30 bytes) of entry", "disclosed value was committed to");
        assertThat(Files.readString(folder.resolve("shown.txt"))).isEqualTo(PROMPT);
        assertThat(ok("verify", "--vkey", vkey, "-o", "json", disclosure)).contains("\"field\":\"prompt\"");
        assertThat(ok("explain", disclosure)).contains("hay fever", "What is disclosed");

        String changed = Files.readString(Path.of(disclosure)).replace("\"field\":\"prompt\"", "\"field\":\"params\"");
        Files.writeString(folder.resolve("changed.disclosure.json"), changed);
        assertThat(fails(1, "verify-disclosure", "--vkey", vkey, at("changed.disclosure.json")))
                .contains("COMMITMENT_MISMATCH");
        assertThat(fails(3, "verify-disclosure", disclosure)).contains("--vkey");
        assertThat(fails(1, "verify-disclosure", "--vkey", vkey, receipt)).contains("FORMAT_UNREADABLE");
        assertThat(fails(2, "disclose", "--vault", vault, "--receipt", receipt)).contains("--field");
        assertThat(fails(2, "disclose", "--vault", vault, "--receipt", receipt, "--field", "fee"))
                .contains("want content, prompt, response, params or raw_commitment");
        assertThat(fails(1, "disclose", "--vault", vault, "--receipt", receipt, "--field", "content"))
                .contains("commits to no content");

        erases(vault, receipt, disclosure);
    }

    private static void erases(String vault, String receipt, String disclosure) throws Exception {
        assertThat(ok("vault", "--vault", vault)).contains("prompt    sha256:", "kept  event sha256:");
        String notice = at("notice.json");
        ok("erase", "--vault", vault, "--field", "prompt", "--authority", "subject", "--out", notice, receipt);
        assertThat(Files.readString(Path.of(notice)))
                .contains("\"kind\":\"erasure.notice\"", "\"fields\":[\"prompt\"]", "\"authority\":\"subject\"");
        assertThat(fails(3, "disclose", "--vault", vault, "--receipt", receipt, "--field", "prompt"))
                .contains("was erased at");
        ok("disclose", "--vault", vault, "--receipt", receipt, "--field", "params", "--out", at("params.json"));
        assertThat(ok("vault", "--vault", vault, "-o", "json")).contains("\"state\":\"erased\"", "\"state\":\"kept\"");
        assertThat(fails(3, "erase", "--vault", vault, "--field", "prompt", receipt))
                .contains("nothing to erase");
        assertThat(ok("submit", "--url", url, "--signer", at("issuer.key"), "--out", at("receipts"), notice))
                .contains("new");
        // What was disclosed before stays true, and out of reach.
        assertThat(ok("verify-disclosure", "--vkey", vkey, disclosure)).contains("VERIFIED");
    }

    @Test
    void oneRowIsShownWithoutTheRest() throws Exception {
        String vault = at("row-vault");
        var rows = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            rows.append("{\"id\":")
                    .append(i)
                    .append(",\"text\":\"row ")
                    .append(i)
                    .append("\"}\n");
        }
        Files.writeString(folder.resolve("notes.ndjson"), rows);
        String[] answer =
                ok("rows", "--vault", vault, at("notes.ndjson")).strip().split(" ", -1);
        assertThat(answer[0]).isEqualTo("1000");
        String receipt = submit("upload.json", upload(answer[0], answer[1]));
        String disclosure = at("row.disclosure.json");
        ok("disclose", "--vault", vault, "--receipt", receipt, "--row", "417", "--out", disclosure);
        assertThat(ok("verify-disclosure", "--vkey", vkey, "--value-out", at("row.json"), disclosure))
                .contains("VERIFIED  row 417");
        assertThat(Files.readString(folder.resolve("row.json"))).isEqualTo("{\"id\":417,\"text\":\"row 417\"}");
        assertThat(Files.readString(Path.of(disclosure))).doesNotContain("row 418");

        assertThat(fails(2, "disclose", "--vault", vault, "--receipt", receipt, "--row", "1000"))
                .contains("want 0 to 999");
        Files.writeString(folder.resolve("edited.ndjson"), rows.toString().replace("row 3\"", "row x\""));
        assertThat(fails(
                        1,
                        "disclose",
                        "--vault",
                        vault,
                        "--receipt",
                        receipt,
                        "--row",
                        "5",
                        "--data",
                        at("edited.ndjson")))
                .contains("is not the dataset that was uploaded");
        ok("erase", "--vault", vault, "--out", at("rows-notice.json"), receipt);
        assertThat(Files.readString(folder.resolve("rows-notice.json"))).contains("\"fields\":[\"rows\"]");
        assertThat(fails(3, "disclose", "--vault", vault, "--receipt", receipt, "--row", "5"))
                .contains("was erased at");
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertThat(fails(3, "vault", "--vault", at("none"))).contains("holds no vault");
        assertThat(fails(2, "commit", "--vault", at("v2"), "--field", "rows", at("log.key")))
                .contains("want content");
        assertThat(fails(3, "commit", "--vault", at("v2"), "--field", "prompt", at("missing")))
                .contains("no such file");
        Files.write(folder.resolve("large"), new byte[(1 << 19) + 1]);
        assertThat(fails(2, "commit", "--vault", at("v2"), "--field", "content", at("large")))
                .contains("plumb rows");
        Files.writeString(folder.resolve("empty.csv"), "id,text\n");
        assertThat(fails(1, "rows", "--vault", at("v2"), at("empty.csv"))).contains("has no rows");
        Files.write(folder.resolve("small"), new byte[1]);
        ok("commit", "--vault", at("v3"), "--field", "content", at("small"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("v3/vault.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String id = "sha256:" + "ab".repeat(32);
        assertThat(fails(3, "erase", "--vault", at("v3"), id)).contains("name its receipt");
        assertThat(fails(2, "erase", "--vault", at("v3"), "sha256:12")).contains("64");
        assertThat(fails(2, "erase", "--vault", at("v3"), "--field", "fee", id)).contains("--field");
        Files.delete(folder.resolve("v3/vault.key"));
        assertThat(fails(3, "vault", "--vault", at("v3"))).contains("vault.key");
    }

    @Test
    void pairwiseKeysFollowFromTheMasterAndTheDatanet() throws Exception {
        String again =
                ok("keygen", "--pairwise", at("master.key"), "--ns", "eip155:1612/notes", "--out", at("again.key"));
        assertThat(Files.readString(folder.resolve("again.key")))
                .isEqualTo(Files.readString(folder.resolve("issuer.key")));
        String other = ok("keygen", "--pairwise", at("master.key"), "--ns", "eip155:1612/law", "--out", at("law.key"));
        assertThat(other).startsWith("did:key:z6Mk").isNotEqualTo(again);
        assertThat(fails(2, "keygen", "--pairwise", at("master.key"), "--out", at("k1")))
                .contains("go together");
        assertThat(fails(2, "keygen", "--issuer", "--ns", "eip155:1/a", "--out", at("k2")))
                .contains("go together");
        assertThat(fails(2, "keygen", "--pairwise", at("master.key"), "--ns", "Notes", "--out", at("k3")))
                .contains("--ns");
        assertThat(fails(2, "keygen", "--pairwise", at("log.key"), "--ns", "eip155:1/a", "--out", at("k4")))
                .contains("is no master secret");
        assertThat(ok("explain", at("master.key"))).contains("Its content is not shown");
    }

    private static String submit(String name, String draft) throws Exception {
        Files.writeString(folder.resolve(name), draft);
        String line = ok("submit", "--url", url, "--signer", at("issuer.key"), "--out", at("receipts"), at(name));
        int id = line.indexOf("sha256:") + 7;
        return at("receipts/" + line.substring(id, id + 64) + ".receipt.json");
    }

    private static String inference(String prompt, String params) {
        return """
            {"kind": "inference", "ns": "eip155:1612/notes", "body": {"attempt": "a-1", "outcome": "refused",
             "model": "sha256:%s", "started_at": 1, "finished_at": 2, "prompt": "%s", "params": "%s",
             "tokens": {"in": 7, "out": 0}, "fee": {"token": "eip155:1612/slip44:60", "amount": "0"}}}
            """.formatted("ab".repeat(32), prompt, params);
    }

    private static String upload(String count, String root) {
        return """
            {"kind": "datanet.upload", "ns": "eip155:1612/notes", "body": {"upload_type": "original",
             "content": {"digest": "sha256:%s", "size": 7, "media_type": "application/x-ndjson"},
             "rows": {"count": %s, "root": "%s"},
             "license": {"spdx": "CC-BY-4.0", "evidence": "asserted"}, "use": {"train": "allowed"},
             "contributor": "did:pkh:eip155:1612:0x%s", "payout": "did:pkh:eip155:1612:0x%s",
             "source": {"kind": "human"}, "pii": "none"}}
            """.formatted("ab".repeat(32), count, root, "cd".repeat(20), "ef".repeat(20));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String ok(String... args) {
        var console = new CapturedConsole();
        int exitCode = Plumb.run(console.console(), args);
        assertThat(exitCode).as(String.join(" ", args) + "\n" + console.text()).isZero();
        return console.out();
    }

    private static String fails(int exitCode, String... args) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), args))
                .as(String.join(" ", args) + "\n" + console.text())
                .isEqualTo(exitCode);
        return console.text();
    }
}
