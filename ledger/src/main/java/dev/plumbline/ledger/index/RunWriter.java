package dev.plumbline.ledger.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes the pages of one run, from spans in order. Joins spans that meet. */
final class RunWriter implements AutoCloseable {
    private static final int PAGE_BYTES = 8_192;
    private static final int ROWS_PER_INSERT = 64;

    private final long runId;
    private final PreparedStatement insert;
    private Page.Writer page = new Page.Writer();
    private @Nullable Span pending;
    private int rows;

    RunWriter(Connection connection, long runId) throws SQLException {
        this.runId = runId;
        this.insert = connection.prepareStatement("INSERT INTO page(run, position, spans) VALUES (?, ?, ?)");
    }

    /** Adds a span that does not come before those added. */
    void add(Span span) throws SQLException {
        Span before = pending;
        if (before == null) {
            pending = span;
        } else if (before.meets(span)) {
            pending = before.joined(span);
        } else {
            write(before);
            pending = span;
        }
    }

    /** Writes what is left. */
    void finish() throws SQLException {
        if (pending != null) {
            write(pending);
        }
        if (!page.isEmpty()) {
            writePage();
        }
        insert.executeBatch();
    }

    private void write(Span span) throws SQLException {
        page.add(span);
        if (page.sizeBytes() >= PAGE_BYTES) {
            writePage();
        }
    }

    private void writePage() throws SQLException {
        insert.setLong(1, runId);
        insert.setBytes(2, page.position());
        insert.setBytes(3, page.encode());
        insert.addBatch();
        if (++rows % ROWS_PER_INSERT == 0) {
            insert.executeBatch();
        }
        page = new Page.Writer();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
