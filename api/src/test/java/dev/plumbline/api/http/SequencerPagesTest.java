package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble.Kind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server says of the rollup that it follows, and that it says nothing if it follows none. */
final class SequencerPagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @TempDir
    private Path folder;

    private final MadeUpSequencer rollup = new MadeUpSequencer();

    private TestServer server() throws Exception {
        return TestServer.start(folder, HttpConfig.of("127.0.0.1", 0), rollup);
    }

    private void aBadMinute() {
        for (int number = 1; number <= 40; number++) {
            rollup.block(number, 3L * number);
        }
        rollup.head(Observation.HeadMoved.Level.SAFE, 30);
        rollup.head(Observation.HeadMoved.Level.FINALIZED, 12);
        rollup.trouble("charlie", Kind.LYING, 40L, "receipts of block 40 do not hash to <its> root");
        for (int i = 0; i < 3; i++) {
            rollup.submitted(MadeUpSequencer.hash(7_000 + i), rollup.nowMillis() - 20_000);
        }
    }

    @Test
    void aServerThatFollowsNothingHasNoneOfIt() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            for (String path :
                    new String[] {"/v1/sequencer", "/v1/sequencer/report", "/v1/sequencer/events", "/sequencer"}) {
                HttpResponse<byte[]> answer = server.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(TestServer.json(answer).path("type").asText()).endsWith("/NOT_FOUND");
            }
            assertThat(new String(server.get("/metrics").body(), UTF_8)).doesNotContain("plumbline_sequencer_head");
        }
    }

    @Test
    void theStatusSaysHeadsObserversAndWhatWaits() throws Exception {
        aBadMinute();
        try (TestServer server = server()) {
            JsonNode status = TestServer.json(server.get("/v1/sequencer"));
            assertThat(status.at("/heads/unsafe/block").asLong()).isEqualTo(40);
            assertThat(status.at("/heads/finalized/block").asLong()).isEqualTo(12);
            assertThat(status.path("observers")).hasSize(3);
            assertThat(status.at("/observers/2/trouble").asText()).isEqualTo("lying");
            assertThat(status.at("/observers/2/troubles/lying").asLong()).isEqualTo(1);
            assertThat(status.path("in_flight").asInt()).isEqualTo(3);
            assertThat(status.at("/counts/blocks").asLong()).isEqualTo(40);
            assertThat(status.has("gap")).isFalse();
            rollup.pass(60_000);
            status = TestServer.json(server.get("/v1/sequencer"));
            assertThat(status.at("/gap/answering").asInt()).isEqualTo(3);
            assertThat(server.get("/v1/sequencer?x=1").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void theReportComesInTheFormThatIsAskedFor() throws Exception {
        try (TestServer server = server()) {
            HttpResponse<byte[]> json = server.get("/v1/sequencer/report");
            assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(TestServer.json(json).path("caveats")).isNotEmpty();
            HttpResponse<byte[]> html = server.get("/v1/sequencer/report", "Accept", BROWSER);
            assertThat(html.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            assertThat(server.get("/v1/sequencer/report", "Accept", "image/png").statusCode())
                    .isEqualTo(406);
            // Both forms are of one computation.
            assertThat(rollup.reportCount).hasValue(1);
            rollup.pass(ReportShelf.KEPT_MILLIS);
            server.get("/v1/sequencer/report");
            assertThat(rollup.reportCount).hasValue(2);
        }
    }

    @Test
    void theTimeOfAReportIsBounded() throws Exception {
        try (TestServer server = server()) {
            long now = rollup.nowMillis();
            JsonNode report = TestServer.json(server.get("/v1/sequencer/report?from=" + (now - 5) + "&to=" + now));
            assertThat(report.path("from").asLong()).isEqualTo(now - 5);
            assertThat(report.path("to").asLong()).isEqualTo(now);
            for (String query : new String[] {"from=" + (now + 1), "from=0", "from=5&to=4", "from=-1", "to=x"}) {
                assertThat(server.get("/v1/sequencer/report?" + query).statusCode())
                        .as(query)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void thePageShowsTheStateWithoutAScriptAndAllowsOnlyItsOwn() throws Exception {
        aBadMinute();
        try (TestServer server = server()) {
            HttpResponse<byte[]> answer = server.get("/sequencer");
            String page = new String(answer.body(), UTF_8);
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains(
                            "default-src 'none'", "script-src 'sha256-", "connect-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
            assertThat(page).contains("Following", "alpha", "lying", "&lt;its&gt;", "v1/sequencer/report");
            assertThat(page).doesNotContain("<its>", " style=\"", " onclick=");
            rollup.pass(75_000);
            assertThat(new String(server.get("/sequencer").body(), UTF_8))
                    .contains("No new block since", "3 submissions are in flight");
        }
    }

    @Test
    void figuresAreNamedForPrometheus() throws Exception {
        aBadMinute();
        try (TestServer server = server()) {
            String figures = new String(server.get("/metrics").body(), UTF_8);
            assertThat(figures)
                    .contains(
                            "plumbline_sequencer_head{grade=\"unsafe\"} 40.0",
                            "plumbline_sequencer_head{grade=\"safe\"} 30.0",
                            "plumbline_sequencer_blocks_total 40.0",
                            "plumbline_sequencer_in_flight 3.0",
                            "plumbline_sequencer_gap 0.0",
                            "plumbline_sequencer_listeners 0.0",
                            "plumbline_sequencer_observer_lag_blocks{observer=\"alpha\"} 0.0",
                            "plumbline_sequencer_observer_troubles_total{observer=\"charlie\",trouble=\"LYING\"} 1.0");
        }
    }
}
