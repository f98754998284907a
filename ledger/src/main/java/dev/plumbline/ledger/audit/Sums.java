package dev.plumbline.ledger.audit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** Sums by a row of numbers. New amounts are gathered in memory, at most {@link #FRESH_MAX} rows, and added on disk in order. */
final class Sums {
    private static final int FRESH_MAX = 1 << 15;

    private final MVMap<long[], byte[]> stored;
    private final TreeMap<long[], BigInteger> fresh = new TreeMap<>(Arrays::compare);

    Sums(MVMap<long[], byte[]> stored) {
        this.stored = stored;
    }

    void add(BigInteger amount, long... row) {
        fresh.merge(row, amount, BigInteger::add);
        if (fresh.size() >= FRESH_MAX) {
            store();
        }
    }

    void add(long amount, long... row) {
        add(BigInteger.valueOf(amount), row);
    }

    BigInteger sum(long... row) {
        store();
        byte[] sum = stored.get(row);
        return sum == null ? BigInteger.ZERO : new BigInteger(sum);
    }

    /** Hands over all rows that start with {@code first}, ascending. */
    void forEach(long first, BiConsumer<long[], BigInteger> reader) {
        store();
        Cursor<long[], byte[]> rows =
                stored.cursor(new long[] {first}, new long[] {first, Long.MAX_VALUE, Long.MAX_VALUE}, false);
        while (rows.hasNext()) {
            long[] row = rows.next();
            reader.accept(row, new BigInteger(rows.getValue()));
        }
    }

    void store() {
        fresh.forEach((row, amount) -> {
            byte[] before = stored.get(row);
            BigInteger sum = before == null ? amount : amount.add(new BigInteger(before));
            stored.put(row, sum.toByteArray());
        });
        fresh.clear();
    }
}
