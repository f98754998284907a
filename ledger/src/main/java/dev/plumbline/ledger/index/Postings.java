package dev.plumbline.ledger.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is to be listed for the events of one batch. */
final class Postings {
    private final List<Span> spans = new ArrayList<>();
    // The keys of an event's attributes are the same for most events of an issuer, and each costs a hash.
    private final Map<Attributes, long[]> keysOf = new HashMap<>();

    private record Attributes(String issuer, String namespace, String kind) {
        private static final int ISSUER = 1;
        private static final int NAMESPACE = 2;
        private static final int KIND = 4;
        private static final int ALL = ISSUER | NAMESPACE | KIND;

        /** A key for each subset but the empty one, and in front of them that of the numbers. */
        long[] keys() {
            long[] keys = new long[ALL + 1];
            keys[0] = Keys.numbers(issuer, namespace);
            for (int subset = 1; subset <= ALL; subset++) {
                keys[subset] = Keys.attributes(
                        (subset & ISSUER) != 0 ? issuer : null,
                        (subset & NAMESPACE) != 0 ? namespace : null,
                        (subset & KIND) != 0 ? kind : null);
            }
            return keys;
        }
    }

    /** Lists the event at that leaf index under all its keys. */
    void add(IndexRow row, long leafIndex) {
        long[] keys =
                keysOf.computeIfAbsent(new Attributes(row.issuer(), row.namespace(), row.kind()), Attributes::keys);
        spans.add(new Span(keys[0], row.iseq(), 1));
        for (int subset = 1; subset < keys.length; subset++) {
            spans.add(new Span(keys[subset], leafIndex, 1));
        }
        spans.add(new Span(Keys.id(row.id()), leafIndex, 1));
        spans.add(new Span(Keys.numbered(row.issuer(), row.namespace(), row.iseq()), leafIndex, 1));
        for (IndexRow.Naming naming : row.namings()) {
            spans.add(new Span(Keys.named(naming.target(), null), leafIndex, 1));
            spans.add(new Span(Keys.named(naming.target(), naming.relation()), leafIndex, 1));
        }
    }

    /** All of it in order; what is listed twice is there twice. */
    List<Span> sorted() {
        Collections.sort(spans);
        return spans;
    }
}
