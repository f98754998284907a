package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Issuer;
import dev.plumbline.proofs.event.Namespace;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;

/** Events by id, by what they say, and how far an issuer has got. */
final class EventPages {
    static final Set<String> SEARCH_PARAMETERS = Set.of("issuer", "ns", "kind", "ref", "after", "limit");
    static final Set<String> HEAD_PARAMETERS = Set.of("ns");

    private static final int LIMIT_DEFAULT = 100;
    /** Bytes after which a page ends early: the events of one page may have 64 KiB each. */
    private static final int PAGE_BYTES_MAX = 4 << 20;

    private final Ledger ledger;
    private final Search search;

    EventPages(Services services) {
        this.ledger = services.ledger();
        this.search = services.search();
    }

    /** {@code GET /v1/events/{id}}. */
    void event(Context ctx) throws ProblemException, IOException {
        EventId id = Parameters.of(ctx, Set.of()).pathEventId("id");
        long index = requireIndex(ledger, id);
        var json = new JsonSink(4_096);
        json.raw("{\"index\":").number(index);
        json.raw(",\"event_id\":").quoted(id.encode());
        json.raw(",\"event\":").raw(ledger.entry(index)).raw("}");
        ctx.header(
                "Link",
                "</v1/receipts/" + id.encode() + ">; rel=\"describedby\", </v1/events/" + id.encode()
                        + "/standing>; rel=\"latest-version\"");
        Pages.json(ctx, Pages.IMMUTABLE, json);
    }

    static long requireIndex(Ledger ledger, EventId id) throws ProblemException, IOException {
        long index = ledger.indexOf(id);
        if (index < 0) {
            throw Problem.of(ApiReason.NOT_FOUND, "the log has no event " + id.encode())
                    .toException();
        }
        return index;
    }

    /** {@code GET /v1/events?…}. */
    void search(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, SEARCH_PARAMETERS);
        var criteria = new Search.Criteria(
                parameters.text("issuer", Issuer::parse),
                parameters.text("ns", Namespace::parse),
                parameters.text("kind", EventKind::parse),
                parameters.text("ref", EventPages::parseReference),
                parameters.number("after", -1, 0, Long.MAX_VALUE),
                (int) parameters.number("limit", LIMIT_DEFAULT, 1, Search.LIMIT_MAX));
        Search.Hits hits = askIndex(() -> search.find(criteria));
        var json = new JsonSink(64 * 1024);
        json.raw("{\"events\":[");
        long after = hits.after();
        boolean isComplete = hits.isComplete();
        String separator = "";
        for (long index : hits.leafIndexes()) {
            if (ledger.isForced(index)) {
                // Bytes that a demand forced in are no event, even should they look like the one that is asked for.
                continue;
            }
            byte[] entry = ledger.entry(index);
            Event event = parse(index, entry);
            if (!criteria.matches(event)) {
                continue;
            }
            if (json.size() + entry.length > PAGE_BYTES_MAX && !separator.isEmpty()) {
                after = index - 1;
                isComplete = false;
                break;
            }
            json.raw(separator).raw("{\"index\":").number(index);
            json.raw(",\"event_id\":").quoted(event.id().encode());
            json.raw(",\"event\":").raw(entry).raw("}");
            separator = ",";
        }
        json.raw("]");
        if (!isComplete) {
            json.raw(",\"next\":").number(after);
        }
        appendProgress(json, hits.indexedSize());
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }

    private static Object parseReference(String text) throws MalformedException {
        return text.startsWith("sha256:") ? EventId.parse(text) : Issuer.parse(text);
    }

    /** {@code GET /v1/issuers/{did}/head?ns=}. */
    void issuerHead(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, HEAD_PARAMETERS);
        String issuer = parameters.pathText("did", Issuer::parse);
        String namespace = parameters.text("ns", Namespace::parse);
        if (namespace == null) {
            throw Parameters.bad("ns is missing");
        }
        Search.Position position = askIndex(() -> search.position(issuer, namespace));
        var json = new JsonSink(1_024);
        json.raw("{\"issuer\":").quoted(issuer);
        json.raw(",\"ns\":").quoted(namespace);
        json.raw(",\"count\":").number(position.count());
        json.raw(",\"highest_iseq\":").number(position.highestIseq());
        if (position.leafIndex() >= 0) {
            Event event = parse(position.leafIndex(), ledger.entry(position.leafIndex()));
            json.raw(",\"index\":").number(position.leafIndex());
            json.raw(",\"event_id\":").quoted(event.id().encode());
        }
        if (position.firstMissingIseq() != null) {
            json.raw(",\"first_missing_iseq\":").number(position.firstMissingIseq());
        }
        appendProgress(json, position.indexedSize());
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }

    private void appendProgress(JsonSink json, long indexedSize) {
        json.raw(",\"indexed_size\":").number(indexedSize);
        json.raw(",\"size\":").number(ledger.head().head().size());
    }

    private static Event parse(long index, byte[] entry) throws IOException {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            throw new IOException("entry " + index + " is not an event that this build reads", e);
        }
    }

    /** What is asked of the index; {@code X} is what it may refuse with besides. */
    interface Question<T, X extends Exception> {
        T ask() throws IOException, X;
    }

    static <T, X extends Exception> T askIndex(Question<T, X> question) throws ProblemException, X {
        try {
            return question.ask();
        } catch (IOException e) {
            throw Problem.of(ApiReason.INDEX_UNAVAILABLE, String.valueOf(e.getMessage()))
                    .toException();
        }
    }
}
