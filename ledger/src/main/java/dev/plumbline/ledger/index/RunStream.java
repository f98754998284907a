package dev.plumbline.ledger.index;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All spans of a run, one after the other, a page in memory. */
final class RunStream {
    private final RunReader reader;
    private final long runId;
    private @Nullable List<Span> page;
    private int place;

    RunStream(RunReader reader, long runId) throws SQLException {
        this.reader = reader;
        this.runId = runId;
        this.page = reader.pageAt(runId, 0, 0);
    }

    boolean isAtEnd() {
        return page == null;
    }

    /** The span at hand. */
    Span span() {
        if (page == null) {
            throw new IllegalStateException("read behind the end of run " + runId);
        }
        return page.get(place);
    }

    /** Moves on by one span. */
    void advance() throws SQLException {
        Span read = span();
        place++;
        if (page != null && place == page.size()) {
            // The next page is the first whose last number lies behind what was just read.
            page = reader.pageAt(runId, read.key(), read.end());
            place = 0;
        }
    }
}
