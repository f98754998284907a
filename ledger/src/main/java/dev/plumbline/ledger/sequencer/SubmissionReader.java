package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.sequencer.SubmissionState.Place;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.receipt.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads and writes the file of a {@link SubmissionState}, which has one spelling. */
final class SubmissionReader {
    private static final String SUBJECT = "submission";
    private static final String KIND = "plumbline.submission";
    private static final int SALT_CHARS_MAX = 44;
    /** Hex of the largest transaction, and two receipts; the reader of JSON takes no larger document. */
    private static final int BYTES_MAX = Limits.RECEIPT_BYTES_MAX;

    private SubmissionReader() {}

    static SubmissionState read(byte[] json) throws MalformedException {
        if (json.length > BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, SUBJECT, "has " + json.length + " bytes, want at most " + BYTES_MAX);
        }
        var file = new JsonMembers(CanonicalJson.parseAnySpelling(json, SUBJECT, BYTES_MAX), SUBJECT, "");
        file.version("v");
        file.kind("kind", KIND);
        byte[] raw = HexData.parse(
                file.text("raw", 2 + 2 * SubmittedTransaction.RAW_BYTES_MAX),
                SUBJECT + " at /raw",
                SubmittedTransaction.RAW_BYTES_MAX);
        Salt salt = Salt.parseBase64(file.text("salt", SALT_CHARS_MAX));
        Step intention = step(file.required("intention"), "/intention");
        Long sendingAt = file.ifPresent("sending_at") == null ? null : Long.valueOf(file.size("sending_at"));
        JsonValue answers = file.ifPresent("answers");
        Step answer = answers == null ? null : step(answers, "/answers");
        file.end();
        SubmissionState state = state(raw, salt, intention, sendingAt, answer);
        if (!Arrays.equals(state.encode(), json)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "is not the one spelling of what it says");
        }
        return state;
    }

    private static SubmissionState state(
            byte[] raw, Salt salt, Step intention, @Nullable Long sendingAt, @Nullable Step answer)
            throws MalformedException {
        try {
            return new SubmissionState(
                    SubmittedTransaction.parse(raw),
                    salt,
                    intention.event(),
                    intention.place(),
                    sendingAt,
                    answer == null ? null : answer.event(),
                    answer == null ? null : answer.place());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Malformed.RULE, SUBJECT, String.valueOf(e.getMessage()));
        }
    }

    /** @param place null until the log's answer is known */
    private record Step(Event event, @Nullable Place place) {}

    private static Step step(JsonValue value, String pointer) throws MalformedException {
        var members = new JsonMembers(value, SUBJECT, pointer);
        Event event = Event.parse(members.text("entry", Limits.ENTRY_BYTES_MAX).getBytes(StandardCharsets.UTF_8));
        JsonValue index = members.ifPresent("index");
        JsonValue receipt = members.ifPresent("receipt");
        Place place = null;
        if (index != null) {
            Receipt parsed = receipt == null ? null : Receipt.parse(CanonicalJson.encode(receipt));
            place = new Place(members.size("index"), parsed);
        } else if (receipt != null) {
            throw members.malformed(Malformed.RULE, "receipt", "is there without an index");
        }
        members.end();
        return new Step(event, place);
    }

    static byte[] write(SubmissionState state) {
        JsonObject.Builder file = JsonObject.builder()
                .put("v", 1)
                .put("kind", KIND)
                .put("raw", HexData.encode(state.transaction().signed().raw()))
                .put("salt", state.salt().base64())
                .put("intention", step(state.intention(), state.intended()));
        if (state.sendingAtMillis() != null) {
            file.put("sending_at", state.sendingAtMillis());
        }
        if (state.answers() != null) {
            file.put("answers", step(state.answers(), state.answered()));
        }
        return CanonicalJson.encode(file.build());
    }

    private static JsonObject step(Event event, @Nullable Place place) {
        JsonObject.Builder step = JsonObject.builder().put("entry", new String(event.entry(), StandardCharsets.UTF_8));
        if (place != null) {
            step.put("index", place.index());
            if (place.receipt() != null) {
                step.put("receipt", object(place.receipt()));
            }
        }
        return step.build();
    }

    private static JsonValue object(Receipt receipt) {
        try {
            return CanonicalJson.parseAnySpelling(receipt.encode(), "receipt", Limits.RECEIPT_BYTES_MAX);
        } catch (MalformedException e) {
            throw new AssertionError("a receipt that we have written is JSON", e);
        }
    }
}
