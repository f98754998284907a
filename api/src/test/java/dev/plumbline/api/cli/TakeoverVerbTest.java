package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.anchor.AnchorDeployment;
import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorStore;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.AnchorTrouble;
import dev.plumbline.ledger.anchor.Anchorer;
import dev.plumbline.ledger.anchor.DemandSource;
import dev.plumbline.ledger.anchor.StoredAnchor;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.receipt.AnchorEvidence;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.view.KeyChange;
import dev.plumbline.proofs.view.LogView;
import dev.plumbline.proofs.view.RecentTiles;
import dev.plumbline.proofs.view.ViewChange;
import dev.plumbline.testkit.Anvil;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's machine is gone, with events in flight; another takes over, on a real chain. Slow: it runs whole ledgers. */
final class TakeoverVerbTest {
    private static final String ORIGIN = "takeover.example.org/log";
    private static final int ANCHORED = 10;
    private static final int MIRRORED = 16;
    private static final int ACKNOWLEDGED = 25;
    private static final int STEPS_MAX = 60;

    @TempDir
    private Path folder;

    private final List<Event> events = new ArrayList<>();
    private Anvil anvil;
    private Address contract;
    private String oldKey;
    private String newKey;
    private List<Hash> pathUnderAnchor;

    /** 25 events are acknowledged, 10 of them anchored; 16 are in a mirror; of the others 3 holders kept their receipts. */
    @BeforeEach
    void loseTheOldOperator() throws Exception {
        oldKey = run(0, "keygen", "--origin", ORIGIN, "--out", at("old.key")).strip();
        newKey = run(0, "keygen", "--origin", ORIGIN, "--out", at("new.key")).strip();
        anvil = Anvil.start();
        key(Anvil.FIRST_KEY).save(folder.resolve("old-anchor.key"));
        key(Anvil.SECOND_KEY).save(folder.resolve("new-anchor.key"));
        contract = AnchorDeployment.deploy(rpc(), key(Anvil.FIRST_KEY), AnchorPolicy.DEFAULT, ORIGIN);
        // On day one: the operator names who may take over.
        call(Anvil.FIRST_KEY, "nameSuccessor(address)", key(Anvil.SECOND_KEY).address());
        Path receipts = Files.createDirectories(folder.resolve("receipts"));
        try (Ledger ledger = Ledger.open(config("old", "old.key"), () -> {})) {
            submit(ledger, 0, ANCHORED);
            assertThat(anchor(ledger, Anvil.FIRST_KEY)).isEqualTo(ANCHORED);
            pathUnderAnchor = ledger.prove(3, ANCHORED).path();
            submit(ledger, ANCHORED, MIRRORED);
        }
        copy(folder.resolve("old/public"), folder.resolve("mirror"));
        try (Ledger ledger = Ledger.open(config("old", "old.key"), () -> {})) {
            submit(ledger, MIRRORED, ACKNOWLEDGED);
            for (int index : new int[] {3, 12, 18, 20, 24}) {
                keepReceipt(ledger, index, receipts);
            }
        }
        delete(folder.resolve("old"));
    }

    @AfterEach
    void stop() {
        anvil.close();
    }

    @Test
    void goesOnUnderTheSameContractWithEveryEventCounted() throws Exception {
        LogView client = ((ViewChange.Advanced) LogView.start(
                        TrustPolicy.ofLog(VerifierKey.parse(oldKey)),
                        SignedNote.parse(Files.readAllBytes(folder.resolve("mirror/checkpoint")))))
                .view();
        JsonNode report = Json.parse(takeOver(0).getBytes(StandardCharsets.UTF_8));
        assertThat(report.path("recovered").path("size").asLong()).isEqualTo(MIRRORED);
        assertThat(report.path("anchored").path("size").asLong()).isEqualTo(ANCHORED);
        assertThat(counts(report, "places"))
                .isEqualTo(Map.of(
                        "total", 25L,
                        "present_before_anchor", 10L,
                        "present_after_anchor", 6L,
                        "logged_again", 3L,
                        "without_bytes", 6L));
        assertThat(counts(report, "receipts"))
                .isEqualTo(Map.of(
                        "total", 5L,
                        "present_before_anchor", 1L,
                        "present_after_anchor", 1L,
                        "logged_again", 3L));
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<svg", "6 acknowledged events are absent");

        try (Ledger ledger = Ledger.open(config("new", "new.key"), () -> {})) {
            // The contract takes the new operator's root, which it does only with a consistency proof that holds.
            assertThat(anchor(ledger, Anvil.SECOND_KEY)).isEqualTo(MIRRORED + 1 + 3);
            Anchorer locked = anchorer(ledger, Anvil.FIRST_KEY, "locked");
            submit(ledger, ACKNOWLEDGED, ACKNOWLEDGED + 1);
            locked.step();
            assertThat(locked.status().trouble()).isEqualTo(AnchorTrouble.NOT_OPERATOR);
            KeyChange change = KeyChange.follow(
                    client,
                    ledger.head().note(),
                    TrustPolicy.ofLog(VerifierKey.parse(newKey)),
                    report.path("succession").path("handover_index").asLong(),
                    (path, bytesMax) -> tile(ledger, path),
                    new RecentTiles(16));
            assertThat(change).isInstanceOf(KeyChange.Followed.class);
        }
    }

    @Test
    void aClientThatFollowedTheOldLogFollowsTheNewOne() throws Exception {
        LogView seen = ((ViewChange.Advanced) LogView.start(
                        TrustPolicy.ofLog(VerifierKey.parse(oldKey)),
                        SignedNote.parse(Files.readAllBytes(folder.resolve("mirror/checkpoint")))))
                .view();
        Files.write(folder.resolve("log.view"), seen.encode());
        takeOver(0);
        try (RunningLog log = RunningLog.start(
                config("new", "new.key"), HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty())) {
            String url = "http://127.0.0.1:" + log.port();
            String[] follow = {"follow", "--url", url, "--vkey", oldKey, "--state", at("log.view")};
            assertThat(run(1, follow)).contains("SIGNATURE_BAD");
            assertThat(run(1, with(follow, "--next-vkey", newKey, "--handover", "15")))
                    .contains("NO_HANDOVER");
            assertThat(run(0, with(follow, "--next-vkey", newKey, "--handover", "16")))
                    .contains("16 -> 20 entries", "hands the log over");
            follow[4] = newKey;
            assertThat(run(0, follow)).contains("nothing new since last time");
            // And should the successor vanish, another may take over from what it serves.
            String[] again = {
                "takeover", "--dry-run", "--from", url, "--origin", ORIGIN, "--old-vkey", newKey, "--no-anchor"
            };
            assertThat(run(0, with(again, "--report", at("again.html")))).contains("RECOVERABLE", "20 entries", url);
        }
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void withoutANodeTheAnchorIsTakenFromAReceipt() throws Exception {
        StoredAnchor anchor = AnchorStore.open(folder.resolve("anchors-" + name(Anvil.FIRST_KEY)))
                .load(ANCHORED);
        byte[] receipt = Receipt.parse(Files.readAllBytes(folder.resolve("receipts/3.receipt.json")))
                .withAnchor(new AnchorEvidence(
                        anchor.chain(),
                        contract,
                        ANCHORED,
                        pathUnderAnchor,
                        HexData.encode(anchor.header()),
                        anchor.accountProof().stream().map(HexData::encode).toList(),
                        anchor.storageProof().stream().map(HexData::encode).toList()))
                .encode();
        Files.write(folder.resolve("anchored.receipt.json"), receipt);
        String[] look = {
            "takeover",
            "--dry-run",
            "--from",
            at("mirror"),
            "--origin",
            ORIGIN,
            "--old-vkey",
            oldKey,
            "--report",
            at("report.html"),
            "--anchor-receipt",
            at("anchored.receipt.json"),
            "--head"
        };
        assertThat(run(0, with(look, anchor.state().blockHash().hex())))
                .contains("10 entries in eip155:31337:" + contract.hex());
        assertThat(run(1, with(look, "0x" + "11".repeat(32)))).contains("HEADER_UNTRUSTED");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private static String name(String key) {
        return key.substring(2, 6);
    }

    @Test
    void runAgainItReportsTheSameToTheLastByte() throws Exception {
        takeOver(0);
        byte[] page = Files.readAllBytes(folder.resolve("report.html"));
        byte[] twin = Files.readAllBytes(folder.resolve("report.json"));
        takeOver(0);
        assertThat(Files.readAllBytes(folder.resolve("report.html"))).isEqualTo(page);
        assertThat(Files.readAllBytes(folder.resolve("report.json"))).isEqualTo(twin);
    }

    @Test
    void killedAnywhereItGoesOnWhenItIsRunAgain() throws Exception {
        for (String moment : List.of("new.takeover/takeover.json", "new.takeover/public", "new/takeover.json")) {
            Process process = new ProcessBuilder(Stream.concat(
                                    Stream.of(
                                            Path.of(System.getProperty("java.home"), "bin", "java")
                                                    .toString(),
                                            "-XX:+UseSerialGC",
                                            "-XX:TieredStopAtLevel=1",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            Plumb.class.getName()),
                                    Stream.of(arguments()))
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (process.isAlive() && !Files.exists(folder.resolve(moment))) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            JsonNode report = Json.parse(takeOver(0).getBytes(StandardCharsets.UTF_8));
            assertThat(counts(report, "places").get("logged_again")).isEqualTo(3L);
            assertThat(run(0, "fsck", "--data", at("new"))).contains("CLEAN");
            delete(folder.resolve("new"));
        }
    }

    @Test
    void refusesBeforeItWritesAnythingIfTheContractHasNamedSomebodyElse() throws Exception {
        call(Anvil.FIRST_KEY, "nameSuccessor(address)", contract);
        assertThat(takeOver(3)).contains("has named the successor " + contract);
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(folder.resolve("new.takeover")).doesNotExist();
    }

    @Test
    void aMirrorThatLacksWhatIsAnchoredIsRefused() throws Exception {
        delete(folder.resolve("mirror/tile/entries"));
        assertThat(takeOver(3)).contains("TOO_SHORT", "ends at entry 0, and L1 holds 10");
    }

    private String takeOver(int exitCode) {
        return run(exitCode, arguments());
    }

    private String[] arguments() {
        return new String[] {
            "takeover",
            "--from",
            at("mirror"),
            "--data",
            at("new"),
            "--key",
            at("new.key"),
            "--origin",
            ORIGIN,
            "--old-vkey",
            oldKey,
            "--rpc",
            anvil.url().toString(),
            "--contract",
            contract.hex(),
            "--accept",
            "--anchor-key",
            at("new-anchor.key"),
            "--receipts",
            at("receipts"),
            "--report",
            at("report.html"),
            "-o",
            "json"
        };
    }

    private static Map<String, Long> counts(JsonNode report, String what) {
        var counts = new TreeMap<String, Long>();
        report.path("in_flight").path(what).properties().forEach(field -> {
            if (field.getValue().asLong() != 0) {
                counts.put(field.getKey(), field.getValue().asLong());
            }
        });
        return counts;
    }

    /** Anchors the newest head and returns the size that is final then. */
    private long anchor(Ledger ledger, String key) throws Exception {
        Anchorer anchorer = anchorer(ledger, key, name(key));
        for (int step = 0; step < STEPS_MAX; step++) {
            anchorer.step();
            assertThat(anchorer.status().trouble())
                    .as(anchorer.status().troubleDetail())
                    .isNull();
            if (anchorer.status().anchoredSize() == ledger.head().head().size()) {
                return anchorer.status().anchoredSize();
            }
            anvil.mine(1);
        }
        return anchorer.status().anchoredSize();
    }

    private Anchorer anchorer(Ledger ledger, String key, String name) throws Exception {
        return new Anchorer(
                AnchorEndpoints.of(List.of(anvil.url()), Duration.ofSeconds(10)),
                new AnchorTarget(Anvil.CHAIN_ID, null, contract, ORIGIN),
                AnchorPolicy.DEFAULT,
                key(key),
                new LedgerAnchorSource(ledger),
                DemandSource.NONE,
                AnchorStore.open(folder.resolve("anchors-" + name)),
                InstantSource.system());
    }

    private void call(String from, String function, Address argument) throws Exception {
        byte[] selector = Arrays.copyOf(
                Word.keccak(function.getBytes(StandardCharsets.US_ASCII)).bytes(), 4);
        String data = "0x" + HexFormat.of().formatHex(selector) + "0".repeat(24)
                + argument.hex().substring(2);
        anvil.call(
                "eth_sendTransaction", Map.of("from", key(from).address().hex(), "to", contract.hex(), "data", data));
    }

    private EthereumRpc rpc() {
        return new EthereumRpc(anvil.url(), Duration.ofSeconds(10));
    }

    private static AccountKey key(String hex) throws Exception {
        return AccountKey.of(HexData.parseExactly(hex, "key", 32));
    }

    private LedgerConfig config(String data, String key) throws Exception {
        SignerKey signer = KeyFile.read(folder.resolve(key));
        return LedgerConfig.of(folder.resolve(data), signer, InstantSource.system())
                .withSegmentBytes(1 << 18)
                .withPublishIntervalMillis(10);
    }

    private void submit(Ledger ledger, int from, int to) throws Exception {
        var signer = SampleEvents.signer(1);
        for (int i = from; i < to; i++) {
            var body = SampleEvents.smallUpload(i + 1);
            EventDraft draft = i == 0
                    ? EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT)
                    : EventDraft.after(events.get(i - 1), body, SampleEvents.ISSUED_AT);
            events.add(draft.sign(signer));
            var admitted =
                    (Admission.Admitted) AdmittedEvent.admit(events.get(i).entry(), new BatchVerifier());
            assertThat(ledger.submit(List.of(admitted.event())).get(30, TimeUnit.SECONDS))
                    .isInstanceOf(Submission.Sequenced.class);
        }
    }

    private void keepReceipt(Ledger ledger, int index, Path receipts) throws Exception {
        var proof = new TlogProof(
                ledger.prove(index, ledger.head().head().size()), ledger.head().note());
        byte[] receipt = new Receipt(new String(ledger.entry(index), StandardCharsets.UTF_8), proof, null).encode();
        Files.write(receipts.resolve(index + ".receipt.json"), receipt);
    }

    private static byte[] tile(Ledger ledger, String path) throws IOException {
        try {
            return ledger.tile(TileAddress.parse(path));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String run(int exitCode, String... arguments) {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), arguments)).as(console.text()).isEqualTo(exitCode);
        return exitCode == 0 ? console.out() : console.text();
    }
}
