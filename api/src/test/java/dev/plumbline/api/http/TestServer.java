package dev.plumbline.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real server over a real ledger, and a client that speaks to it. */
final class TestServer implements Closeable {
    static final String ORIGIN = "ledger.example.org/attribution";
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final SignerKey KEY = key();

    final Ledger ledger;
    final HttpApi api;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestServer(Ledger ledger, HttpConfig config, Anchors anchors, @Nullable FollowedSequencer sequencer) {
        this.ledger = ledger;
        this.api = HttpApi.start(
                config, new Services(ledger, List.of(KEY.verifierKey()), new ScanSearch(ledger), anchors, sequencer));
    }

    static TestServer start(Path folder) throws IOException {
        return start(folder, config -> config, HttpConfig.of("127.0.0.1", 0), Anchors.NONE);
    }

    static TestServer start(Path folder, UnaryOperator<LedgerConfig> tune, HttpConfig config, Anchors anchors)
            throws IOException {
        var clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        LedgerConfig ledgerConfig =
                LedgerConfig.of(folder, KEY, clock).withSegmentBytes(1 << 20).withPublishIntervalMillis(5);
        return new TestServer(Ledger.open(tune.apply(ledgerConfig), () -> {}), config, anchors, null);
    }

    /** A server that follows a sequencer. */
    static TestServer start(Path folder, HttpConfig config, FollowedSequencer sequencer) throws IOException {
        var clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        LedgerConfig ledgerConfig = LedgerConfig.of(folder, KEY, clock);
        return new TestServer(Ledger.open(ledgerConfig, () -> {}), config, Anchors.NONE, sequencer);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<byte[]> post(String mediaType, byte[] body) throws IOException, InterruptedException {
        return send("POST", "/v1/events", body, "Content-Type", mediaType);
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, publisher(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest.BodyPublisher publisher(byte[] body) {
        return body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body);
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return MAPPER.readTree(response.body());
    }

    /** Small uploads of one issuer, numbered from {@code from} on. */
    static Event event(int issuer, int iseq) {
        EventSigner signer = SampleEvents.signer(issuer);
        return new EventDraft(
                        SampleEvents.smallUpload(iseq),
                        SampleEvents.NAMESPACE,
                        signer.issuer(),
                        iseq,
                        iseq == 1 ? null : SampleEvents.id("previous of " + iseq),
                        SampleEvents.ISSUED_AT)
                .sign(signer);
    }

    static byte[] lines(List<Event> events) {
        return join(events, "", "\n", "\n");
    }

    static byte[] array(List<Event> events) {
        return join(events, "[", ",", "]");
    }

    private static byte[] join(List<Event> events, String start, String between, String end) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(start.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (int i = 0; i < events.size(); i++) {
            body.writeBytes(events.get(i).entry());
            String separator = i == events.size() - 1 ? end : between;
            body.writeBytes(separator.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        return body.toByteArray();
    }

    private static SignerKey key() {
        try {
            return new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        api.close();
        ledger.close();
    }
}
