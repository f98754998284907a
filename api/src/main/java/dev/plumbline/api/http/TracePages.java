package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.trace.TraceRefusedException;
import dev.plumbline.ledger.trace.TraceSource;
import dev.plumbline.ledger.trace.Tracer;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.trace.LifeCycle;
import dev.plumbline.proofs.trace.LoggedEvent;
import dev.plumbline.proofs.trace.TraceBundle;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an amount is what it is, as a file that is checked offline; and what has become of an event since. */
final class TracePages {
    static final Set<String> TRACE_PARAMETERS = Set.of("line");

    private final Ledger ledger;
    private final Search search;
    private final Tracer tracer;

    TracePages(Services services) {
        this.ledger = services.ledger();
        this.search = services.search();
        this.tracer = new Tracer(new LedgerSource(services.ledger(), services.search()));
    }

    /** {@code GET /v1/trace/{id}?line=}. */
    void trace(Context ctx) throws ProblemException, IOException {
        Parameters parameters = Parameters.of(ctx, TRACE_PARAMETERS);
        EventId id = parameters.pathEventId("id");
        EventPages.requireIndex(ledger, id);
        long line = parameters.number("line", -1, 0, Integer.MAX_VALUE);
        try {
            TraceBundle trace = EventPages.askIndex(() -> tracer.trace(id, line < 0 ? null : line));
            Pages.bytes(ctx, TraceBundle.MEDIA_TYPE, Pages.NO_CACHE, trace.encode());
        } catch (TraceRefusedException e) {
            ApiReason reason = switch (e.reason()) {
                case NOT_LOGGED -> ApiReason.NOT_FOUND;
                case NO_SUCH_LINE -> ApiReason.PARAMETER_BAD;
                case TOO_LARGE -> ApiReason.TRACE_TOO_LARGE;
            };
            throw Problem.of(reason, String.valueOf(e.getMessage())).toException();
        }
    }

    /** {@code GET /v1/events/{id}/standing}. Nothing in it is proven; a trace of the event proves what it shows. */
    void standing(Context ctx) throws ProblemException, IOException {
        EventId id = Parameters.of(ctx, Set.of()).pathEventId("id");
        long index = EventPages.requireIndex(ledger, id);
        List<LoggedEvent> entries = EventPages.askIndex(() -> tracer.standing(id));
        var lifeCycle = new LifeCycle(entries);
        LoggedEvent event = entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IOException("entry " + index + " cannot be read again"));
        var json = new JsonSink(2_048);
        json.raw("{\"index\":").number(index);
        json.raw(",\"event_id\":").quoted(id.encode());
        long supersededAt = lifeCycle.supersededAt(event);
        if (supersededAt >= 0) {
            json.raw(",\"superseded_at\":").number(supersededAt);
        }
        json.raw(",\"turns\":[");
        String separator = "";
        for (LifeCycle.Turn turn : lifeCycle.of(event)) {
            json.raw(separator).raw("{\"change\":").quoted(turn.change().name());
            json.raw(",\"index\":").number(turn.index());
            json.raw(",\"event_id\":").quoted(turn.entry().id().encode());
            json.raw(",\"counts\":").raw(turn.counts() ? "true" : "false");
            json.raw(",\"text\":").quoted(turn.text()).raw("}");
            separator = ",";
        }
        json.raw("],\"indexed_size\":").number(search.indexedSize());
        json.raw(",\"size\":").number(ledger.head().head().size());
        Pages.json(ctx, Pages.NO_STORE, json.raw("}"));
    }

    private record LedgerSource(Ledger ledger, Search search) implements TraceSource {
        @Override
        public SignedHead head() {
            return ledger.head();
        }

        @Override
        public byte[] entry(long index) throws IOException {
            return ledger.entry(index);
        }

        @Override
        public long indexOf(EventId id) throws IOException {
            return ledger.indexOf(id);
        }

        @Override
        public MultiInclusionProof prove(List<Long> leafIndexes, long size) throws IOException {
            return ledger.prove(leafIndexes, size);
        }

        @Override
        public Hits find(@Nullable String namespace, @Nullable String kind, @Nullable String reference, long after)
                throws IOException {
            Search.Hits hits =
                    search.find(new Search.Criteria(null, namespace, kind, reference, after, Search.LIMIT_MAX));
            // Bytes that a demand forced in are no event, even should a wrong index name them.
            List<Long> events = hits.leafIndexes().stream()
                    .filter(index -> !ledger.isForced(index))
                    .toList();
            return new Hits(events, hits.after(), hits.isComplete());
        }
    }
}
