package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.api.http.Search;
import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a log says of sequencers: its submissions and observations, in log order, as far as its index finds them. */
final class SequencerEntries {
    private static final List<String> KINDS = List.of("sequencer.submit", "sequencer.observe");

    private final Source source;

    private SequencerEntries(Source source) {
        this.source = source;
    }

    /** Finds the entries of one kind behind an index, some of them at a time. */
    private interface Source {
        Page page(String kind, long after) throws IOException;
    }

    /**
     * Entries of one kind.
     *
     * @param next where to go on, or -1 if these are all
     * @param indexedSize entries of the log that were looked at
     */
    private record Page(SortedMap<Long, Event> entries, long next, long indexedSize) {}

    /**
     * Entries of all kinds.
     *
     * @param upTo the entry up to which nothing is missing; -1 if there is none
     */
    record Found(SortedMap<Long, Event> entries, long upTo) {}

    /** Those of a ledger in this process. */
    static SequencerEntries of(Ledger ledger, Search search) {
        return new SequencerEntries((kind, after) -> {
            Search.Hits hits = search.find(new Search.Criteria(null, null, kind, null, after, Search.LIMIT_MAX));
            var entries = new TreeMap<Long, Event>();
            for (long index : hits.leafIndexes()) {
                // Bytes that a demand forced in are no event, even should they look like one.
                if (!ledger.isForced(index)) {
                    add(entries, kind, index, ledger.entry(index));
                }
            }
            return new Page(entries, hits.isComplete() ? -1 : hits.after(), hits.indexedSize());
        });
    }

    /** Those of a log elsewhere. Every signature is checked; that its index names all of them is not. */
    static SequencerEntries of(LogClient client) {
        return new SequencerEntries((kind, after) -> {
            String path =
                    "/v1/events?kind=" + kind + "&limit=" + Search.LIMIT_MAX + (after < 0 ? "" : "&after=" + after);
            JsonNode answer;
            try {
                answer = client.requireJson(path);
            } catch (FailedException e) {
                throw new IOException(e.getMessage(), e);
            }
            var entries = new TreeMap<Long, Event>();
            for (JsonNode one : answer.path("events")) {
                byte[] entry = Json.encode(one.path("event")).getBytes(StandardCharsets.UTF_8);
                add(entries, kind, one.path("index").asLong(-1), entry);
            }
            return new Page(
                    entries,
                    answer.path("next").asLong(-1),
                    answer.path("indexed_size").asLong(0));
        });
    }

    private static void add(SortedMap<Long, Event> entries, String kind, long index, byte[] entry) {
        boolean isSigned = AdmittedEvent.admit(entry, new BatchVerifier()) instanceof Admission.Admitted;
        if (index >= 0 && isSigned) {
            Event event = parse(entry);
            if (event.body().kind().wireName().equals(kind)) {
                entries.put(index, event);
            }
        }
    }

    private static Event parse(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (dev.plumbline.proofs.MalformedException e) {
            throw new AssertionError("what was admitted is an event", e);
        }
    }

    /** Everything behind an entry; -1 for all of the log. */
    Found after(long index) throws IOException {
        var all = new TreeMap<Long, Event>();
        long upTo = Long.MAX_VALUE;
        for (String kind : KINDS) {
            long next = index;
            do {
                Page page = source.page(kind, next);
                all.putAll(page.entries());
                // The index grows while it is asked: what it did not yet have for one kind is left for the next time.
                upTo = Math.min(upTo, page.indexedSize() - 1);
                next = page.next();
            } while (next >= 0);
        }
        return new Found(all.headMap(upTo + 1), Math.max(index, upTo));
    }
}
