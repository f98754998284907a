package dev.plumbline.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.sequence.Writer;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.verify.Reason;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see when many come at once, or the ledger cannot take anything. */
final class RefusalTest {
    @TempDir
    private Path folder;

    @Test
    void manyClientsGetEachIndexOnceOrAreToldToComeBack() throws Exception {
        int count = 400;
        try (TestServer server = TestServer.start(
                folder,
                config -> config.withBounds(new Writer.Bounds(4, 1 << 20, 4, 1 << 20)),
                HttpConfig.of("127.0.0.1", 0),
                Anchors.NONE)) {
            ExecutorService clients = Executors.newFixedThreadPool(32);
            var requests = new ArrayList<Callable<HttpResponse<byte[]>>>();
            for (int i = 1; i <= count; i++) {
                Event event = TestServer.event(0, i);
                requests.add(() -> server.post(TestServer.JSON, event.entry()));
            }
            var indexes = new HashSet<Long>();
            int refused = 0;
            for (Future<HttpResponse<byte[]>> request : clients.invokeAll(requests)) {
                HttpResponse<byte[]> answer = request.get();
                if (answer.statusCode() == 503) {
                    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
                    assertThat(TestServer.json(answer).path("type").asText()).endsWith("/POOL_FULL");
                    refused++;
                } else {
                    assertThat(answer.statusCode()).isEqualTo(201);
                    indexes.add(TestServer.json(answer).path("index").asLong());
                }
            }
            clients.shutdown();
            assertThat(indexes).hasSize(count - refused);
            assertThat(server.ledger.head().head().size()).isEqualTo(count - refused);
        }
    }

    @Test
    void aStoppedWriterIsSaidSo() throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            server.ledger.close();
            HttpResponse<byte[]> answer =
                    server.post(TestServer.JSON, TestServer.event(0, 1).entry());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestServer.json(answer).path("type").asText()).endsWith("/SHUTTING_DOWN");
            assertThat(server.get("/checkpoint").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyReasonHasAStatusAndASentence() {
        for (ApiReason reason : ApiReason.values()) {
            assertThat(reason.status()).isBetween(400, 503);
            assertThat(reason.title()).endsWith(".");
            assertThat(reason.type()).endsWith("/" + reason);
        }
        assertThat(Arrays.stream(Reason.values()).map(Enum::name))
                .contains("FORMAT_UNREADABLE", "FORMAT_UNSUPPORTED", "ENTRY_NOT_CANONICAL", "EVENT_SIGNATURE_BAD");
    }
}
