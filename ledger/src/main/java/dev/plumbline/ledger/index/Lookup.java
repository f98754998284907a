package dev.plumbline.ledger.index;

import dev.plumbline.ledger.index.IndexDatabase.Snapshot;
import dev.plumbline.proofs.event.EventId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions from one snapshot of the index. */
final class Lookup {
    /** Pages that one query reads at most before it answers with what it has. */
    static final int PAGES_MAX = 2_000;

    private final Snapshot snapshot;

    Lookup(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Answer find(EventId id) throws SQLException {
        return all(Keys.id(id.encode()));
    }

    Answer find(String issuer, String namespace, long iseq) throws SQLException {
        return all(Keys.numbered(issuer, namespace, iseq));
    }

    Answer find(Query query) throws SQLException {
        List<Long> keys = new ArrayList<>();
        if (query.reference() != null) {
            keys.add(Keys.named(query.reference(), query.relation()));
        }
        if (query.issuer() != null || query.namespace() != null || query.kind() != null) {
            keys.add(Keys.attributes(query.issuer(), query.namespace(), query.kind()));
        }
        return common(keys, query.after(), query.limit());
    }

    IssuerHead head(String issuer, String namespace) throws SQLException {
        long count = 0;
        for (Span span : spans(Keys.attributes(issuer, namespace, null))) {
            count += span.length();
        }
        long highest = 0;
        Long firstMissing = null;
        for (Span span : spans(Keys.numbers(issuer, namespace))) {
            // Numbers start at 1, so the list is complete as long as each span starts right behind the highest so far.
            if (firstMissing == null && span.start() > highest + 1) {
                firstMissing = highest + 1;
            }
            highest = Math.max(highest, span.last());
        }
        List<Long> at = find(issuer, namespace, highest).leafIndexes();
        return new IssuerHead(count, highest, at.isEmpty() ? -1 : at.get(0), firstMissing, snapshot.indexedSize());
    }

    private Answer all(long key) throws SQLException {
        return common(List.of(key), -1, Query.LIMIT_MAX);
    }

    /** The leaf indexes that are in the lists of all keys; of none, all there are. */
    private Answer common(List<Long> keys, long after, int limit) throws SQLException {
        List<Long> found = new ArrayList<>();
        for (Run run : snapshot.runs()) {
            Long stopped = common(run, keys, Math.max(after + 1, run.from()), limit, found);
            if (stopped != null) {
                return new Answer(found, stopped, snapshot.indexedSize());
            }
        }
        return new Answer(found, Math.max(after, snapshot.indexedSize() - 1), snapshot.indexedSize());
    }

    /** Adds what one run holds from {@code from} on. Gives where it stopped early, or null if the run was read whole. */
    private @Nullable Long common(Run run, List<Long> keys, long from, int limit, List<Long> found)
            throws SQLException {
        List<ListCursor> cursors = keys.stream()
                .map(key -> new ListCursor(snapshot.reader(), run.id(), key))
                .toList();
        long next = from;
        while (next < run.to()) {
            if (snapshot.reader().pagesRead() >= PAGES_MAX) {
                return next - 1;
            }
            long start = next;
            long end = run.to();
            for (ListCursor cursor : cursors) {
                Span span = cursor.seek(start);
                if (span == null) {
                    return null;
                }
                start = Math.max(start, span.start());
                end = Math.min(end, span.end());
            }
            // Where the lists do not overlap, start has moved on to where the next of them begins.
            for (long leaf = start; leaf < end; leaf++) {
                found.add(leaf);
                if (found.size() == limit) {
                    return leaf;
                }
            }
            next = Math.max(start, end);
        }
        return null;
    }

    /** The whole list of a key, sorted by start; spans of different runs may overlap. */
    private List<Span> spans(long key) throws SQLException {
        List<Span> spans = new ArrayList<>();
        for (Run run : snapshot.runs()) {
            var cursor = new ListCursor(snapshot.reader(), run.id(), key);
            for (Span span = cursor.seek(0); span != null; span = cursor.seek(span.end())) {
                spans.add(span);
            }
        }
        Collections.sort(spans);
        return spans;
    }
}
