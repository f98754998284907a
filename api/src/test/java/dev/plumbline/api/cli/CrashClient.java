package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.testkit.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One issuer that submits event after event to a server that keeps dying, and remembers every answer it got. */
final class CrashClient implements Runnable {
    private static final int BULK_MAX = 20;
    private static final long RETRY_NANOS = 5_000_000;

    /**
     * What the server has answered about one event.
     *
     * @param event what was handed in
     * @param index where the server said that it is
     */
    record Answered(Event event, long index) {}

    final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    final Queue<TreeHead> heads = new ConcurrentLinkedQueue<>();
    // Written by this thread when something is wrong beyond a lost connection, read when it has ended.
    volatile @Nullable Throwable failure;

    private final EventSigner signer;
    private final SplittableRandom random;
    private final AtomicReference<@Nullable String> url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Event last;

    /** @param url where the server is now; null when the client is to end */
    CrashClient(int number, SplittableRandom random, AtomicReference<@Nullable String> url) {
        this.signer = SampleEvents.signer(100 + number);
        this.random = random;
        this.url = url;
    }

    @Override
    public void run() {
        try {
            List<Event> waiting = next();
            for (String now = url.get(); now != null; now = url.get()) {
                if (submit(now, waiting)) {
                    waiting = next();
                } else {
                    // Whether it was logged is unknown: the very same events go out again.
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private List<Event> next() {
        var events = new ArrayList<Event>();
        for (int count = 1 + random.nextInt(BULK_MAX); count > 0; count--) {
            Event before = last;
            EventDraft draft = before == null
                    ? EventDraft.first(SampleEvents.smallUpload(0), SampleEvents.NAMESPACE, signer.issuer(), 1)
                    : EventDraft.after(before, SampleEvents.smallUpload((int) before.iseq()), before.iseq());
            last = draft.sign(signer);
            events.add(last);
        }
        return events;
    }

    /** Whether the server has answered. */
    private boolean submit(String base, List<Event> events) throws Exception {
        var body = new ByteArrayOutputStream();
        for (Event event : events) {
            body.writeBytes(event.entry());
            body.write('\n');
        }
        HttpResponse<byte[]> response;
        try {
            response = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/v1/events"))
                            .header("Content-Type", "application/x-ndjson")
                            .timeout(Duration.ofSeconds(10))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException e) {
            return false;
        }
        if (response.statusCode() == 503) {
            return false;
        }
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() != 200) {
            throw new AssertionError("status " + response.statusCode() + ": " + text);
        }
        String[] lines = text.strip().split("\n", -1);
        for (int i = 0; i < events.size(); i++) {
            JsonNode answer = Json.parse(lines[i].getBytes(StandardCharsets.UTF_8));
            if (!answer.path("event_id").asText().equals(events.get(i).id().encode())) {
                throw new AssertionError("an answer about another event: " + lines[i]);
            }
            answered.add(new Answered(events.get(i), answer.path("index").asLong(-1)));
            Receipt receipt = Receipt.parse(Json.encode(answer.path("receipt")).getBytes(StandardCharsets.UTF_8));
            heads.add(Checkpoint.parse(receipt.proof().checkpoint().text()).head());
        }
        return true;
    }
}
