package dev.plumbline.api.http;

import dev.plumbline.proofs.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as it is sent: RFC 9457 problem details.
 *
 * @param reason for programs
 * @param detail for people: what was found and what was wanted, on one line
 * @param pointer JSON pointer of what is wrong in the event, or null
 * @param contradiction what a {@link ApiReason#CONFLICT} is with, and null otherwise
 */
record Problem(
        ApiReason reason,
        String detail,
        @Nullable String pointer,
        @Nullable Contradiction contradiction) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ApiReason reason, String detail) {
        return new Problem(reason, detail, null, null);
    }

    ProblemException toException() {
        return new ProblemException(this);
    }

    byte[] encode() {
        var json = new JsonSink(512);
        appendTo(json);
        return json.toByteArray();
    }

    void appendTo(JsonSink json) {
        json.raw("{\"type\":").quoted(reason.type());
        json.raw(",\"title\":").quoted(reason.title());
        json.raw(",\"status\":").number(reason.status());
        json.raw(",\"detail\":").quoted(detail);
        if (pointer != null) {
            json.raw(",\"pointer\":").quoted(pointer);
        }
        if (contradiction != null) {
            json.raw(",\"existing_event_id\":").quoted(contradiction.existing().encode());
            json.raw(",\"first_index\":").number(contradiction.firstIndex());
            json.raw(",\"evidence_index\":").number(contradiction.evidenceIndex());
        }
        json.raw("}");
    }

    /**
     * The event that stands, and the proof against the issuer.
     *
     * @param existing id of the event that stands
     * @param firstIndex position of the event that stands
     * @param evidenceIndex position of the {@code issuer.conflict} event that the ledger has logged
     */
    record Contradiction(EventId existing, long firstIndex, long evidenceIndex) {}
}
