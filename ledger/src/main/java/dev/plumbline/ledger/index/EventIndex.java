package dev.plumbline.ledger.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.index.IndexDatabase.Snapshot;
import dev.plumbline.ledger.index.IndexDatabase.State;
import dev.plumbline.ledger.tree.ForcedLeaves;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Where in the log to look for events: by id, issuer, namespace, kind, and by what they name.
 *
 * <p>A pure function of the log, in one H2 database that can be deleted at any time. It lags behind the log, says in
 * every answer how far it has got, and is no authority: an answer holds leaf indexes only, and who asks reads each entry
 * from the log and checks that it is what was asked for ({@link Query#matches}).
 *
 * <p>Any number of threads may ask; {@link IndexFollower} is the one that writes.
 */
public final class EventIndex implements Closeable {
    /** Entries in one transaction of a rebuild, when nobody else wants the processor. */
    static final int REBUILD_ENTRIES_MAX = 16_384;

    private static final Logger LOG = System.getLogger(EventIndex.class.getName());
    private static final Hash NO_ENTRY = Hash.of(new byte[Hash.LENGTH]);

    private final Path folder;
    private final Hash origin;
    private final EntrySource log;
    private final IndexRow.Reader reader;
    // Held for reading by whoever uses the database, for writing to replace or close it.
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    // Guarded by use. Null when closed, or when it could not be made anew.
    private @Nullable IndexDatabase database;
    // Written by the thread that follows, and when the database is replaced; volatile for those who ask how far it is.
    private volatile State state;
    // Why an answer failed, until the database is made anew; volatile, set by any thread that asks.
    private volatile @Nullable SQLException damage;

    private EventIndex(Path folder, String origin, EntrySource log, IndexRow.Reader reader) {
        this.folder = folder;
        this.origin = TreeHasher.sha256(origin.getBytes(UTF_8));
        this.log = log;
        this.reader = reader;
        this.state = start();
    }

    /**
     * Opens the index in the folder. If there is none, or one that is damaged, of another log, ahead of the log or of
     * another version, says so in one line of the log and begins an empty one; whoever follows fills it.
     *
     * @param origin the log's origin line
     * @throws IOException if the log cannot be read, or the folder not be written or is in use
     */
    public static EventIndex open(Path folder, String origin, EntrySource log) throws IOException {
        return open(folder, origin, log, IndexRow::parse);
    }

    static EventIndex open(Path folder, String origin, EntrySource log, IndexRow.Reader reader) throws IOException {
        var index = new EventIndex(folder, origin, log, reader);
        if (!IndexDatabase.exists(folder)) {
            LOG.log(Level.INFO, "index {0} is begun; the log has {1} entries", folder, log.size());
            index.replace();
            return index;
        }
        String defect = index.adopt();
        if (defect != null) {
            LOG.log(Level.WARNING, "index {0} is built anew from {1} entries: {2}", folder, log.size(), defect);
            index.replace();
        }
        return index;
    }

    /**
     * Deletes the index in the folder and builds it from the log, in the calling thread. Nothing else may use the
     * folder. A process that dies leaves the index of a prefix, which can be opened and followed.
     */
    public static EventIndex rebuild(Path folder, String origin, EntrySource log, Progress progress)
            throws IOException {
        return rebuild(folder, origin, log, IndexRow::parse, progress);
    }

    static EventIndex rebuild(Path folder, String origin, EntrySource log, IndexRow.Reader reader, Progress progress)
            throws IOException {
        var index = new EventIndex(folder, origin, log, reader);
        if (IndexDatabase.exists(folder)) {
            // Whatever state it is in, it is to go; but not while another process has it open, which this finds out.
            index.adopt();
        }
        index.replace();
        try {
            while (index.follow(REBUILD_ENTRIES_MAX) > 0) {
                progress.report(index.indexedSize(), log.size());
            }
            return index;
        } catch (IOException e) {
            index.close();
            throw e;
        } catch (SQLException e) {
            index.close();
            throw new IOException("index " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Where the event is: no leaf index, or one; more only if keys collide. Reads every run of the index once. */
    public Answer find(EventId id) throws IOException {
        return answer(lookup -> lookup.find(id));
    }

    /** Where the issuer's event of that number in the namespace is. Costs as {@link #find(EventId)}. */
    public Answer find(String issuer, String namespace, long iseq) throws IOException {
        return answer(lookup -> lookup.find(issuer, namespace, iseq));
    }

    /**
     * Where the events that fit are, in log order. Costs as {@link #find(EventId)}, and with the number of events that
     * fit the reference, or the rest, alone; bounded, so that an answer may say that it stopped early.
     *
     * @throws IOException if the index is closed or damaged
     */
    public Answer find(Query query) throws IOException {
        return answer(lookup -> lookup.find(query));
    }

    /** How far the issuer has got in the namespace. Costs a few bytes read per event of the issuer. */
    public IssuerHead head(String issuer, String namespace) throws IOException {
        return answer(lookup -> lookup.head(issuer, namespace));
    }

    /** How many entries of the log are indexed. */
    public long indexedSize() {
        return state.next();
    }

    /** How many of the indexed entries this build cannot read; only their leaf index is known. */
    public long unreadableCount() {
        return state.unreadable();
    }

    /** How many entries the log has. */
    long logSize() {
        return log.size();
    }

    private interface Question<T> {
        T ask(Lookup lookup) throws SQLException;
    }

    private <T> T answer(Question<T> question) throws IOException {
        Lock using = use.readLock();
        using.lock();
        try (Snapshot snapshot = open().snapshot()) {
            return question.ask(new Lookup(snapshot));
        } catch (SQLTransientConnectionException e) {
            throw new IOException("index " + folder + " is busy: " + e.getMessage(), e);
        } catch (SQLException e) {
            damage = e;
            throw new IOException("index " + folder + " cannot be read: " + e.getMessage(), e);
        } finally {
            using.unlock();
        }
    }

    private IndexDatabase open() throws IOException {
        if (database == null) {
            throw new IOException("index " + folder + " is closed");
        }
        return database;
    }

    /**
     * Indexes the next entries of the log, in one transaction, and gives their number; 0 if there are none.
     *
     * @throws SQLException if the database does not work, or an answer failed since it was opened
     */
    int follow(int entriesMax) throws IOException, SQLException {
        Lock using = use.readLock();
        using.lock();
        try {
            IndexDatabase current = open();
            if (damage != null) {
                throw damage;
            }
            State before = state;
            if (before.next() >= log.size()) {
                return 0;
            }
            List<byte[]> entries = log.entries(before.next(), entriesMax);
            var postings = new Postings();
            long unreadable = collect(entries, before.next(), postings);
            var after = new State(
                    before.version(),
                    origin,
                    before.next() + entries.size(),
                    TreeHasher.leaf(entries.get(entries.size() - 1)),
                    before.unreadable() + unreadable);
            // Dies before the commit in append: the index is where it was. Dies after: it is where the next line says.
            current.append(postings.sorted(), before, after);
            state = after;
            return entries.size();
        } finally {
            using.unlock();
        }
    }

    /** Adds what is to be listed of each entry; gives how many of them this build cannot read. */
    private long collect(List<byte[]> entries, long from, Postings postings) throws IOException {
        ForcedLeaves leaves =
                ForcedLeaves.before(from, index -> log.entries(index, 1).get(0));
        long unreadable = 0;
        for (int i = 0; i < entries.size(); i++) {
            byte[] entry = entries.get(i);
            if (leaves.isForced(entry)) {
                // No event, so nobody finds it by what it may look like.
                continue;
            }
            try {
                IndexRow row = reader.read(entry);
                if (row.kind().equals(EventKind.ENTRY_FORCED.wireName())) {
                    leaves.passed(Event.parse(entry));
                }
                postings.add(row, from + i);
            } catch (MalformedException e) {
                // A later version may have logged it. It is there for who reads the whole log, and the index goes on.
                if (unreadable++ == 0) {
                    LOG.log(Level.WARNING, "index {0}: entry {1}: {2}", folder, from + i, e.getMessage());
                }
            }
        }
        return unreadable;
    }

    /** Takes the database that is there. Gives what is wrong with it, or null. */
    private @Nullable String adopt() throws IOException {
        IndexDatabase found = null;
        String defect;
        try {
            found = IndexDatabase.open(folder);
            State there = found.state();
            defect = defect(there);
            if (defect == null) {
                int runs = found.runs().size();
                LOG.log(Level.DEBUG, "index {0}: {1} entries in {2} runs", folder, there.next(), runs);
                database = found;
                state = there;
                return null;
            }
        } catch (SQLException | RuntimeException | StackOverflowError | AssertionError e) {
            // H2 checks little of what it reads: from a damaged file it throws whatever it stumbles over.
            defect = String.valueOf(e.getMessage());
        }
        closeQuietly(found);
        return defect.lines().findFirst().orElse("damaged");
    }

    private @Nullable String defect(State there) throws IOException {
        if (there.version() != IndexDatabase.SCHEMA_VERSION) {
            return "schema version is " + there.version() + ", want " + IndexDatabase.SCHEMA_VERSION;
        }
        if (!there.origin().equals(origin)) {
            return "it is of another log";
        }
        if (there.next() < 0 || there.next() > log.size()) {
            return "it holds " + there.next() + " entries, the log " + log.size();
        }
        Hash last = there.next() == 0
                ? NO_ENTRY
                : TreeHasher.leaf(log.entries(there.next() - 1, 1).get(0));
        return last.equals(there.lastEntry()) ? null : "entry " + (there.next() - 1) + " of the log is another";
    }

    /**
     * Deletes the database and begins an empty one. Waits for answers under way; those after see the new one.
     *
     * @throws IOException if that cannot be done; the index is closed then
     */
    void replace() throws IOException {
        IndexDatabase created = null;
        Lock replacing = use.writeLock();
        replacing.lock();
        try {
            closeQuietly(database);
            database = null;
            // Dies here or while deleting: what is left is a database, or a piece of one, and open begins anew.
            IndexDatabase.delete(folder);
            created = IndexDatabase.open(folder);
            created.create(origin);
            database = created;
            state = start();
            damage = null;
        } catch (SQLException e) {
            closeQuietly(created);
            throw new IOException("index " + folder + " cannot be created: " + e.getMessage(), e);
        } finally {
            replacing.unlock();
        }
    }

    private State start() {
        return new State(IndexDatabase.SCHEMA_VERSION, origin, 0, NO_ENTRY, 0);
    }

    /** Waits for answers and the batch under way. Idempotent. */
    @Override
    public void close() {
        Lock closing = use.writeLock();
        closing.lock();
        try {
            closeQuietly(database);
            database = null;
        } finally {
            closing.unlock();
        }
    }

    private void closeQuietly(@Nullable IndexDatabase closing) {
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (SQLException | RuntimeException e) {
            // What H2 did not write is written again: the log is the truth.
            LOG.log(Level.WARNING, "index {0} did not close cleanly: {1}", folder, e.getMessage());
        }
    }
}
