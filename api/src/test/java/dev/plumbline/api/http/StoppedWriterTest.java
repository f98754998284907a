package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.event.Event;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that has no room for the next journal segment, seen from outside, and the restart after it was mended. */
final class StoppedWriterTest {
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int EVENTS_MAX = 1_000;

    @TempDir
    private Path folder;

    @Test
    void afterAFailedWriteWritesAreRefusedAndReadsGoOnAndNothingAnsweredIsLost() throws Exception {
        var answered = new ArrayList<Event>();
        Path journal = folder.resolve("journal");
        Path away = folder.resolve("journal-away");
        try (TestServer server = start()) {
            assertThat(server.post(TestServer.JSON, TestServer.event(0, 1).entry())
                            .statusCode())
                    .isEqualTo(201);
            answered.add(TestServer.event(0, 1));
            // The open segment goes on to take frames; the one after it cannot be made where there is no folder.
            Files.move(journal, away);
            HttpResponse<byte[]> refused = fillUntilRefused(server, answered);
            assertThat(TestServer.json(refused).path("type").asText()).endsWith("/WRITER_STOPPED");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            HttpResponse<byte[]> again = server.post(
                    TestServer.JSON, TestServer.event(0, EVENTS_MAX + 1).entry());
            assertThat(again.statusCode()).isEqualTo(503);
            HttpResponse<byte[]> ready = server.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(new String(ready.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("WRITER_STOPPED");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/v1/receipts/" + answered.get(0).id().encode())
                            .statusCode())
                    .isEqualTo(200);
        }
        Files.move(away, journal);
        try (TestServer server = start()) {
            for (int i = 0; i < answered.size(); i++) {
                HttpResponse<byte[]> known =
                        server.post(TestServer.JSON, answered.get(i).entry());
                assertThat(known.statusCode()).isEqualTo(200);
                assertThat(TestServer.json(known).path("index").asInt()).isEqualTo(i);
            }
            assertThat(server.post(
                                    TestServer.JSON,
                                    TestServer.event(0, EVENTS_MAX + 2).entry())
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    private TestServer start() throws Exception {
        return TestServer.start(
                folder, config -> config.withSegmentBytes(SEGMENT_BYTES), HttpConfig.of("127.0.0.1", 0), Anchors.NONE);
    }

    private static HttpResponse<byte[]> fillUntilRefused(TestServer server, List<Event> answered) throws Exception {
        for (int i = 2; i <= EVENTS_MAX; i++) {
            Event event = TestServer.event(0, i);
            HttpResponse<byte[]> answer = server.post(TestServer.JSON, event.entry());
            if (answer.statusCode() != 201) {
                return answer;
            }
            answered.add(event);
        }
        throw new AssertionError("nothing was refused");
    }
}
