package dev.plumbline.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.verify.ReceiptVerifier;
import dev.plumbline.proofs.verify.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Reads a few of the receipts that came back as a stranger would: with the verifier, and against the event sent. */
final class SampleCheck {
    private static final int LINES_PER_ANSWER = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReceiptVerifier verifier;
    private int checked;

    SampleCheck(ReceiptVerifier verifier) {
        this.verifier = verifier;
    }

    /** How many receipts held. */
    int checked() {
        return checked;
    }

    /** @throws IOException if one does not hold, or is for another event */
    void check(Run.Sample sample) throws IOException {
        List<byte[]> entries = sample.parcel().entries();
        List<JsonNode> answers = JSON.readerFor(JsonNode.class)
                .<JsonNode>readValues(sample.body())
                .readAll();
        if (answers.size() != entries.size()) {
            throw new IOException("answer of " + answers.size() + " lines, want " + entries.size());
        }
        var places = new TreeSet<Integer>();
        for (int i = 0; i < LINES_PER_ANSWER; i++) {
            places.add((int) ((long) i * (entries.size() - 1) / (LINES_PER_ANSWER - 1)));
        }
        for (int place : places) {
            check(entries.get(place), answers.get(place));
        }
    }

    private void check(byte[] entry, JsonNode answer) throws IOException {
        Verdict verdict = verifier.verify(JSON.writeValueAsBytes(answer.path("receipt")));
        if (!(verdict instanceof Verdict.Verified verified)) {
            throw new IOException("a receipt does not verify: " + verdict);
        }
        Event sent;
        try {
            sent = Event.parse(entry);
        } catch (MalformedException e) {
            throw new IOException("what was sent is not an event", e);
        }
        if (!Arrays.equals(verified.receipt().event().entry(), entry)
                || !sent.id().encode().equals(answer.path("event_id").asText())
                || verified.receipt().index() != answer.path("index").asLong(-1)) {
            throw new IOException("the receipt of " + sent.id() + " is for something else: " + answer);
        }
        checked++;
    }
}
