package dev.plumbline.ledger.index;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the list of one key in one run, forwards. Holds one page. */
final class ListCursor {
    private static final List<Span> NOT_READ = List.of();

    private final RunReader reader;
    private final long runId;
    private final long key;
    // The page at hand, the place in it, and whether it is known that no later page holds more of the list.
    private List<Span> page = NOT_READ;
    private int place;
    private boolean isLastPage;

    ListCursor(RunReader reader, long runId, long key) {
        this.reader = reader;
        this.runId = runId;
        this.key = key;
    }

    /** The first span of the list that ends behind {@code number}; null if there is none. Never goes back. */
    @Nullable
    Span seek(long number) throws SQLException {
        while (true) {
            for (; place < page.size(); place++) {
                Span span = page.get(place);
                int byKey = Long.compareUnsigned(span.key(), key);
                if (byKey > 0) {
                    isLastPage = true;
                    return null;
                }
                if (byKey == 0 && span.end() > number) {
                    return span;
                }
            }
            if (isLastPage) {
                return null;
            }
            List<Span> next = reader.pageAt(runId, key, number);
            isLastPage = next == null;
            page = next == null ? NOT_READ : next;
            place = 0;
        }
    }
}
