package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.SignatureStatus;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Every event of one kind, as the index of a running log finds them. That none is left out is the log's word alone. */
final class LoggedKind {
    private static final int LIMIT = 1_000;

    private final LogClient client;

    LoggedKind(LogClient client) {
        this.client = client;
    }

    /**
     * An event and where it stands.
     *
     * @param index as the log says
     * @param event its signatures hold
     */
    record Found(long index, Event event) {}

    /** Hands over every event of the kind, in the order of the log; one with a bad signature is none. */
    void each(EventKind kind, Consumer<Found> reader) throws FailedException {
        long after = -1;
        while (true) {
            String path =
                    "/v1/events?kind=" + kind.wireName() + "&limit=" + LIMIT + (after < 0 ? "" : "&after=" + after);
            JsonNode page = client.requireJson(path);
            for (JsonNode found : page.path("events")) {
                Event event = event(path, found.path("event"));
                if (event.checkSignatures() == SignatureStatus.VALID) {
                    reader.accept(new Found(found.path("index").asLong(), event));
                }
            }
            long next = page.path("next").asLong(-1);
            if (next <= after) {
                return;
            }
            after = next;
        }
    }

    private Event event(String path, JsonNode json) throws FailedException {
        try {
            byte[] spelled = Json.encode(json).getBytes(StandardCharsets.UTF_8);
            return Event.parse(
                    CanonicalJson.encode(CanonicalJson.parseAnySpelling(spelled, "event", Limits.RECEIPT_BYTES_MAX)));
        } catch (MalformedException e) {
            throw FailedException.notChecked(client.at(path) + ": the answer has no event: " + e.getMessage(), e);
        }
    }
}
