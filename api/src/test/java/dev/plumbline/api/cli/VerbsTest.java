package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.merkle.ConsistencyProof;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.testkit.SampleEvents;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every verb in this process, against a real ledger, and holds it to its exit code and its words. */
class VerbsTest {
    private static final String ORIGIN = "verbs.example.org/log";
    private static final String HASH = "0x" + "12".repeat(32);

    @TempDir
    static Path folder;

    private static RunningLog log;
    private static String url;
    private static String vkey;
    private static String eventId;

    @BeforeAll
    static void startLog() throws Exception {
        vkey = ok("keygen", "--origin", ORIGIN, "--out", at("log.key")).strip();
        ok("keygen", "--issuer", "--out", at("issuer.key"));
        ok("keygen", "--anchor", "--out", at("anchor.key"));
        ok("keygen", "--origin", "other.example.org/log", "--out", at("other.key"));
        SignerKey key = KeyFile.read(folder.resolve("log.key"));
        var ledger = LedgerConfig.of(folder.resolve("data"), key, InstantSource.system())
                .withSegmentBytes(1 << 18)
                .withPublishIntervalMillis(10);
        log = RunningLog.start(ledger, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
        url = "http://127.0.0.1:" + log.port();

        Files.writeString(folder.resolve("draft.json"), draft(1));
        Files.writeString(
                folder.resolve("drafts.ndjson"),
                draft(2).replace('\n', ' ') + "\n" + draft(3).replace('\n', ' ') + "\n");
        Files.writeString(folder.resolve("bad-draft.json"), draft(4).replace("original", "stolen"));
        Files.writeString(folder.resolve("keys-draft.json"), draft(4).replace("\"kind\"", "\"iseq\": 7, \"kind\""));
        String line =
                ok("submit", "--url", url, "--signer", at("issuer.key"), "--out", at("receipts"), at("draft.json"));
        eventId = line.substring(line.indexOf("sha256:"), line.indexOf("sha256:") + 71);
        ok("submit", "--url", url, "--signer", at("issuer.key"), "--out", at("receipts"), at("drafts.ndjson"));
        Path receipt = folder.resolve("receipts").resolve(eventId.substring(7) + ".receipt.json");
        String text = Files.readString(receipt);
        Files.writeString(folder.resolve("good.json"), text);
        Files.writeString(folder.resolve("tampered.json"), text.replace("issued_at\\\":1", "issued_at\\\":2"));
        Files.writeString(folder.resolve("newer.json"), text.replace("\"v\":1}", "\"v\":2}"));
        Files.writeString(folder.resolve("cut.json"), text.substring(0, text.length() / 2));
        writeSignedEvents();
        Files.writeString(folder.resolve("trust.policy"), "log " + vkey + "\nquorum none\n");
        Files.writeString(folder.resolve("bad.policy"), "believe everybody\n");
        Files.writeString(folder.resolve("bad.properties"), "hots = 0.0.0.0\n");
        Files.writeString(folder.resolve("bad-config.json"), "{\"pool_events_max\": \"many\"}");
        Files.copy(folder.resolve("log.key"), folder.resolve("open.key"));
        Files.setPosixFilePermissions(folder.resolve("open.key"), PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Two events under one number, of which the first is logged here. */
    private static void writeSignedEvents() throws Exception {
        var signer = SampleEvents.signer(55);
        Event first = EventDraft.first(SampleEvents.smallUpload(1), SampleEvents.NAMESPACE, signer.issuer(), 5)
                .sign(signer);
        Event second = EventDraft.first(SampleEvents.smallUpload(2), SampleEvents.NAMESPACE, signer.issuer(), 6)
                .sign(signer);
        Files.write(folder.resolve("first.json"), first.entry());
        Files.write(folder.resolve("second.json"), second.entry());
        ok("submit", "--url", url, at("first.json"));
        String id = first.id().encode();
        ok("receipt", "--url", url, id, "--tlog-proof", "--out", at("first.tlog-proof"));
        ok("receipt", "--url", url, id, "--cose", "--out", at("first.cose"));
        writeCheckpoints();
    }

    /** The log's newest checkpoint, and evidence that a log with its key has signed another tree of one leaf. */
    private static void writeCheckpoints() throws Exception {
        SignerKey key = KeyFile.read(folder.resolve("log.key"));
        SignedNote one = key.sign(new Checkpoint(ORIGIN, new TreeHead(1, SampleEvents.hash("one"))).encode());
        SignedNote other = key.sign(new Checkpoint(ORIGIN, new TreeHead(1, SampleEvents.hash("other"))).encode());
        Files.write(folder.resolve("checkpoint"), one.bytes());
        var evidence = new Equivocation(
                one, other, List.of(key.verifierKey()), SampleEvents.hash("other"), new ConsistencyProof(List.of()));
        Files.write(folder.resolve("fork.equivocation.json"), evidence.encode());
    }

    @AfterAll
    static void stopLog() throws Exception {
        log.close();
    }

    private static String draft(int number) {
        return String.format("""
            {"kind": "datanet.upload",  "ns": "eip155:1612/medical-notes", "body": {"upload_type": "original",
             "content": {"digest": "sha256:%s", "size": %d, "media_type": "text/plain"},
             "license": {"spdx": "CC-BY-4.0", "evidence": "asserted"}, "use": {"train": "allowed"},
             "contributor": "did:pkh:eip155:1612:0x%s", "payout": "did:pkh:eip155:1612:0x%s",
             "source": {"kind": "human"}, "pii": "none"}}
            """, "0" + number + "ab".repeat(31), number, "cd".repeat(20), "ef".repeat(20));
    }

    /**
     * One row of the table.
     *
     * @param exitCode how it has to end
     * @param says what stdout or stderr has to contain
     * @param line the command line, words with one blank between
     */
    private record Row(int exitCode, String says, String line) {
        @Override
        public String toString() {
            return "plumb " + line + " ends with " + exitCode;
        }
    }

    private static Row row(int exitCode, String says, String line) {
        return new Row(exitCode, says, line);
    }

    static Stream<Row> rows() {
        String verify = "verify --vkey VKEY ";
        String serve = "serve --data DIR/new --port 0 --origin " + ORIGIN;
        return Stream.of(
                row(0, "Exit codes", "--help"),
                row(0, "plumb ", "--version"),
                row(0, "on Java", "version"),
                row(0, "\"java\"", "version -o json"),
                row(0, "complete", "completion"),
                row(2, "no verb", ""),
                row(2, "Unmatched", "frobnicate"),
                row(2, "Unknown option", "version --loud"),
                row(2, "Invalid value", "version -o xml"),
                row(2, "not overwritten", "keygen --issuer --out DIR/issuer.key"),
                row(2, "without scheme", "keygen --origin https://x.org/log --out DIR/k1"),
                row(2, "plus", "keygen --origin a+b --out DIR/k2"),
                row(2, "--out", "keygen --issuer"),
                row(2, "mutually exclusive", "keygen --issuer --origin a --out DIR/k3"),
                row(2, "want ed25519", "keygen --issuer --alg rsa --out DIR/k4"),
                row(0, "\"did\":\"did:key:z6Mk", "keygen --issuer -o json --out DIR/k5"),
                row(3, "no such file", "keygen --issuer --out DIR/none/k6"),
                row(0, "VERIFIED", verify + "DIR/good.json"),
                row(0, "\"verdict\":\"VERIFIED\"", verify + "-o json DIR/good.json"),
                row(0, "VERIFIED", "verify --policy DIR/trust.policy DIR/good.json"),
                row(1, "EVENT_SIGNATURE_BAD", verify + "DIR/tampered.json"),
                row(1, "\"reason\":\"EVENT_SIGNATURE_BAD\"", verify + "-o json DIR/tampered.json"),
                row(1, "FORMAT_UNREADABLE", verify + "DIR/cut.json"),
                row(1, "UNKNOWN_LOG", "verify --vkey OTHER DIR/good.json"),
                row(1, "EVENT_SIGNATURE_BAD", verify + "DIR/good.json DIR/tampered.json DIR/missing.json"),
                row(3, "FORMAT_UNSUPPORTED", verify + "DIR/newer.json"),
                row(3, "no such file", verify + "DIR/missing.json"),
                row(3, "is a folder", verify + "DIR"),
                row(3, "pass its verifier key with --vkey", "verify DIR/good.json"),
                row(4, "ANCHOR_PENDING", verify + "--head " + HASH + " DIR/good.json"),
                row(2, "--head", verify + "--head 0x12 DIR/good.json"),
                row(2, "--contract", verify + "--contract somewhere DIR/good.json"),
                row(2, "--vkey", "verify --vkey nonsense DIR/good.json"),
                row(2, "put the key into the policy", verify + "--policy DIR/trust.policy DIR/good.json"),
                row(2, "bad.policy", "verify --policy DIR/bad.policy DIR/good.json"),
                row(2, "Missing required parameter", "verify --vkey VKEY"),
                row(1, "nobody whom the policy trusts says when", verify + "--max-checkpoint-age 1d DIR/good.json"),
                row(2, "want a number and s, m, h or d", verify + "--max-checkpoint-age 1w DIR/good.json"),
                row(2, "want a number and s, m, h or d", verify + "--max-checkpoint-age m DIR/good.json"),
                row(2, "demands no cosignature", verify + "--max-cosignature-age 9s DIR/good.json"),
                row(2, "no L1 block to trust", verify + "--max-anchor-age 9s DIR/good.json"),
                row(0, "VERIFIED", verify + "--entry DIR/first.json DIR/first.tlog-proof"),
                row(0, "VERIFIED", verify + "--entry DIR/first.json DIR/first.cose"),
                row(1, "CHECKPOINT_SIGNATURE_BAD", verify + "--entry DIR/second.json DIR/first.cose"),
                row(1, "ROOT_MISMATCH", verify + "--entry DIR/second.json DIR/first.tlog-proof"),
                row(1, "UNKNOWN_LOG", "verify --vkey OTHER --entry DIR/first.json DIR/first.cose"),
                row(1, "STALE", verify + "--max-checkpoint-age 1d --entry DIR/first.json DIR/first.cose"),
                row(4, "ANCHOR_PENDING", verify + "--head " + HASH + " --entry DIR/first.json DIR/first.cose"),
                row(1, "ENTRY_NOT_CANONICAL", verify + "--entry DIR/draft.json DIR/first.cose"),
                row(3, "pass the event with --entry", verify + "DIR/first.tlog-proof"),
                row(0, "checkpoint of " + ORIGIN, verify + "DIR/checkpoint"),
                row(1, "UNKNOWN_LOG", "verify --vkey OTHER DIR/checkpoint"),
                row(1, "STALE", verify + "--max-checkpoint-age 1d DIR/checkpoint"),
                row(5, "EQUIVOCATION", verify + "DIR/fork.equivocation.json"),
                row(5, "\"exit_code\":5", verify + "-o json DIR/fork.equivocation.json"),
                row(1, "UNKNOWN_LOG", "verify --vkey OTHER DIR/fork.equivocation.json"),
                row(3, "proves nothing by itself", verify + "DIR/first.json"),
                row(1, "FORMAT_UNREADABLE", verify + "DIR/bad.policy"),
                row(0, "bytes of text/plain to eip155:1612/medical-notes", "explain DIR/good.json"),
                row(0, "\"kind\":\"RECEIPT\"", "explain -o json DIR/good.json"),
                row(0, "is an event", "explain DIR/first.json"),
                row(0, "trust policy", "explain DIR/trust.policy"),
                row(0, "Its content is not shown", "explain DIR/log.key"),
                row(1, "cannot be read as what it claims", "explain DIR/cut.json"),
                row(1, "\"reason\":\"FORMAT_UNREADABLE\"", "explain -o json DIR/cut.json"),
                row(3, "no such file", "explain DIR/missing.json DIR/good.json"),
                row(3, "is a folder", "explain -o json DIR"),
                row(0, "known", "submit --url URL --out DIR/receipts DIR/first.json"),
                row(0, "\"status\":\"known\"", "submit --url URL -o json DIR/first.json"),
                row(1, "is taken by", "submit --url URL DIR/second.json"),
                row(1, "/body/upload_type", "submit --url URL --signer DIR/issuer.key DIR/bad-draft.json"),
                row(1, "filled in here", "submit --url URL --signer DIR/issuer.key DIR/keys-draft.json"),
                row(1, "is not JSON", "submit --url URL --signer DIR/issuer.key DIR/cut.json"),
                row(2, "--signer", "submit --url URL DIR/draft.json"),
                row(2, "is a log's key", "submit --url URL --signer DIR/log.key DIR/draft.json"),
                row(3, "is 'plumb serve' running there?", "submit --url http://127.0.0.1:1 DIR/first.json"),
                row(2, "want one such as http://", "submit --url ftp://x.org DIR/first.json"),
                row(0, "tlog-proof@v1", "receipt --url URL ID"),
                row(0, "c2sp.org/tlog-proof@v1", "receipt --url URL --tlog-proof ID"),
                row(0, "out.json", "receipt --url URL ID --out DIR/out.json"),
                row(0, "out.receipt", "receipt --url URL ID --cose --out DIR/out.receipt"),
                row(0, "\"file\"", "receipt --url URL ID --cose -o json --out DIR/out.receipt"),
                row(2, "--cose goes with --out", "receipt --url URL ID --cose"),
                row(2, "without --tlog-proof", "receipt --url URL ID --cose --tlog-proof --out DIR/x"),
                row(3, "(404)", "receipt --url URL sha256:" + "00".repeat(32)),
                row(2, "event id", "receipt --url URL 17"),
                row(0, "VERIFIED", "prove inclusion --url URL --vkey VKEY 0 3"),
                row(0, "\"path\"", "prove inclusion --url URL -o json 1 2"),
                row(0, "VERIFIED", "prove consistency --url URL 1 3"),
                row(0, "\"to_root\"", "prove consistency --url URL -o json 2 2"),
                row(1, "UNKNOWN_LOG", "prove inclusion --url URL --vkey OTHER 0 3"),
                row(2, "INDEX below SIZE", "prove inclusion --url URL 3 3"),
                row(2, "1 <= FROM <= TO", "prove consistency --url URL 0 3"),
                row(3, "(4", "prove inclusion --url URL 0 100000"),
                row(2, "want inclusion or consistency", "prove"),
                row(0, "CLEAN", "fsck --url URL"),
                row(0, "\"clean\":true", "fsck --url URL --vkey VKEY -o json"),
                row(3, "in use", "fsck --data DIR/data"),
                row(3, "has no journal", "fsck --data DIR/receipts"),
                row(2, "mutually exclusive", "fsck --data DIR --url URL"),
                row(3, "in use", "reindex --data DIR/data"),
                row(4, "No anchor", "anchor status --url URL"),
                row(4, "\"anchors\":[]", "anchor status -o json --data DIR/data"),
                row(2, "want deploy, now, status, name-successor or accept", "anchor"),
                row(3, "RPC", "anchor deploy --rpc http://127.0.0.1:1 --key DIR/anchor.key --origin " + ORIGIN),
                row(2, "--rpc", "anchor deploy --rpc gopher://x --key DIR/anchor.key --origin " + ORIGIN),
                row(3, "anchor key", "anchor deploy --rpc http://127.0.0.1:1 --key DIR/draft.json --origin x"),
                row(2, "bears the log's origin as its name", serve + " --key DIR/other.key"),
                row(3, "chmod 600", serve + " --key DIR/open.key"),
                row(2, "unknown key \"hots\"", serve + " --key DIR/log.key --config DIR/bad.properties"),
                row(2, "want a whole number", serve + " --key DIR/log.key --config DIR/bad-config.json"),
                row(2, "anchoring needs", serve + " --key DIR/log.key --rpc http://127.0.0.1:1"),
                row(3, "in use", "serve --data DIR/data --port 0 --key DIR/log.key --origin " + ORIGIN),
                row(3, "cannot listen", "serve --data DIR/new2 --port PORT --key DIR/log.key --origin " + ORIGIN),
                row(2, "--port", "serve --data DIR/new --port 70000 --key DIR/log.key --origin " + ORIGIN),
                row(2, "no JSON form", "demo -o json"),
                row(2, "--data-dir", "demo --out DIR/demo --data-dir DIR/receipts"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsItHasTo(Row row) {
        var console = new CapturedConsole();
        int exitCode = Plumb.run(console.console(), words(row.line()));
        assertThat(exitCode).as(console.text()).isEqualTo(row.exitCode());
        assertThat(console.text()).contains(row.says());
        assertThat(console.text()).doesNotContain("\tat ");
        if (exitCode != ExitCode.OK && exitCode != ExitCode.PENDING) {
            boolean hasVerdict = console.out().contains("REJECTED")
                    || console.out().contains("ALARM")
                    || console.out().contains("verdict")
                    || console.out().contains("NOT CHECKED");
            assertThat(hasVerdict || console.err().lines().anyMatch(line -> line.startsWith("plumb: ")))
                    .as("an error is a line on stderr, or a verdict on stdout: %s", console.text())
                    .isTrue();
        }
    }

    static List<String> verbs() {
        var verbs = new ArrayList<String>();
        var plumb = Plumb.commandLine(new CapturedConsole().console());
        plumb.getSubcommands().forEach((name, verb) -> {
            verbs.add(name);
            verb.getSubcommands().keySet().forEach(inner -> verbs.add(name + " " + inner));
        });
        return verbs;
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void explainsItselfWithAnExample(String verb) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), words(verb + " --help"))).isZero();
        assertThat(console.out()).contains("Example").contains("plumb " + verb.split(" ", -1)[0]);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void readsAReceiptFromStdin() throws Exception {
        var console = new CapturedConsole(Files.readString(folder.resolve("good.json")));
        assertThat(Plumb.run(console.console(), "verify", "--vkey", vkey, "-"))
                .as(console.text())
                .isZero();
    }

    @Test
    void checksAFolderAndFindsOneChangedByte() throws Exception {
        Path copy = folder.resolve("copy");
        var key = KeyFile.read(folder.resolve("log.key"));
        var ledger = LedgerConfig.of(copy, key, InstantSource.system()).withSegmentBytes(1 << 18);
        try (RunningLog second =
                RunningLog.start(ledger, HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty())) {
            ok("submit", "--url", "http://127.0.0.1:" + second.port(), at("first.json"));
        }
        assertThat(ok("fsck", "--data", copy.toString())).startsWith("CLEAN");
        assertThat(ok("reindex", "--data", copy.toString())).startsWith("1 entries");
        Path bundle = copy.resolve("public/tile/entries/000.p/1");
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[100] ^= 1;
        Files.write(bundle, bytes);
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), "fsck", "--data", copy.toString()))
                .isEqualTo(ExitCode.FALSE);
        assertThat(console.out()).contains("DAMAGED  public/tile/entries/000.p/1");
        Files.delete(copy.resolve("vkey"));
        assertThat(Plumb.run(console.console(), "fsck", "--data", copy.toString()))
                .isEqualTo(ExitCode.NOT_CHECKED);
    }

    @Test
    void endsWithFiveForAnAlarm() {
        var console = new CapturedConsole();
        var alarm = Finding.rejected(List.of(), Reason.EQUIVOCATION, "two roots");
        assertThat(new VerdictReport(console.console(), false).print("x", alarm))
                .isEqualTo(5);
        assertThat(console.out()).contains("ALARM");
        assertThat(ExitCode.worse(ExitCode.FALSE, ExitCode.ALARM)).isEqualTo(5);
    }

    @Test
    void endsWithSeventyForItsOwnFault() {
        var err = new CapturedConsole();
        var broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        };
        PrintStream stderr = err.console().err();
        var console = new Console(err.console().out(), stderr, broken, false, false, InstantSource.system());
        assertThat(Plumb.run(console, "verify", "--vkey", vkey, "-")).isEqualTo(70);
        assertThat(err.err()).startsWith("plumb: internal error").doesNotContain("\tat ");
        assertThat(Plumb.run(console, "verify", "--stacktrace", "--vkey", vkey, "-"))
                .isEqualTo(70);
        assertThat(err.err()).contains("\tat ");
    }

    private static String[] words(String line) {
        return line.isEmpty()
                ? new String[0]
                : Stream.of(line.split(" ", -1))
                        .map(word -> word.replace("DIR", folder.toString())
                                .replace("URL", url == null ? "" : url)
                                .replace("PORT", log == null ? "" : Integer.toString(log.port()))
                                .replace("OTHER", otherVkey())
                                .replace("VKEY", vkey == null ? "" : vkey))
                        .map(word -> word.equals("ID") ? eventId : word)
                        .toArray(String[]::new);
    }

    private static String otherVkey() {
        try {
            return KeyFile.read(folder.resolve("other.key")).verifierKey().encode();
        } catch (java.io.IOException | dev.plumbline.proofs.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String ok(String... words) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), words)).as(console.text()).isZero();
        return new String(console.out().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
