package dev.plumbline.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.testkit.RawLog;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits logs that lie in a folder: whole ones, and such as an operator has meddled with. */
class AuditTest {
    private static final int SIZE = 300;
    private static final String SEED = "5e".repeat(32);

    @TempDir
    Path here;

    private final RawLog log = new RawLog("audit.example.org/log");
    private final EventSigner signer = SampleEvents.signer(1);
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void growLog() {
        for (int i = 0; i < SIZE; i++) {
            add(i);
        }
    }

    private void add(int number) {
        EventDraft draft = events.isEmpty()
                ? EventDraft.first(
                        SampleEvents.smallUpload(number),
                        SampleEvents.NAMESPACE,
                        signer.issuer(),
                        SampleEvents.ISSUED_AT)
                : EventDraft.after(
                        events.get(events.size() - 1),
                        SampleEvents.smallUpload(number),
                        SampleEvents.ISSUED_AT + 1_000L * number);
        events.add(draft.sign(signer));
        log.add(events.get(events.size() - 1));
    }

    @Test
    void findsNothingInAnHonestLogAndSaysWhatItDidNotCheck() throws IOException {
        JsonNode twin = audit(0);

        assertThat(twin.path("clean").asBoolean()).isTrue();
        assertThat(twin.path("head").path("size").asLong()).isEqualTo(SIZE);
        assertThat(invariant(twin, Invariant.SIGNED).path("standing").asText()).isEqualTo("HOLDS");
        assertThat(invariant(twin, Invariant.SIGNED).path("checked").asLong()).isEqualTo(SIZE);
        assertThat(invariant(twin, Invariant.PAID_ONCE).path("standing").asText())
                .isEqualTo("CANNOT_CHECK");
        assertThat(twin.path("figures")
                        .path("events_by_kind")
                        .path("datanet.upload")
                        .asLong())
                .isEqualTo(SIZE);
    }

    @Test
    void namesAndLocatesWhatIsWrong() throws IOException {
        log.add(events.get(7));

        JsonNode twin = audit(1);

        JsonNode broken = invariant(twin, Invariant.LOGGED_ONCE);
        assertThat(broken.path("standing").asText()).isEqualTo("VIOLATED");
        assertThat(broken.path("violations").path(0).path("index").asLong()).isEqualTo(SIZE);
        assertThat(Files.readString(here.resolve("report.html")))
                .contains("breach", escaped(Invariant.LOGGED_ONCE.sentence()), "I02, major", "class=\"bar\"");
    }

    @Test
    void auditorsOfOneLogGetTheSameBytes() throws IOException {
        audit(0);
        byte[] page = Files.readAllBytes(here.resolve("report.html"));
        byte[] twin = Files.readAllBytes(here.resolve("report.json"));

        audit(0);

        assertThat(Files.readAllBytes(here.resolve("report.html"))).isEqualTo(page);
        assertThat(Files.readAllBytes(here.resolve("report.json"))).isEqualTo(twin);
    }

    @Test
    void thePageAsksNobodyForAnything() throws IOException {
        audit(0);

        String page = Files.readString(here.resolve("report.html"));
        assertThat(page)
                .contains(escaped("default-src 'none'"))
                .doesNotContain("<script", "<img", "<link", "url(", "@import");
        Set<String> addresses = Pattern.compile("(?:src|href)=\"[^\"]*\"")
                .matcher(page)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toSet());
        assertThat(addresses).isEmpty();
    }

    @Test
    void namesInTheLogCannotBecomeMarkup() throws IOException {
        log.add("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        audit(1);

        assertThat(Files.readString(here.resolve("report.html"))).doesNotContain("<script");
    }

    @Test
    void goesOnFromASavedState() throws IOException {
        audit(0, "--state", at("state"));
        add(SIZE);

        JsonNode twin = audit(0, "--state", at("state"));

        assertThat(twin.path("from").path("size").asLong()).isEqualTo(SIZE);
        assertThat(twin.path("head").path("size").asLong()).isEqualTo(SIZE + 1);
        assertThat(invariant(twin, Invariant.SIGNED).path("checked").asLong()).isEqualTo(SIZE + 1);
    }

    @Test
    void raisesTheAlarmIfTheLogWentBack() throws IOException {
        Files.write(here.resolve("earlier"), log.checkpoint());
        var shorter = new RawLog("audit.example.org/log");
        events.subList(0, SIZE - 1).forEach(shorter::add);

        JsonNode twin = audit(shorter, 5, "--from", at("earlier"));

        assertThat(invariant(twin, Invariant.HEADS_ARE_CONSISTENT)
                        .path("standing")
                        .asText())
                .isEqualTo("VIOLATED");
    }

    @Test
    void checksTheSignaturesThatACommittedSeedDraws() throws IOException {
        var console = new CapturedConsole();
        assertThat(Plumb.run(console.console(), "audit", "--seed", SEED, "--show-commitment"))
                .isZero();

        JsonNode twin = audit(0, "--signatures", "20", "--seed", SEED);

        assertThat(invariant(twin, Invariant.SIGNED).path("checked").asLong()).isEqualTo(20);
        assertThat(twin.path("sample").path("seed_commitment").asText())
                .isEqualTo(console.out().strip())
                .hasSize(64);
    }

    @Test
    void aSampleNeedsASeed() {
        var console = new CapturedConsole();

        assertThat(Plumb.run(console.console(), "audit", "--signatures", "20", at("log")))
                .isEqualTo(2);
        assertThat(console.err()).contains("--seed");
    }

    @Test
    void aFolderWithoutALogIsSaidToBeNone() {
        var console = new CapturedConsole();

        assertThat(Plumb.run(console.console(), "audit", here.toString())).isEqualTo(3);
        assertThat(console.err()).contains("holds no log");
    }

    @Test
    void leavesNothingBehindButTheReport() throws IOException {
        audit(0);

        try (Stream<Path> files = Files.list(here)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("log", "report.html", "report.json");
        }
    }

    private JsonNode audit(int exitCode, String... more) throws IOException {
        return audit(log, exitCode, more);
    }

    private JsonNode audit(RawLog audited, int exitCode, String... more) throws IOException {
        audited.write(here.resolve("log"));
        var console = new CapturedConsole();
        var arguments = new ArrayList<String>(List.of(
                "audit", at("log"), "--vkey", audited.key().encode(), "--out", at("report.html"), "-o", "json"));
        arguments.addAll(List.of(more));

        assertThat(Plumb.run(console.console(), arguments.toArray(new String[0])))
                .as(console.err())
                .isEqualTo(exitCode);
        assertThat(console.out()).isEqualTo(Files.readString(here.resolve("report.json")));
        return Json.parse(console.out().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode invariant(JsonNode twin, Invariant invariant) {
        for (JsonNode one : twin.path("invariants")) {
            if (one.path("id").asText().equals(invariant.id())) {
                return one;
            }
        }
        throw new AssertionError("the twin leaves out " + invariant);
    }

    private static String escaped(String text) {
        return text.replace("'", "&#x27;");
    }

    private String at(String name) {
        return here.resolve(name).toString();
    }
}
