package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.api.http.HttpConfig;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.proofs.view.Equivocation;
import dev.plumbline.proofs.view.EquivocationVerdict;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleWitnesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows a log over HTTP: a real one, and the files of real ones that share a key and not a history, some of them spoiled on
 * the way.
 */
class FollowTest {
    private static final String ORIGIN = "follow.example.org/log";
    private static final int HISTORY = 5;

    @TempDir
    static Path folder;

    @TempDir
    Path here;

    private static String vkey;

    private HttpServer server;
    private Path served;
    private final Map<String, byte[]> spoiled = new HashMap<>();
    private int spoiledStatus = 200;

    /** Ledgers with one key: {@code a1} to {@code a5} with one history, {@code b3} and {@code b5} with another. */
    @BeforeAll
    static void growLogs() throws Exception {
        vkey = run(new CapturedConsole(), 0, "keygen", "--origin", ORIGIN, "--out", at("log.key"))
                .strip();
        run(new CapturedConsole(), 0, "keygen", "--origin", ORIGIN, "--out", at("other.key"));
        for (int size : List.of(1, 3, HISTORY)) {
            grow("a" + size, size, 1);
        }
        grow("b3", 3, 2);
        grow("b" + HISTORY, HISTORY, 2);
    }

    /** A ledger of so many events, the first of them the same whatever the history. */
    private static void grow(String name, int size, int history) throws Exception {
        try (Ledger ledger = Ledger.open(config(name), () -> {})) {
            for (int i = 0; i < size; i++) {
                byte[] entry = event(i, i == 0 ? 1 : history).entry();
                var admission = (Admission.Admitted) AdmittedEvent.admit(entry, new BatchVerifier());
                assertThat(ledger.submit(List.of(admission.event())).get(30, TimeUnit.SECONDS))
                        .isInstanceOf(Submission.Sequenced.class);
            }
        }
        Path checkpoint = folder.resolve(name).resolve("public/checkpoint");
        assertThat(Files.readString(checkpoint)).startsWith(ORIGIN + "\n" + size + "\n");
    }

    private static Event event(int number, int history) {
        var signer = SampleEvents.signer(100 * history + number);
        return EventDraft.first(SampleEvents.smallUpload(number), SampleEvents.NAMESPACE, signer.issuer(), 5)
                .sign(signer);
    }

    private static LedgerConfig config(String name) throws Exception {
        return LedgerConfig.of(folder.resolve(name), KeyFile.read(folder.resolve("log.key")), InstantSource.system())
                .withSegmentBytes(1 << 18)
                .withPublishIntervalMillis(10);
    }

    private static RunningLog start(String name) throws Exception {
        return RunningLog.start(config(name), HttpConfig.of("127.0.0.1", 0), new L1Options(), ServeConfig.empty());
    }

    private static String url(RunningLog log) {
        return "http://127.0.0.1:" + log.port();
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath().substring(1);
            Path file = served.resolve(path);
            byte[] body = spoiled.get(path);
            int status = body == null ? 200 : spoiledStatus;
            if (body == null && Files.isRegularFile(file)) {
                body = Files.readAllBytes(file);
            }
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private Path state() {
        return here.resolve("log.view");
    }

    private static String run(CapturedConsole console, int exitCode, String... words) {
        assertThat(Plumb.run(console.console(), words)).as(console.text()).isEqualTo(exitCode);
        assertThat(console.text()).doesNotContain("\tat ");
        return console.out();
    }

    /** Follows the files of a ledger and returns all that was said. */
    private String follow(String name, int exitCode, String... more) {
        served = folder.resolve(name).resolve("public");
        return followUrl("http://127.0.0.1:" + server.getAddress().getPort(), exitCode, more);
    }

    private String followUrl(String url, int exitCode, String... more) {
        var console = new CapturedConsole();
        Stream<String> words = Stream.concat(
                Stream.of("follow", "--url", url, "--state", state().toString()),
                more.length > 0 && more[0].startsWith("--") ? Stream.of(more) : Stream.of("--vkey", vkey));
        run(
                console,
                exitCode,
                Stream.concat(words, more.length > 0 && more[0].startsWith("-o") ? Stream.of(more) : Stream.empty())
                        .toArray(String[]::new));
        return console.text();
    }

    private List<Path> leftBeside(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(here)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void followsALedgerThatGrows() throws Exception {
        try (RunningLog log = start("a1")) {
            assertThat(followUrl(url(log), 0)).contains("VERIFIED", ORIGIN, "0 -> 1 entries", "trusted on first use");
        }
        try (RunningLog log = start("a" + HISTORY)) {
            assertThat(followUrl(url(log), 0)).contains("VERIFIED", "1 -> 5 entries");
            assertThat(followUrl(url(log), 0)).contains("VERIFIED", "5 -> 5 entries", "nothing new");
            assertThat(followUrl(url(log), 0, "-o", "json"))
                    .contains("\"verdict\":\"VERIFIED\"", "\"change\":\"UNCHANGED\"", "\"from\":5,\"to\":5");
        }
        assertThat(leftBeside(".tmp")).isEmpty();
        assertThat(Files.readString(state())).startsWith("plumbline/log-view@v1\norigin " + ORIGIN + "\n\n");
    }

    @Test
    void readsAPolicyFile() throws Exception {
        Path policy = here.resolve("trust.policy");
        Files.writeString(policy, "log " + vkey + "\nquorum none\n");
        assertThat(follow("a3", 0, "--policy", policy.toString())).contains("0 -> 3 entries");
    }

    @Test
    void whatOnlyGrewMayStillBeTooOld() throws Exception {
        SignedNote note = SignedNote.parse(Files.readAllBytes(folder.resolve("a3/public/checkpoint")));
        SignerKey witness = SampleWitnesses.ed25519(1);
        Path policy = here.resolve("trust.policy");
        Files.writeString(
                policy, "log " + vkey + "\nwitness w " + witness.verifierKey().encode() + "\nquorum w\n");
        String[] bounded = {"--policy", policy.toString(), "--max-checkpoint-age", "1h"};
        long now = Instant.now().getEpochSecond();
        spoiled.put(
                "checkpoint",
                SampleWitnesses.cosigned(note, now - 7_200, witness).bytes());
        assertThat(follow("a3", 1, bounded)).contains("STALE");
        spoiled.put(
                "checkpoint", SampleWitnesses.cosigned(note, now - 60, witness).bytes());
        assertThat(follow("a3", 0, bounded)).contains("nothing new");
    }

    @Test
    void forkIsAnAlarmWithEvidenceThatAnybodyCanCheck() throws Exception {
        follow("a3", 0);
        byte[] before = Files.readAllBytes(state());
        assertThat(follow("b5", 5)).contains("ALARM", "EQUIVOCATION", ".equivocation.json");
        assertThat(Files.readAllBytes(state())).isEqualTo(before);
        List<Path> evidence = leftBeside(".equivocation.json");
        assertThat(evidence).hasSize(1);
        EquivocationVerdict verdict = Equivocation.parse(Files.readAllBytes(evidence.get(0)))
                .check(TrustPolicy.ofLog(VerifierKey.parse(vkey)));
        assertThat(verdict).isInstanceOfSatisfying(EquivocationVerdict.Proven.class, proven -> {
            assertThat(proven.older().size()).isEqualTo(3);
            assertThat(proven.newer().size()).isEqualTo(5);
        });
        assertThat(follow("b5", 5, "-o", "json"))
                .contains("\"verdict\":\"ALARM\"", "\"reason\":\"EQUIVOCATION\"", "\"exit_code\":5", "\"files\":[");
        assertThat(leftBeside(".equivocation.json")).hasSize(1);
        assertThat(follow("b3", 5)).contains("EQUIVOCATION");
        assertThat(leftBeside(".equivocation.json")).hasSize(2);
    }

    @Test
    void smallerTreeIsAnAlarmAndIsKept() throws Exception {
        follow("a5", 0);
        assertThat(follow("a3", 5)).contains("ALARM", "ROLLBACK", "cannot be told", "of 3 entries", "one of 5");
        List<Path> kept = leftBeside(".rollback.checkpoint");
        assertThat(kept).hasSize(1);
        assertThat(SignedNote.parse(Files.readAllBytes(kept.get(0))).text()).startsWith(ORIGIN + "\n3\n");
        assertThat(follow("a5", 0)).contains("nothing new");
    }

    @Test
    void smallerTreeOfAnotherHistoryIsAForkIfTheLargerCanStillBeRead() throws Exception {
        follow("a5", 0);
        spoiled.put("checkpoint", Files.readAllBytes(folder.resolve("a3/public/checkpoint")));
        assertThat(follow("a5", 5)).contains("ROLLBACK").doesNotContain("cannot be told");
        spoiled.put("checkpoint", Files.readAllBytes(folder.resolve("b3/public/checkpoint")));
        assertThat(follow("a5", 5)).contains("EQUIVOCATION");
        assertThat(leftBeside(".equivocation.json")).hasSize(1);
    }

    @Test
    void damagedStateIsDamageOfOursAndNoWordOfTheLog() throws Exception {
        follow("a3", 0);
        byte[] state = Files.readAllBytes(state());
        for (int at = 0; at < state.length; at += 17) {
            byte[] damaged = state.clone();
            damaged[at] ^= 4;
            Files.write(state(), damaged);
            // Nobody listens there: the file is looked at first.
            assertThat(followUrl("http://127.0.0.1:1", 3))
                    .contains("STATE_UNREADABLE", "damage on this side", "backup")
                    .doesNotContain("ALARM");
            assertThat(Files.readAllBytes(state())).isEqualTo(damaged);
        }
        Files.write(state(), new byte[0]);
        assertThat(follow("a3", 3, "-o", "json")).contains("\"reason\":\"STATE_UNREADABLE\"", "\"exit_code\":3");
        assertThat(leftBeside(".equivocation.json")).isEmpty();
    }

    @Test
    void stateOfAnotherPolicyIsNeitherDamageNorMisbehaviour() throws Exception {
        follow("a3", 0);
        String other = KeyFile.read(folder.resolve("other.key")).verifierKey().encode();
        assertThat(follow("a3", 3, "--vkey", other)).contains("kept under another policy");
    }

    @Test
    void checkpointOfAStrangerIsRefused() throws Exception {
        String other = KeyFile.read(folder.resolve("other.key")).verifierKey().encode();
        assertThat(follow("a3", 1, "--vkey", other)).contains("SIGNATURE_BAD");
        assertThat(state()).doesNotExist();
    }

    @Test
    void spoiledTileAccusesNobody() throws Exception {
        follow("a3", 0);
        byte[] before = Files.readAllBytes(state());
        byte[] tile = Files.readAllBytes(folder.resolve("a5/public/tile/0/000.p/5"));
        tile[40] ^= 1;
        spoiled.put("tile/0/000.p/5", tile);
        assertThat(follow("a5", 1)).contains("REJECTED", "TREE_INCONSISTENT", "tile/0/000.p/5");
        spoiled.put("tile/0/000.p/5", new byte[1 << 20]);
        assertThat(follow("a5", 1)).contains("TREE_INCONSISTENT", "want 160");
        assertThat(Files.readAllBytes(state())).isEqualTo(before);
        assertThat(leftBeside(".equivocation.json")).isEmpty();
    }

    @Test
    void worldThatIsInTheWayIsNoVerdict() throws Exception {
        follow("a3", 0);
        byte[] before = Files.readAllBytes(state());
        assertThat(followUrl("http://127.0.0.1:1", 3)).contains("nothing answers");
        spoiledStatus = 500;
        spoiled.put("tile/0/000.p/5", new byte[] {1});
        assertThat(follow("a5", 3)).contains("HTTP status 500");
        assertThat(Files.readAllBytes(state())).isEqualTo(before);
        spoiled.put("checkpoint", new byte[] {1});
        assertThat(follow("a5", 3)).contains("HTTP status 500");
        spoiledStatus = 200;
        assertThat(follow("a5", 1)).contains("signed note");
    }

    @Test
    void twoAtOnceWouldTakeTheFileBack() throws Exception {
        follow("a3", 0);
        try (FileChannel lock = FileChannel.open(here.resolve("log.view.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
            assertThat(follow("a5", 3)).contains("in use");
        }
        assertThat(follow("a5", 0)).contains("3 -> 5 entries");
    }

    @Test
    void saysWhatItIsNotTold() throws Exception {
        assertThat(Plumb.run(new CapturedConsole().console(), "follow", "--url", "http://127.0.0.1:1"))
                .isEqualTo(2);
        var console = new CapturedConsole();
        run(console, 3, "follow", "--url", "http://127.0.0.1:1", "--state", state().toString());
        assertThat(console.err()).contains("pass its verifier key with --vkey");
        assertThat(followUrl("ftp://127.0.0.1:1", 2)).contains("--url");
        Files.createDirectory(state());
        assertThat(follow("a3", 2)).contains("want a file");
    }
}
