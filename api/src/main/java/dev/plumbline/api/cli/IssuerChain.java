package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Numbers and signs an issuer's drafts, going on where the log says that the issuer stands in each namespace. */
final class IssuerChain {
    private static final List<String> DRAFT_KEYS = List.of("body", "issued_at", "kind", "ns");
    private static final int ASK_COUNT_MAX = 100;
    private static final long ASK_AGAIN_NANOS = 100_000_000;
    private static final String NO_SIGNATURE = "0x" + "00".repeat(64);

    private final LogClient client;
    private final EventSigner signer;
    private final InstantSource clock;
    private final Map<String, Place> places = new HashMap<>();

    IssuerChain(LogClient client, EventSigner signer, InstantSource clock) {
        this.client = client;
        this.signer = signer;
        this.clock = clock;
    }

    /** Signs a draft as the issuer's next event of its namespace. */
    Event sign(JsonObject draft) throws FailedException, MalformedException {
        for (int i = 0; i < draft.size(); i++) {
            if (!DRAFT_KEYS.contains(draft.key(i))) {
                throw new MalformedException(
                        Malformed.UNKNOWN_KEY,
                        "draft at /" + draft.key(i),
                        "want only body, kind, ns and perhaps issued_at; the rest is filled in here");
            }
        }
        String namespace = require(draft, "ns") instanceof JsonString text ? text.text() : "";
        Place place = places.get(namespace);
        if (place == null) {
            place = ask(namespace);
        }
        Event event = sign(draft, place);
        places.put(namespace, new Place(event.iseq(), event.id()));
        return event;
    }

    private Event sign(JsonObject draft, Place last) throws MalformedException {
        JsonValue stated = draft.get("issued_at");
        JsonObject.Builder envelope = JsonObject.builder()
                .put("v", 1)
                .put("kind", require(draft, "kind"))
                .put("ns", require(draft, "ns"))
                .put("issuer", signer.issuer().encode())
                .put("iseq", last.iseq() + 1)
                .put("issued_at", stated == null ? new JsonInteger(clock.millis()) : stated)
                .put("body", require(draft, "body"))
                .put(
                        "sig",
                        JsonObject.builder()
                                .put("alg", "ed25519")
                                .put("value", NO_SIGNATURE)
                                .build());
        if (last.id() != null) {
            envelope.put("iprev", last.id().encode());
        }
        // Read as an unsigned event first: that checks the rules of its kind and names what is wrong by its place.
        Event unsigned = Event.parse(CanonicalJson.encode(envelope.build()));
        return new EventDraft(
                        unsigned.body(),
                        unsigned.namespace(),
                        unsigned.issuer(),
                        unsigned.iseq(),
                        unsigned.iprev(),
                        unsigned.issuedAtMillis())
                .sign(signer);
    }

    private static JsonValue require(JsonObject draft, String key) throws MalformedException {
        JsonValue value = draft.get(key);
        if (value == null) {
            throw new MalformedException(Malformed.MISSING_KEY, "draft at /" + key, "is missing");
        }
        return value;
    }

    /** Number of the issuer's last event in a namespace, as the log has it now; 0 if there is none. */
    long lastNumber(String namespace) throws FailedException, MalformedException {
        return ask(namespace).iseq();
    }

    /**
     * Asks where the issuer stands. The log's index may lag behind the log, and an event signed twice under one number would
     * be proof against the issuer: so the answer counts only once the index has caught up.
     */
    private Place ask(String namespace) throws FailedException, MalformedException {
        String path = "/v1/issuers/" + encode(signer.issuer().encode()) + "/head?ns=" + encode(namespace);
        for (int count = 0; count < ASK_COUNT_MAX; count++) {
            JsonNode head = client.requireJson(path);
            if (head.path("indexed_size").asLong(-1) >= head.path("size").asLong(0)) {
                return place(head, path);
            }
            LockSupport.parkNanos(ASK_AGAIN_NANOS);
        }
        throw FailedException.notChecked(
                client.at(path) + ": the log's index lags behind the log; try again in a moment", null);
    }

    private Place place(JsonNode head, String path) throws FailedException, MalformedException {
        long iseq = head.path("highest_iseq").asLong(-1);
        if (iseq < 0) {
            throw FailedException.notChecked(client.at(path) + ": the answer has no highest_iseq", null);
        }
        return new Place(
                iseq, iseq == 0 ? null : EventId.parse(head.path("event_id").asText()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** @param id null exactly for number 0 */
    private record Place(long iseq, @Nullable EventId id) {}
}
