package dev.plumbline.ledger.index;

import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The H2 database of an index: runs, their pages, and how much of which log they hold.
 *
 * <p>One thread writes; any number read, each a {@link Snapshot} of one commit.
 */
final class IndexDatabase implements AutoCloseable {
    /** Changes with anything that changes what an entry leaves in the index. */
    static final int SCHEMA_VERSION = 1;

    private static final String NAME = "events";
    private static final int CONNECTIONS_MAX = 16;
    private static final int CONNECTION_WAIT_SECONDS = 5;
    // H2's number for snapshot isolation, which JDBC has no constant for.
    private static final int SNAPSHOT_ISOLATION = 6;
    private static final String SETTINGS = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=16384";
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE meta(schema_version INT NOT NULL, origin BINARY(32) NOT NULL, next_leaf BIGINT NOT NULL,"
                    + " last_entry BINARY(32) NOT NULL, unreadable BIGINT NOT NULL)",
            "CREATE TABLE run(id BIGINT PRIMARY KEY, from_leaf BIGINT NOT NULL, to_leaf BIGINT NOT NULL)",
            "CREATE TABLE page(run BIGINT NOT NULL, position BINARY(16) NOT NULL,"
                    + " spans VARBINARY(65536) NOT NULL, PRIMARY KEY(run, position))");

    private final JdbcConnectionPool pool;
    private final Connection writer;

    private IndexDatabase(JdbcConnectionPool pool, Connection writer) {
        this.pool = pool;
        this.writer = writer;
    }

    /**
     * Where the index stands.
     *
     * @param version version of the schema
     * @param origin hash of the name of the log
     * @param next how many entries are indexed
     * @param lastEntry hash of the last of them
     * @param unreadable how many of them this build could not read
     */
    record State(int version, Hash origin, long next, Hash lastEntry, long unreadable) {}

    /** Whether the folder holds a database, or what is left of one. */
    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME + ".mv.db"));
    }

    /** Opens the database in the folder if there is one, else makes one that holds nothing. */
    static IndexDatabase open(Path folder) throws IOException, SQLException {
        Path file = Files.createDirectories(folder).toAbsolutePath().resolve(NAME);
        if (file.toString().indexOf(';') >= 0) {
            throw new IOException("index folder " + folder + ": H2 takes no path with a semicolon");
        }
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file + SETTINGS);
        source.setUser("plumbline");
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(CONNECTIONS_MAX);
        pool.setLoginTimeout(CONNECTION_WAIT_SECONDS);
        try {
            Connection writer = source.getConnection();
            writer.setAutoCommit(false);
            return new IndexDatabase(pool, writer);
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new IOException("index folder " + folder + " is in use by another process", e);
            }
            throw e;
        }
    }

    /** Removes the files of the database, which must be closed. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(NAME + ".")) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Creates the tables of an index of the log of that name, in a database that is empty. */
    void create(Hash origin) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            for (String table : SCHEMA) {
                statement.execute(table);
            }
        }
        try (PreparedStatement insert = writer.prepareStatement("INSERT INTO meta VALUES (?, ?, 0, ?, 0)")) {
            insert.setInt(1, SCHEMA_VERSION);
            insert.setBytes(2, origin.bytes());
            insert.setBytes(3, new byte[Hash.LENGTH]);
            insert.executeUpdate();
        }
        writer.commit();
    }

    State state() throws SQLException {
        return state(writer);
    }

    /** The runs in log order. That they cover the indexed entries without gap or overlap is checked. */
    List<Run> runs() throws SQLException {
        return runs(writer, state(writer).next());
    }

    /**
     * Adds the lists of consecutive entries, merges what has become too many runs, and moves the mark, all in one
     * transaction: a process that dies anywhere leaves the index of a prefix of the log.
     *
     * @param spans of those entries, sorted
     */
    void append(List<Span> spans, State before, State after) throws SQLException {
        try {
            List<Run> runs = new ArrayList<>(runs(writer, before.next()));
            var added = new Run(nextId(runs), before.next(), after.next());
            try (var run = new RunWriter(writer, added.id())) {
                for (Span span : spans) {
                    run.add(span);
                }
                run.finish();
            }
            insert(added);
            runs.add(added);
            for (int count = mergeable(runs); count > 0; count = mergeable(runs)) {
                merge(runs, count);
            }
            update(after);
            writer.commit();
        } catch (SQLException e) {
            rollback(e);
            throw e;
        }
    }

    /** How many of the last runs are to become one; 0 for none. */
    static int mergeable(List<Run> runs) {
        int tier = runs.get(runs.size() - 1).tier();
        int count = 0;
        for (int i = runs.size() - 1; i >= 0 && runs.get(i).tier() <= tier; i--) {
            if (runs.get(i).isSealed()) {
                break;
            }
            count++;
        }
        return count >= Run.FAN_IN ? count : 0;
    }

    private void merge(List<Run> runs, int count) throws SQLException {
        List<Run> old = runs.subList(runs.size() - count, runs.size());
        var merged =
                new Run(nextId(runs), old.get(0).from(), old.get(old.size() - 1).to());
        try (var reader = new RunReader(writer);
                var target = new RunWriter(writer, merged.id())) {
            var streams = new PriorityQueue<>(Comparator.comparing(RunStream::span));
            for (Run run : old) {
                var stream = new RunStream(reader, run.id());
                if (!stream.isAtEnd()) {
                    streams.add(stream);
                }
            }
            while (!streams.isEmpty()) {
                RunStream first = streams.remove();
                target.add(first.span());
                first.advance();
                if (!first.isAtEnd()) {
                    streams.add(first);
                }
            }
            target.finish();
        }
        for (Run run : old) {
            delete("DELETE FROM page WHERE run = ?", run.id());
            delete("DELETE FROM run WHERE id = ?", run.id());
        }
        insert(merged);
        old.clear();
        runs.add(merged);
    }

    private static long nextId(List<Run> runs) {
        return runs.stream().mapToLong(Run::id).max().orElse(0) + 1;
    }

    private void insert(Run run) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement("INSERT INTO run VALUES (?, ?, ?)")) {
            insert.setLong(1, run.id());
            insert.setLong(2, run.from());
            insert.setLong(3, run.to());
            insert.executeUpdate();
        }
    }

    private void delete(String sql, long runId) throws SQLException {
        try (PreparedStatement delete = writer.prepareStatement(sql)) {
            delete.setLong(1, runId);
            delete.executeUpdate();
        }
    }

    private void update(State state) throws SQLException {
        try (PreparedStatement update =
                writer.prepareStatement("UPDATE meta SET next_leaf = ?, last_entry = ?, unreadable = ?")) {
            update.setLong(1, state.next());
            update.setBytes(2, state.lastEntry().bytes());
            update.setLong(3, state.unreadable());
            update.executeUpdate();
        }
    }

    private void rollback(SQLException cause) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static State state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT schema_version, origin, next_leaf, last_entry, unreadable FROM meta")) {
            if (!rows.next()) {
                throw new SQLDataException("the index does not say what it holds");
            }
            return new State(
                    rows.getInt(1),
                    Hash.of(rows.getBytes(2)),
                    rows.getLong(3),
                    Hash.of(rows.getBytes(4)),
                    rows.getLong(5));
        }
    }

    private static List<Run> runs(Connection connection, long next) throws SQLException {
        List<Run> runs = new ArrayList<>();
        long covered = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, from_leaf, to_leaf FROM run ORDER BY from_leaf")) {
            while (rows.next()) {
                var run = new Run(rows.getLong(1), rows.getLong(2), rows.getLong(3));
                if (run.from() != covered || run.to() <= run.from()) {
                    throw new SQLDataException("run " + run + " does not follow entry " + covered);
                }
                covered = run.to();
                runs.add(run);
            }
        }
        if (covered != next) {
            throw new SQLDataException("runs end at entry " + covered + ", want " + next);
        }
        return runs;
    }

    /** The newest commit, for reading. */
    Snapshot snapshot() throws SQLException {
        Connection connection = connect();
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(SNAPSHOT_ISOLATION);
            long next = state(connection).next();
            return new Snapshot(connection, next, runs(connection, next), new RunReader(connection));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A busy pool is not a broken database: it gets an exception of its own. */
    private Connection connect() throws SQLTransientConnectionException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new SQLTransientConnectionException("no connection within " + CONNECTION_WAIT_SECONDS + " s", e);
        }
    }

    /** One commit as a reader sees it, whatever is written meanwhile. */
    record Snapshot(Connection connection, long indexedSize, List<Run> runs, RunReader reader)
            implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            try (Connection closing = connection) {
                reader.close();
                closing.rollback();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        pool.dispose();
        writer.close();
    }
}
