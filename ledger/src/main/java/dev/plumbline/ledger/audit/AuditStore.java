package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventId;
import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * What an audit remembers, in one file that it can go on from: facts of every entry, and tables over them. Nothing of it is in
 * memory for longer than the page cache keeps it, but for the newest hashes and sums, whose numbers are bounded.
 *
 * <p>Only {@link #commit} makes anything durable, all tables at once. Owned by one thread.
 */
final class AuditStore implements AutoCloseable {
    /** The version of the tables and of the rules that filled them. A state of another one is not gone on from. */
    static final int FORMAT = 2;

    private static final String FILE = "audit.mv";
    private static final String FORMAT_KEY = "format";
    private static final int FACTS_RECENT_MAX = 8_192;

    private final MVStore store;
    private final MVMap<String, byte[]> settings;
    private final MVMap<Long, byte[]> facts;
    private final Names names;
    private final FactCode factCode;
    private final HashTable ids;
    private final HashTable attempts;
    private final Sums sums;
    private final Map<Long, Facts> recentFacts = new Names.Recent<>(FACTS_RECENT_MAX);
    private final Map<EventId, Facts> recentlyFound = new Names.Recent<>(FACTS_RECENT_MAX);

    private AuditStore(MVStore store) {
        this.store = store;
        this.settings = store.openMap(
                "settings",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
        this.facts = store.openMap(
                "facts",
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        this.names = new Names(
                store.openMap(
                        "numbers",
                        new MVMap.Builder<String, Long>()
                                .keyType(StringDataType.INSTANCE)
                                .valueType(LongDataType.INSTANCE)),
                store.openMap(
                        "texts",
                        new MVMap.Builder<Long, String>()
                                .keyType(LongDataType.INSTANCE)
                                .valueType(StringDataType.INSTANCE)));
        this.factCode = new FactCode(names);
        this.ids = new HashTable(indexes("ids"));
        this.attempts = new HashTable(indexes("attempts"));
        this.sums = new Sums(rows("sums"));
    }

    /**
     * Opens the state in a folder, which must be there, or starts one.
     *
     * @throws AuditStateException if what is there is damaged, of another version, or in use
     */
    static AuditStore open(Path folder, int cacheMiB) throws AuditStateException {
        MVStore opened = null;
        try {
            opened = new MVStore.Builder()
                    .fileName(folder.resolve(FILE).toString())
                    .autoCommitDisabled()
                    .cacheSize(cacheMiB)
                    .open();
            var state = new AuditStore(opened);
            byte[] format = state.setting(FORMAT_KEY);
            if (format == null) {
                state.set(FORMAT_KEY, new byte[] {FORMAT});
            } else if (format.length != 1 || format[0] != FORMAT) {
                opened.closeImmediately();
                throw new AuditStateException("the saved state is of another version than " + FORMAT);
            }
            state.restoreHashes();
            return state;
        } catch (MVStoreException e) {
            if (opened != null) {
                opened.closeImmediately();
            }
            throw new AuditStateException("the saved state cannot be read: " + e.getMessage(), e);
        }
    }

    /** Makes the hashes again that were in memory only. */
    private void restoreHashes() {
        long from = Math.min(ids.storedUpTo(), attempts.storedUpTo());
        Cursor<Long, byte[]> rows = facts.cursor(from);
        while (rows.hasNext()) {
            addHashes(factCode.decode(rows.next(), rows.getValue()));
        }
    }

    byte @Nullable [] setting(String key) {
        return settings.get(key);
    }

    void set(String key, byte[] value) {
        settings.put(key, value);
    }

    /** A table of rows of numbers. */
    MVMap<long[], byte[]> rows(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<long[], byte[]>().keyType(LongsType.ROWS).valueType(ByteArrayDataType.INSTANCE));
    }

    /** A table from rows of numbers to a leaf index. */
    MVMap<long[], Long> indexes(String name) {
        return store.openMap(
                name, new MVMap.Builder<long[], Long>().keyType(LongsType.ROWS).valueType(LongDataType.INSTANCE));
    }

    Names names() {
        return names;
    }

    Sums sums() {
        return sums;
    }

    HashTable attempts() {
        return attempts;
    }

    /** Keeps the facts of an entry under its index. */
    void add(Facts added) {
        facts.append(added.index(), factCode.encode(added));
        recentFacts.put(added.index(), added);
        addHashes(added);
    }

    private void addHashes(Facts added) {
        if (added.index() >= ids.storedUpTo()) {
            ids.add(added.id().hash().prefix(), added.index());
        }
        if (added.detail() instanceof Facts.Answer answer && added.index() >= attempts.storedUpTo()) {
            attempts.add(answer.attempt().prefix(), added.index());
        }
    }

    private void storeHashes(long size) {
        ids.store(size, store::commit);
        attempts.store(size, store::commit);
        store.commit();
    }

    /** The facts of the entry at an index; null if it told none. */
    @Nullable
    Facts at(long index) {
        Facts known = recentFacts.get(index);
        if (known != null) {
            return known;
        }
        byte[] stored = index < 0 ? null : facts.get(index);
        if (stored == null) {
            return null;
        }
        Facts read = factCode.decode(index, stored);
        recentFacts.put(index, read);
        return read;
    }

    /** The first entry of an event so far; null if there is none. */
    @Nullable
    Facts find(EventId id) {
        Facts known = recentlyFound.get(id);
        if (known != null) {
            return known;
        }
        for (long index : ids.find(id.hash().prefix())) {
            Facts candidate = at(index);
            if (candidate != null && candidate.id().equals(id)) {
                recentlyFound.put(id, candidate);
                return candidate;
            }
        }
        return null;
    }

    /** Makes everything up to an entry durable, or nothing of it. */
    void commit(long size) {
        sums.store();
        store.commit();
        // Only now may other commits follow: they take everything that is written along.
        if (ids.isFull() || attempts.isFull()) {
            storeHashes(size);
        }
    }

    /** Bytes of the file. */
    long fileBytes() {
        return store.getFileStore().size();
    }

    /** Closes without a commit: what was not committed is gone. */
    @Override
    public void close() {
        store.closeImmediately();
    }

    boolean isClosed() {
        return store.isClosed();
    }

    /** Commits and closes in good order. */
    void commitAndClose(long size) {
        commit(size);
        storeHashes(size);
        store.close();
    }
}
