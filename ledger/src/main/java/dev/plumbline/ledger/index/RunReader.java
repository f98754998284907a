package dev.plumbline.ledger.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pages of runs, each found by its primary key. Owned by one thread, on a connection that sees one state. */
final class RunReader implements AutoCloseable {
    static final String PAGE_AT =
            "SELECT position, spans FROM page WHERE run = ? AND position >= ?" + " ORDER BY run, position LIMIT 1";

    private final PreparedStatement pageAt;
    private long pagesRead;

    RunReader(Connection connection) throws SQLException {
        this.pageAt = connection.prepareStatement(PAGE_AT);
    }

    /** The first page of the run that can hold what is not before (key, number); null if there is none. */
    @Nullable
    List<Span> pageAt(long runId, long key, long number) throws SQLException {
        pagesRead++;
        pageAt.setLong(1, runId);
        pageAt.setBytes(2, Page.position(key, number));
        try (ResultSet rows = pageAt.executeQuery()) {
            return rows.next() ? Page.decode(rows.getBytes(2)) : null;
        }
    }

    /** How many pages were asked for so far. */
    long pagesRead() {
        return pagesRead;
    }

    @Override
    public void close() throws SQLException {
        pageAt.close();
    }
}
