package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.util.List;

/**
 * What became of the events of one request, as JSON: one object for each, in their order. Every receipt is proven under the
 * one head that came with the answer.
 */
final class SubmissionAnswer {
    private final Ledger ledger;
    private final RequestEntries request;
    private final List<Admission> admissions;
    private final Submission.Sequenced sequenced;
    private final SignedHead head;
    private final ReceiptText receipts;

    /**
     * @param admissions one for each entry of the request
     * @param sequenced an outcome for each that was admitted, in the same order
     */
    SubmissionAnswer(
            Ledger ledger, RequestEntries request, List<Admission> admissions, Submission.Sequenced sequenced) {
        this.ledger = ledger;
        this.request = request;
        this.admissions = admissions;
        this.sequenced = sequenced;
        this.head = sequenced.head();
        this.receipts = new ReceiptText(head);
    }

    /** The answer to a single event, or the problem with it. */
    byte[] single() throws ProblemException, IOException {
        Outcome outcome = sequenced.outcomes().get(0);
        if (outcome instanceof Outcome.Conflict conflict) {
            throw problem(conflict).toException();
        }
        var json = new JsonSink(4_096);
        appendLogged(json, (Outcome.Logged) outcome, request.entries().get(0));
        return json.toByteArray();
    }

    /** Writes the answer to many, a piece at a time. */
    void bulk(Pieces pieces) throws IOException {
        boolean isArray = request.form() == RequestEntries.Form.ARRAY;
        var json = new JsonSink(2 * PIECE_BYTES);
        json.raw(isArray ? "[" : "");
        int submitted = 0;
        for (int i = 0; i < admissions.size(); i++) {
            json.raw(isArray && i > 0 ? "," : "");
            if (admissions.get(i) instanceof Admission.Admitted) {
                append(
                        json,
                        sequenced.outcomes().get(submitted++),
                        request.entries().get(i));
            } else {
                appendRejected(json, admissions.get(i));
            }
            json.raw(isArray ? "" : "\n");
            if (json.size() >= PIECE_BYTES) {
                pieces.write(json);
            }
        }
        pieces.write(json.raw(isArray ? "]" : ""));
    }

    /** Enough to be worth a system call, little enough to stay in the processor's cache. */
    private static final int PIECE_BYTES = 128 * 1024;

    /** Takes an answer while it is being made. */
    @FunctionalInterface
    interface Pieces {
        /** Takes what is in the sink and leaves it empty. */
        void write(JsonSink piece) throws IOException;
    }

    private void append(JsonSink json, Outcome outcome, byte[] entry) throws IOException {
        if (outcome instanceof Outcome.Logged logged) {
            appendLogged(json, logged, entry);
        } else {
            appendConflict(json, (Outcome.Conflict) outcome);
        }
    }

    private void appendLogged(JsonSink json, Outcome.Logged logged, byte[] submitted) throws IOException {
        boolean isNew = logged.status() == Outcome.Status.NEW;
        // One event may be signed in several ways; what was logged is what was signed first.
        byte[] entry = isNew ? submitted : ledger.entry(logged.index());
        json.raw("{\"event_id\":\"").raw(logged.eventId().encode());
        json.raw("\",\"index\":").number(logged.index());
        json.raw(",\"receipt\":");
        receipts.append(json, entry, ledger.prove(logged.index(), head.head().size()));
        json.raw(isNew ? ",\"status\":\"new\"}" : ",\"status\":\"known\"}");
    }

    private void appendConflict(JsonSink json, Outcome.Conflict conflict) throws IOException {
        json.raw("{\"event_id\":\"").raw(conflict.eventId().encode());
        json.raw("\",\"problem\":");
        problem(conflict).appendTo(json);
        json.raw(",\"status\":\"conflict\"}");
    }

    private static void appendRejected(JsonSink json, Admission admission) {
        json.raw("{\"problem\":");
        rejection(admission).appendTo(json);
        json.raw(",\"status\":\"rejected\"}");
    }

    /** Why an event was not admitted. */
    static Problem rejection(Admission admission) {
        if (admission instanceof Admission.Malformed malformed) {
            return Problems.of(malformed.cause());
        }
        return Problems.of((Admission.BadSignature) admission);
    }

    private Problem problem(Outcome.Conflict conflict) throws IOException {
        Event first;
        try {
            first = Event.parse(ledger.entry(conflict.firstIndex()));
        } catch (MalformedException e) {
            throw new IOException("entry " + conflict.firstIndex() + " is not an event", e);
        }
        return new Problem(
                ApiReason.CONFLICT,
                "event at /iseq: " + first.iseq() + " is taken by " + first.id() + ", logged at index "
                        + conflict.firstIndex(),
                "/iseq",
                new Problem.Contradiction(first.id(), conflict.firstIndex(), conflict.evidenceIndex()));
    }
}
