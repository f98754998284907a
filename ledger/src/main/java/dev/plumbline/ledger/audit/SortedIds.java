package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Ids sorted by their bytes, on disk: for periods of more inferences than are sorted in memory. One at a time. */
final class SortedIds {
    private static final int WORDS = Hash.LENGTH / Long.BYTES;

    private final MVMap<long[], Long> rows;

    SortedIds(AuditStore store) {
        this.rows = store.indexes("sorted-ids");
        rows.clear();
    }

    void addAll(List<Hash> ids) {
        for (Hash id : ids) {
            rows.put(row(id), 0L);
        }
    }

    /** The 32 bytes of each, ascending. */
    void forEach(Consumer<byte[]> reader) {
        Cursor<long[], Long> cursor = rows.cursor(null);
        while (cursor.hasNext()) {
            reader.accept(bytes(cursor.next(), 0));
        }
    }

    void clear() {
        rows.clear();
    }

    /** Four words whose signed order is the unsigned order of the bytes. */
    static long[] row(Hash id) {
        ByteBuffer bytes = ByteBuffer.wrap(id.bytes());
        long[] row = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            row[i] = bytes.getLong() ^ Long.MIN_VALUE;
        }
        return row;
    }

    /** The bytes that the four words from a place on stand for. */
    static byte[] bytes(long[] row, int from) {
        ByteBuffer bytes = ByteBuffer.allocate(Hash.LENGTH);
        for (int i = 0; i < WORDS; i++) {
            bytes.putLong(row[from + i] ^ Long.MIN_VALUE);
        }
        return bytes.array();
    }
}
