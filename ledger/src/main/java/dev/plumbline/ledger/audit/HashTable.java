package dev.plumbline.ledger.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * Finds leaf indexes by the first 64 bits of a hash. Several may share them: whoever asks compares the whole hash.
 *
 * <p>Hashes come in no order, so each one written to a tree on disk would touch a page of its own. The newest stay in memory,
 * some {@link #NEW_MAX}, and go to disk sorted, so that a page is written once for all of its rows. What is in memory when
 * the process dies is made again from the facts, from {@link #storedUpTo} on.
 */
final class HashTable {
    /** Hashes in memory, some 100 bytes each, before they are to be stored. */
    static final int NEW_MAX = 1 << 18;

    /** Rows written between two commits: as many pages may be changed and in memory. */
    private static final int ROWS_PER_COMMIT = 1 << 14;

    private static final long[] STORED_UP_TO = {};

    // Rows (prefix, index); the empty row, which is before all, carries how far the entries are stored.
    private final MVMap<long[], Long> stored;
    private final Map<Long, List<Long>> fresh = new HashMap<>();
    private int freshCount;

    HashTable(MVMap<long[], Long> stored) {
        this.stored = stored;
    }

    /** The index of the first leaf whose hash is on disk for none before it is: what lies behind must be added again. */
    long storedUpTo() {
        Long upTo = stored.get(STORED_UP_TO);
        return upTo == null ? 0 : upTo;
    }

    void add(long prefix, long index) {
        fresh.computeIfAbsent(prefix, absent -> new ArrayList<>(1)).add(index);
        freshCount++;
    }

    /** Indexes under these bits, the smallest first. */
    List<Long> find(long prefix) {
        var found = new ArrayList<Long>(1);
        Cursor<long[], Long> rows = stored.cursor(new long[] {prefix, 0}, new long[] {prefix, Long.MAX_VALUE}, false);
        while (rows.hasNext()) {
            found.add(rows.next()[1]);
        }
        for (long index : fresh.getOrDefault(prefix, List.of())) {
            if (!found.contains(index)) {
                found.add(index);
            }
        }
        return found;
    }

    boolean isFull() {
        return freshCount >= NEW_MAX;
    }

    /**
     * Moves what is in memory to disk, as belonging to entries before {@code size}. Dies half-way: the rows that are there
     * already are written once more, which changes nothing.
     *
     * @param commit makes what is written so far durable
     */
    void store(long size, Runnable commit) {
        int rowCount = 0;
        for (Map.Entry<Long, List<Long>> entry : new TreeMap<>(fresh).entrySet()) {
            for (long index : entry.getValue()) {
                stored.put(new long[] {entry.getKey(), index}, 0L);
                if (++rowCount % ROWS_PER_COMMIT == 0) {
                    commit.run();
                }
            }
        }
        fresh.clear();
        freshCount = 0;
        stored.put(STORED_UP_TO, size);
    }
}
