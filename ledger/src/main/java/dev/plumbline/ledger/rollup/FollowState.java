package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the observations so far, and from nothing else: reading the file again gives the same state. Takes the same memory
 * whatever the length of the chain. For one thread.
 */
final class FollowState {
    /** Blocks whose hash is remembered: 18 hours of a block every two seconds, and so how deep a reorganisation is understood. */
    static final int HASHES_MAX = 1 << 15;
    /** Transactions remembered for the case that their block is displaced. */
    static final int TRACKED_MAX = 1 << 16;

    private record Tracked(long block, Word tx) {}

    // Block n stands at n mod HASHES_MAX.
    private final byte[] hashes = new byte[HASHES_MAX * Word.LENGTH];
    private long lowest;
    // Behind the newest block; equal to lowest if there is none.
    private long end;
    private long tipTimeSeconds;
    // By name of the observer: the highest block of the chain that it was seen to have.
    private final Map<String, Long> shown = new TreeMap<>();
    private final Map<HeadMoved.Level, Map<String, Long>> heads = new EnumMap<>(HeadMoved.Level.class);
    private final Deque<Tracked> tracked = new ArrayDeque<>();

    FollowState() {
        for (HeadMoved.Level level : HeadMoved.Level.values()) {
            heads.put(level, new TreeMap<>());
        }
    }

    /**
     * Takes in what was observed next.
     *
     * @throws IllegalStateException if it cannot follow what was observed before
     */
    void apply(Observation observation) {
        if (observation instanceof BlockSeen seen) {
            append(seen);
        } else if (observation instanceof Reorged reorged) {
            truncate(reorged);
        } else if (observation instanceof SeenByAnother seen) {
            requireOnChain(seen.number(), seen.hash());
            shown.put(seen.observer(), seen.number());
        } else if (observation instanceof HeadMoved moved) {
            requireOnChain(moved.number(), moved.hash());
            heads(moved.level()).put(moved.observer(), moved.number());
        } else if (observation instanceof TransactionSeen seen) {
            requireOnChain(seen.block(), seen.blockHash());
            tracked.addLast(new Tracked(seen.block(), seen.tx()));
            if (tracked.size() > TRACKED_MAX) {
                tracked.removeFirst();
            }
        }
    }

    private void append(BlockSeen seen) {
        if (isEmpty()) {
            lowest = seen.number();
            end = seen.number();
        } else if (seen.number() != end || !has(end - 1, seen.parent())) {
            throw new IllegalStateException("block " + seen.number() + " on " + seen.parent()
                    + " does not follow block " + (end - 1) + " " + hashAt(end - 1));
        }
        System.arraycopy(seen.hash().bytes(), 0, hashes, offset(seen.number()), Word.LENGTH);
        end++;
        lowest = Math.max(lowest, end - HASHES_MAX);
        tipTimeSeconds = seen.timeSeconds();
        for (String observer : seen.firstSeenMillis().keySet()) {
            shown.put(observer, seen.number());
        }
    }

    private void truncate(Reorged reorged) {
        long from = reorged.fromNumber();
        requireOnChain(from, reorged.oldHash());
        if (from + reorged.depth() != end || from == lowest) {
            throw new IllegalStateException(
                    "blocks " + lowest + " to " + (end - 1) + " lose " + reorged.depth() + " from " + from);
        }
        end = from;
        tracked.removeIf(transaction -> transaction.block() >= from);
        shown.replaceAll((observer, number) -> Math.min(number, from - 1));
        heads.values().forEach(level -> level.replaceAll((observer, number) -> Math.min(number, from - 1)));
    }

    private void requireOnChain(long number, Word hash) {
        // What is no longer remembered was checked when it was written.
        if (number >= end || (number >= lowest && !has(number, hash))) {
            throw new IllegalStateException("block " + number + " " + hash + " is not on the chain");
        }
    }

    boolean isEmpty() {
        return end == lowest;
    }

    /** Height of the newest block. */
    long tip() {
        return end - 1;
    }

    /** Height of the lowest block whose hash is remembered. */
    long lowest() {
        return lowest;
    }

    /** The newest block's own time, in seconds; after a reorganisation that of a block that is gone, until the next joins. */
    long tipTimeSeconds() {
        return tipTimeSeconds;
    }

    /** Hash of a block of the chain; null if it is above or no longer remembered. */
    @Nullable
    Word hashAt(long number) {
        if (number < lowest || number >= end) {
            return null;
        }
        int offset = offset(number);
        return Word.of(Arrays.copyOfRange(hashes, offset, offset + Word.LENGTH));
    }

    /** Whether that is the block of the chain at that height; no for one that is no longer remembered. */
    boolean has(long number, Word hash) {
        Word ours = hashAt(number);
        return ours != null && ours.equals(hash);
    }

    private static int offset(long number) {
        return (int) (number % HASHES_MAX) * Word.LENGTH;
    }

    /** The highest block of the chain that an observer was seen to have; -1 if none. */
    long shownBy(String observer) {
        return shown.getOrDefault(observer, -1L);
    }

    /** The head that an observer gave last; -1 if it gave none. */
    long head(HeadMoved.Level level, String observer) {
        return heads(level).getOrDefault(observer, -1L);
    }

    /** The highest of all observers' heads; -1 if none gave any. */
    long head(HeadMoved.Level level) {
        return heads(level).values().stream().mapToLong(Long::longValue).max().orElse(-1);
    }

    private Map<String, Long> heads(HeadMoved.Level level) {
        Map<String, Long> ofLevel = heads.get(level);
        if (ofLevel == null) {
            throw new AssertionError("every level has a map");
        }
        return ofLevel;
    }

    /** The transactions seen in blocks from that height on. */
    List<Word> trackedFrom(long number) {
        return tracked.stream()
                .filter(transaction -> transaction.block() >= number)
                .map(Tracked::tx)
                .distinct()
                .toList();
    }

    /** All of it in a few words: two states are the same if these are. */
    String summary() {
        byte[] chain = new byte[(int) (end - lowest) * Word.LENGTH];
        for (long number = lowest; number < end; number++) {
            System.arraycopy(hashes, offset(number), chain, (int) (number - lowest) * Word.LENGTH, Word.LENGTH);
        }
        return lowest + "-" + end + " " + Word.keccak(chain) + " shown " + shown + " heads " + heads + " tracked "
                + tracked;
    }
}
