package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Transactions that somebody wants to know of, until their block is final. Any thread may add; the follower's does the rest. */
final class Watchlist {
    /** Transactions watched at a time. */
    static final int WATCHED_MAX = 1 << 17;

    private static final long NOT_SEEN = Long.MAX_VALUE;

    // The block of each, NOT_SEEN while it is in none.
    private final Map<Word, Long> watched = new ConcurrentHashMap<>();
    private final Queue<Word> fresh = new ConcurrentLinkedQueue<>();

    void add(Word transaction) {
        if (watched.size() >= WATCHED_MAX) {
            throw new IllegalStateException(
                    watched.size() + " transactions are watched, want less than WATCHED_MAX = " + WATCHED_MAX);
        }
        if (watched.putIfAbsent(transaction, NOT_SEEN) == null) {
            fresh.add(transaction);
        }
    }

    boolean has(Word transaction) {
        return watched.containsKey(transaction);
    }

    /** Those added since the last time that no block read since has. */
    List<Word> takeFresh() {
        List<Word> taken = new ArrayList<>();
        for (Word next = fresh.poll(); next != null; next = fresh.poll()) {
            if (watched.getOrDefault(next, NOT_SEEN) == NOT_SEEN) {
                taken.add(next);
            }
        }
        return taken;
    }

    void seenIn(Word transaction, long block) {
        watched.replace(transaction, block);
    }

    /** Blocks from that height on are gone, and those in them in none. */
    void displacedFrom(long block) {
        watched.replaceAll((transaction, seenIn) -> seenIn >= block ? NOT_SEEN : seenIn);
    }

    /** Forgets those whose block is at most so high. */
    void forgetUpTo(long block) {
        watched.values().removeIf(seenIn -> seenIn <= block);
    }
}
