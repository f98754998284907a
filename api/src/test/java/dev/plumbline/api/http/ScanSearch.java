package dev.plumbline.api.http;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A search that reads the whole log each time: slow and plainly right. */
final class ScanSearch implements Search {
    private final Ledger ledger;

    ScanSearch(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Hits find(Criteria criteria) throws IOException {
        List<Event> events = events();
        var hits = new ArrayList<Long>();
        for (long index = criteria.after() + 1; index < events.size(); index++) {
            if (criteria.matches(events.get((int) index))) {
                hits.add(index);
                if (hits.size() == criteria.limit()) {
                    return new Hits(hits, index, events.size());
                }
            }
        }
        return new Hits(hits, events.size() - 1, events.size());
    }

    @Override
    public Position position(String issuer, String namespace) throws IOException {
        List<Event> events = events();
        long count = 0;
        long highest = 0;
        long at = -1;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.issuer().encode().equals(issuer)
                    && event.namespace().encode().equals(namespace)) {
                count++;
                if (event.iseq() > highest) {
                    highest = event.iseq();
                    at = i;
                }
            }
        }
        return new Position(count, highest, at, count == highest ? null : count, events.size());
    }

    private List<Event> events() throws IOException {
        var events = new ArrayList<Event>();
        for (byte[] entry : ledger.entries(0, Integer.MAX_VALUE)) {
            try {
                events.add(Event.parse(entry));
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
        return events;
    }

    @Override
    public long indexedSize() {
        return ledger.head().head().size();
    }

    @Override
    public @Nullable String problem() {
        return null;
    }
}
