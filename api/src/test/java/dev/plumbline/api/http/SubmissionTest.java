package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.receipt.TlogProof;
import dev.plumbline.testkit.SampleEvents;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmissionTest {
    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aNewEventIsCreatedAndAKnownOneFound() throws Exception {
        Event event = TestServer.event(0, 1);
        HttpResponse<byte[]> created = server.post(TestServer.JSON, event.entry());
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/v1/events/" + event.id());
        checkLogged(TestServer.json(created), event, 0, "new");

        HttpResponse<byte[]> known = server.post("application/json; charset=UTF-8", withNewline(event.entry()));
        assertThat(known.statusCode()).isEqualTo(200);
        checkLogged(TestServer.json(known), event, 0, "known");
    }

    @Test
    void aSecondEventUnderOneNumberIsAConflictThatNamesTheFirst() throws Exception {
        Event first = TestServer.event(0, 1);
        server.post(TestServer.JSON, first.entry());
        Event second = EventDraft.first(
                        SampleEvents.smallUpload(99), SampleEvents.NAMESPACE, first.issuer(), SampleEvents.ISSUED_AT)
                .sign(SampleEvents.signer(0));
        HttpResponse<byte[]> answer = server.post(TestServer.JSON, second.entry());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.path("type").asText()).endsWith("/CONFLICT");
        assertThat(problem.path("first_index").asLong()).isZero();
        assertThat(problem.path("evidence_index").asLong()).isEqualTo(1);
        assertThat(problem.path("existing_event_id").asText())
                .isEqualTo(first.id().encode());
    }

    @Test
    void bulkIsAnsweredInOrderAndFormAndOneBadEventSpoilsNothing() throws Exception {
        Event first = TestServer.event(0, 1);
        Event second = EventDraft.first(
                        SampleEvents.smallUpload(99), SampleEvents.NAMESPACE, first.issuer(), SampleEvents.ISSUED_AT)
                .sign(SampleEvents.signer(0));
        Event third = TestServer.event(1, 1);
        String body = text(first) + "\n{\"v\":01}\n" + text(second) + "\n" + text(first) + "\n"
                + text(third).replace("1763700000000", "1763700000001") + "\n\n" + text(third);
        HttpResponse<byte[]> answer = server.post(TestServer.NDJSON, body.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(TestServer.NDJSON);
        String[] lines = new String(answer.body(), UTF_8).split("\n", -1);
        assertThat(lines).hasSize(8).endsWith("");
        checkLogged(TestServer.MAPPER.readTree(lines[0]), first, 0, "new");
        checkRejected(TestServer.MAPPER.readTree(lines[1]), "FORMAT_UNREADABLE");
        JsonNode conflict = TestServer.MAPPER.readTree(lines[2]);
        assertThat(conflict.path("status").asText()).isEqualTo("conflict");
        assertThat(conflict.path("event_id").asText()).isEqualTo(second.id().encode());
        assertThat(conflict.path("problem").path("first_index").asLong()).isZero();
        checkLogged(TestServer.MAPPER.readTree(lines[3]), first, 0, "known");
        checkRejected(TestServer.MAPPER.readTree(lines[4]), "EVENT_SIGNATURE_BAD");
        checkRejected(TestServer.MAPPER.readTree(lines[5]), "FORMAT_UNREADABLE");
        checkLogged(TestServer.MAPPER.readTree(lines[6]), third, 2, "new");
    }

    @Test
    void anArrayIsAnsweredWithAnArrayWhateverSpaceItHas() throws Exception {
        Event first = TestServer.event(0, 1);
        Event second = TestServer.event(1, 1);
        String body = " \r\n[\t" + text(first) + " , \"a,]}\\\"\" ,\n" + text(second) + " ] \n";
        HttpResponse<byte[]> answer = server.post(TestServer.JSON, body.getBytes(UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode array = TestServer.json(answer);
        assertThat(array.isArray()).isTrue();
        assertThat(array).hasSize(3);
        checkLogged(array.get(0), first, 0, "new");
        checkRejected(array.get(1), "ENTRY_NOT_CANONICAL");
        checkLogged(array.get(2), second, 1, "new");
        assertThat(new String(server.post(TestServer.JSON, "[]".getBytes(UTF_8)).body(), UTF_8))
                .isEqualTo("[]");
    }

    @Test
    void theLargestBatchIsAnsweredWholeUnderOneHead() throws Exception {
        var drafts = new ArrayList<EventDraft>();
        for (int i = 1; i <= RequestEntries.EVENTS_MAX; i++) {
            drafts.add(new EventDraft(
                    SampleEvents.smallUpload(i),
                    SampleEvents.NAMESPACE,
                    SampleEvents.signer(0).issuer(),
                    i,
                    i == 1 ? null : SampleEvents.id("previous"),
                    SampleEvents.ISSUED_AT));
        }
        List<Event> events = EventDraft.signBatch(drafts, SampleEvents.signer(0));
        HttpResponse<byte[]> answer = server.post(TestServer.NDJSON, TestServer.lines(events));
        String[] lines = new String(answer.body(), UTF_8).split("\n", -1);
        assertThat(lines).hasSize(events.size() + 1);
        for (int i = 0; i < events.size(); i += 61) {
            checkLogged(TestServer.MAPPER.readTree(lines[i]), events.get(i), i, "new");
        }
        var tooMany = new ArrayList<>(events);
        tooMany.add(events.get(0));
        assertThat(server.post(TestServer.JSON, TestServer.array(tooMany)).statusCode())
                .isEqualTo(413);
    }

    private static void checkRejected(JsonNode object, String reason) {
        assertThat(object.path("status").asText()).isEqualTo("rejected");
        assertThat(object.path("problem").path("type").asText()).endsWith("/" + reason);
    }

    private static void checkLogged(JsonNode object, Event event, long index, String status) throws Exception {
        assertThat(object.path("status").asText()).isEqualTo(status);
        assertThat(object.path("event_id").asText()).isEqualTo(event.id().encode());
        assertThat(object.path("index").asLong()).isEqualTo(index);
        Receipt receipt = Receipt.parse(object.path("receipt").toString().getBytes(UTF_8));
        assertThat(receipt.entry()).isEqualTo(event.entry());
        assertThat(object.path("receipt").toString()).isEqualTo(new String(receipt.encode(), UTF_8));
        TlogProof proof = receipt.proof();
        assertThat(proof.inclusion().leafIndex()).isEqualTo(index);
        assertThat(TestServer.KEY.verifierKey().check(proof.checkpoint())).isEqualTo(NoteStatus.SIGNED);
        var head = Checkpoint.parse(proof.checkpoint().text()).head();
        assertThat(proof.inclusion().check(TreeHasher.leaf(event.entry()), head))
                .isEqualTo(ProofStatus.VALID);
    }

    private static String text(Event event) {
        return new String(event.entry(), UTF_8);
    }

    private static byte[] withNewline(byte[] entry) {
        return (new String(entry, UTF_8) + "\n").getBytes(UTF_8);
    }
}
