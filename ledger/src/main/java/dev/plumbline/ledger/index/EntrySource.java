package dev.plumbline.ledger.index;

import java.io.IOException;
import java.util.List;

/**
 * The log as the index sees it: entries that are there for good, in order.
 *
 * <p>Called by one thread at a time, which is not the one that writes the log. The size never shrinks.
 */
public interface EntrySource {
    /** Number of entries that are durable. */
    long size();

    /**
     * Consecutive entries, the first of them at leaf index {@code from}: at least one if {@code from < size()}, and at
     * most {@code max}. The arrays belong to the caller.
     */
    List<byte[]> entries(long from, int max) throws IOException;
}
