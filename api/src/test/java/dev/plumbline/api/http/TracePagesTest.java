package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.event.Correction;
import dev.plumbline.proofs.event.CorrectionClass;
import dev.plumbline.proofs.event.Effective;
import dev.plumbline.proofs.event.KeyRevoke;
import dev.plumbline.proofs.trace.TraceBundle;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of every event of a small log, and what is said of an event after it was corrected. */
final class TracePagesTest {
    private static final int INFERENCE = 5;

    @TempDir
    private Path folder;

    private final SampleTrace events = SampleTrace.paid();

    private void submit(TestServer server, int from) throws Exception {
        for (int i = from; i < events.size(); i++) {
            assertThat(server.post(TestServer.JSON, events.at(i).entry()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void everyEventIsExplainedByAFileThatVerifies() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            submit(server, 0);
            for (int i = 0; i < events.size(); i++) {
                HttpResponse<byte[]> answer =
                        server.get("/v1/trace/" + events.at(i).id().encode());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue(TraceBundle.MEDIA_TYPE);
                TraceVerdict verdict = new TraceVerifier(SampleTrace.TRUST).verify(answer.body());
                assertThat(verdict).as("%s", verdict).isInstanceOf(TraceVerdict.Verified.class);
            }
            String accrual = events.at(6).id().encode();
            for (int line = 0; line < 6; line++) {
                HttpResponse<byte[]> answer = server.get("/v1/trace/" + accrual + "?line=" + line);
                assertThat(new TraceVerifier(SampleTrace.TRUST).verify(answer.body()))
                        .isInstanceOf(TraceVerdict.Verified.class);
            }
            assertThat(server.get("/v1/trace/" + accrual + "?line=6").statusCode())
                    .isEqualTo(400);
            assertThat(server.get("/v1/trace/" + SampleEvents.id("none").encode())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void standingNamesWhatLaterEntriesSay() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            submit(server, 0);
            String path = "/v1/events/" + events.at(INFERENCE).id().encode() + "/standing";
            JsonNode before = TestServer.json(server.get(path));
            assertThat(before.path("index").asInt()).isEqualTo(INFERENCE);
            assertThat(before.has("superseded_at")).isFalse();
            assertThat(before.path("turns").size()).isZero();

            events.add(
                    SampleTrace.OPERATOR,
                    new Correction(
                            events.at(INFERENCE).id(),
                            CorrectionClass.WITHDRAWAL,
                            null,
                            SampleEvents.hash("reason"),
                            Effective.RETROACTIVE,
                            List.of()));
            events.add(SampleTrace.OPERATOR, KeyRevoke.since(SampleTrace.OPERATOR.issuer(), 3));
            submit(server, 8);
            JsonNode after = TestServer.json(server.get(path));
            assertThat(after.path("superseded_at").asInt()).isEqualTo(8);
            assertThat(after.path("size").asInt()).isEqualTo(10);
            assertThat(after.path("turns").findValuesAsText("change")).containsExactly("SUPERSEDED", "KEY_REVOKED");
            assertThat(after.path("turns").get(1).path("counts").asBoolean()).isTrue();
            assertThat(server.get("/v1/events/" + SampleEvents.id("none").encode() + "/standing")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
