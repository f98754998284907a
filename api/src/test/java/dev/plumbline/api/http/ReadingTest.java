package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every address that is read, as it should be read. */
final class ReadingTest {
    private static final Anchors.Contract CONTRACT =
            new Anchors.Contract("eip155:31337", Address.of(new byte[Address.LENGTH]));

    @TempDir
    private Path folder;

    private TestServer server;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder, config -> config, HttpConfig.of("127.0.0.1", 0), new OneAnchor());
        for (int i = 1; i <= 3; i++) {
            events.add(TestServer.event(0, i));
            events.add(TestServer.event(1, i));
        }
        server.post(TestServer.NDJSON, TestServer.lines(events));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void anEventIsFoundByItsId() throws Exception {
        HttpResponse<byte[]> answer = server.get("/v1/events/" + events.get(2).id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(new String(answer.body(), UTF_8))
                .isEqualTo("{\"index\":2,\"event_id\":\"" + events.get(2).id() + "\",\"event\":"
                        + new String(events.get(2).entry(), UTF_8) + "}");
        String encoded = "/v1/events/" + events.get(2).id().encode().replace(":", "%3A");
        assertThat(server.get(encoded).body()).isEqualTo(answer.body());
    }

    @Test
    void eventsAreFoundPageByPage() throws Exception {
        String issuer = events.get(0).issuer().encode();
        var found = new ArrayList<Long>();
        String next = "";
        while (next != null) {
            JsonNode page = TestServer.json(server.get(
                    "/v1/events?limit=2&kind=datanet.upload&ns=eip155:1612%2Fmedical-notes&issuer=" + issuer + next));
            page.path("events").forEach(item -> found.add(item.path("index").asLong()));
            assertThat(page.path("indexed_size").asLong()).isEqualTo(6);
            assertThat(page.path("size").asLong()).isEqualTo(6);
            next = page.has("next") ? "&after=" + page.path("next").asLong() : null;
        }
        assertThat(found).containsExactly(0L, 2L, 4L);
        JsonNode named = TestServer.json(
                server.get("/v1/events?ref=" + SampleEvents.account(0).encode()));
        assertThat(named.path("events")).hasSize(6);
        assertThat(TestServer.json(server.get(
                                "/v1/events?issuer=" + SampleEvents.signer(5).issuer()))
                        .path("events"))
                .isEmpty();
    }

    @Test
    void anIssuerFindsWhereItStands() throws Exception {
        String path = "/v1/issuers/" + events.get(0).issuer() + "/head?ns=eip155:1612/medical-notes";
        JsonNode head = TestServer.json(server.get(path));
        assertThat(head.path("count").asLong()).isEqualTo(3);
        assertThat(head.path("highest_iseq").asLong()).isEqualTo(3);
        assertThat(head.path("event_id").asText()).isEqualTo(events.get(4).id().encode());
        JsonNode stranger = TestServer.json(
                server.get("/v1/issuers/" + SampleEvents.signer(5).issuer() + "/head?ns=eip155:1/x"));
        assertThat(stranger.path("highest_iseq").asLong()).isZero();
        assertThat(stranger.has("event_id")).isFalse();
    }

    @Test
    void aReceiptComesInTheFormThatIsAskedFor() throws Exception {
        String path = "/v1/receipts/" + events.get(5).id();
        HttpResponse<byte[]> json = server.get(path);
        assertThat(json.headers().firstValue("Content-Type")).contains(Receipt.MEDIA_TYPE);
        Receipt receipt = Receipt.parse(json.body());
        assertThat(receipt.entry()).isEqualTo(events.get(5).entry());
        assertThat(receipt.anchor()).isNull();
        HttpResponse<byte[]> text = server.get(path, "Accept", "application/json;q=0.5, text/plain");
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(TlogProof.parse(new String(text.body(), UTF_8))).isEqualTo(receipt.proof());
        assertThat(server.get(path, "Accept", "text/plain, */*").headers().firstValue("Content-Type"))
                .contains(Receipt.MEDIA_TYPE);
    }

    @Test
    void aCoseReceiptProvesTheEntryUnderTheNewestHead() throws Exception {
        String path = "/v1/receipts/" + events.get(5).id();
        HttpResponse<byte[]> cose = server.get(path, "Accept", CoseReceipt.MEDIA_TYPE);
        assertThat(cose.statusCode()).isEqualTo(200);
        assertThat(cose.headers().firstValue("Content-Type")).contains(CoseReceipt.MEDIA_TYPE);
        assertThat(cose.headers().firstValue("Vary")).contains("Accept");
        var policy = TrustPolicy.ofLog(TestServer.KEY.verifierKey());
        CoseVerdict verdict = CoseReceipt.parse(cose.body())
                .check(TreeHasher.leaf(events.get(5).entry()), policy);
        assertThat(((CoseVerdict.Included) verdict).leaf().head())
                .isEqualTo(server.ledger.head().head());
        assertThat(server.get(path, "Accept", CoseReceipt.MEDIA_TYPE).body()).isEqualTo(cose.body());
        assertThat(server.send("HEAD", path, new byte[0], "Accept", CoseReceipt.MEDIA_TYPE)
                        .headers()
                        .firstValue("Content-Type"))
                .contains(CoseReceipt.MEDIA_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/scitt-receipt+cose | application/scitt-receipt+cose",
                "application/*;q=0.5, application/scitt-receipt+cose | application/scitt-receipt+cose",
                "application/json;q=0.2, text/plain;q=0.3, APPLICATION/SCITT-RECEIPT+COSE;q=0.4 | application/scitt-receipt+cose",
                "application/scitt-receipt+cose, application/json | application/vnd.plumbline.receipt+json",
                "application/scitt-receipt+cose;q=0.9, text/plain | text/plain;charset=utf-8",
                "application/scitt-receipt+cose;q=0, text/*;q=0.1 | text/plain;charset=utf-8",
                "application/* | application/vnd.plumbline.receipt+json",
                "*/* | application/vnd.plumbline.receipt+json",
            })
    void theFormThatIsPreferredIsSent(String accept, String mediaType) throws Exception {
        HttpResponse<byte[]> answer = server.get("/v1/receipts/" + events.get(5).id(), "Accept", accept);
        assertThat(answer.headers().firstValue("Content-Type")).contains(mediaType);
    }

    @Test
    void aReceiptUnderAnAnchorHasItsEvidence() throws Exception {
        Receipt receipt =
                Receipt.parse(server.get("/v1/receipts/" + events.get(3).id()).body());
        assertThat(receipt.anchor()).isNotNull();
        assertThat(receipt.anchor().size()).isEqualTo(4);
        assertThat(receipt.anchor().path()).isEqualTo(server.ledger.prove(3, 4).path());
        JsonNode anchors = TestServer.json(server.get("/v1/anchors")).path("anchors");
        assertThat(anchors).hasSize(1);
        assertThat(anchors.get(0).path("size").asLong()).isEqualTo(4);
        assertThat(anchors.get(0).path("chain").asText()).isEqualTo("eip155:31337");
        JsonNode log = TestServer.json(server.get("/v1/log"));
        assertThat(log.path("origin").asText()).isEqualTo(TestServer.ORIGIN);
        assertThat(log.path("vkeys").get(0).asText())
                .isEqualTo(TestServer.KEY.verifierKey().encode());
        assertThat(log.path("anchor").path("contract").asText()).startsWith("0x");
    }

    @Test
    void healthAndFiguresSayWhatGoesOn() throws Exception {
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(TestServer.json(server.get("/health/ready")).path("ready").asBoolean())
                .isTrue();
        String figures = new String(server.get("/metrics").body(), UTF_8);
        assertThat(figures)
                .contains("plumbline_tree_size 6.0")
                .contains("plumbline_batches_total 1.0")
                .contains("plumbline_events_total{status=\"new\"} 6.0")
                .contains("plumbline_anchor_lag 2.0")
                .contains("plumbline_index_lag 0.0")
                .contains("plumbline_pool_events 0.0")
                .contains("plumbline_request_seconds_count{method=\"POST\",route=\"/v1/events\",status=\"200\"} 1");
        assertThat(TestServer.json(server.get("/")).path("size").asLong()).isEqualTo(6);
    }

    @Test
    void headAnswersLikeGetWithoutABody() throws Exception {
        for (String path : List.of("/checkpoint", "/v1/log", "/tile/0/000.p/6", "/health/live", "/")) {
            HttpResponse<byte[]> get = server.get(path);
            HttpResponse<byte[]> head = server.send("HEAD", path, new byte[0]);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("Content-Length")).contains(Integer.toString(get.body().length));
            assertThat(head.headers().firstValue("Content-Type"))
                    .isEqualTo(get.headers().firstValue("Content-Type"));
        }
    }

    /** An anchor of the first four events, whose evidence is made up: that it holds is for others to test. */
    private static final class OneAnchor implements Anchors {
        @Override
        public Contract contract() {
            return CONTRACT;
        }

        @Override
        public List<Anchor> all() {
            var head = new TreeHead(4, SampleEvents.hash("root"));
            return List.of(
                    new Anchor(CONTRACT, head, 7, "0x" + "00".repeat(32), 1, "0xc0", List.of("0xc0"), List.of("0xc0")));
        }

        @Override
        public @Nullable Anchor covering(long leafIndex) {
            return leafIndex < 4 ? all().get(0) : null;
        }
    }
}
