package dev.plumbline.api.http;

import dev.plumbline.api.http.SequencerStanding.BlockRow;
import dev.plumbline.api.http.SequencerStanding.Head;
import dev.plumbline.api.http.SequencerStanding.Level;
import dev.plumbline.api.http.SequencerStanding.ObserverRow;
import dev.plumbline.api.http.SequencerStanding.Pending;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what was observed of a rollup to how it stands. Holds a bounded number of blocks and of transactions in flight,
 * however long it runs. Any thread may use it; nothing in it waits.
 */
public final class SequencerTally {
    /** Blocks that are kept, for the page. */
    static final int BLOCKS_MAX = 24;
    /** Transactions in flight that are told apart; more are counted only. */
    static final int IN_FLIGHT_MAX = 10_000;
    /** Transactions that are known to be in a block, the oldest forgotten first. */
    private static final int SEEN_MAX = 100_000;
    /** Of those in flight so many are listed. */
    static final int LISTED_MAX = 50;
    /** Blocks that may be due before their absence is called a gap, and the least time for that. */
    private static final int GAP_BLOCKS = 5;

    private static final long GAP_MILLIS_MIN = 10_000;

    private final String chain;
    private final String name;
    private final long blockMillis;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by lock.
    private final Map<String, Standing> observers = new LinkedHashMap<>();
    private final Map<Level, Head> heads = new EnumMap<>(Level.class);
    private final ArrayDeque<BlockRow> blocks = new ArrayDeque<>();
    private final Map<Word, Pending> inFlight = new LinkedHashMap<>();
    private final Set<Word> seen = new LinkedHashSet<>();
    private long unlisted;
    private long newestSeenMillis;
    private long blockCount;
    private long transactionCount;
    private long trackedCount;
    private long reorgCount;
    private long displacedCount;
    private long gapCount;
    private @Nullable String trouble;

    /** What is known of one observer. Guarded by the lock of the tally. */
    private static final class Standing {
        private final Map<ObserverTrouble.Kind, Long> troubles = new EnumMap<>(ObserverTrouble.Kind.class);
        private long head = -1;
        private ObserverTrouble.@Nullable Kind trouble;
        private String detail = "";
    }

    /**
     * A tally of nothing.
     *
     * @param chain CAIP-2 id
     * @param blockMillis pace of its blocks, at least 1
     */
    public SequencerTally(String chain, String name, long blockMillis, List<String> observers) {
        this.chain = chain;
        this.name = name;
        this.blockMillis = blockMillis;
        observers.forEach(observer -> this.observers.put(observer, new Standing()));
    }

    /** Adds what was observed. */
    public void take(Observation observation) {
        lock.lock();
        try {
            if (observation instanceof Observation.BlockSeen seen) {
                block(seen);
            } else if (observation instanceof Observation.SeenByAnother seen) {
                seenByAnother(seen);
            } else if (observation instanceof Observation.TransactionSeen transaction) {
                include(transaction.tx());
            } else if (observation instanceof Observation.HeadMoved moved) {
                head(moved);
            } else if (observation instanceof Observation.Reorged reorged) {
                reorg(reorged);
            } else if (observation instanceof Observation.TimeGap) {
                gapCount++;
            } else if (observation instanceof ObserverTrouble troubled) {
                trouble(troubled);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A transaction was submitted, and is in flight until it is seen in a block.
     *
     * @return whether it is in flight now; false if it was seen already
     */
    public boolean submitted(Word tx, long atMillis) {
        lock.lock();
        try {
            if (seen.contains(tx)) {
                return false;
            }
            if (inFlight.size() < IN_FLIGHT_MAX) {
                inFlight.putIfAbsent(tx, new Pending(tx, atMillis));
            } else if (!inFlight.containsKey(tx)) {
                unlisted++;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Somebody else saw a transaction in a block. */
    public void included(Word tx) {
        lock.lock();
        try {
            include(tx);
        } finally {
            lock.unlock();
        }
    }

    private void include(Word tx) {
        inFlight.remove(tx);
        if (!seen.add(tx)) {
            return;
        }
        trackedCount++;
        if (seen.size() > SEEN_MAX) {
            seen.remove(seen.iterator().next());
        }
    }

    /** Says why nothing is followed, or with null that it is again. */
    public void stalled(@Nullable String why) {
        lock.lock();
        try {
            trouble = why;
        } finally {
            lock.unlock();
        }
    }

    private void block(Observation.BlockSeen seen) {
        blockCount++;
        transactionCount += seen.transactions();
        newestSeenMillis = seen.firstSeenMillis().values().stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(seen.atMillis());
        heads.put(Level.UNSAFE, new Head(seen.number(), seen.hash(), seen.timeSeconds()));
        seen.firstSeenMillis().keySet().forEach(observer -> raise(observer, seen.number()));
        blocks.addFirst(new BlockRow(
                seen.number(),
                seen.hash(),
                seen.timeSeconds(),
                seen.transactions(),
                seen.firstSeenMillis(),
                seen.caughtUp()));
        if (blocks.size() > BLOCKS_MAX) {
            blocks.removeLast();
        }
    }

    private void seenByAnother(Observation.SeenByAnother seen) {
        raise(seen.observer(), seen.number());
        var known = new ArrayList<>(blocks);
        for (int i = 0; i < known.size(); i++) {
            BlockRow row = known.get(i);
            if (row.number() == seen.number() && row.hash().equals(seen.hash())) {
                var times = new TreeMap<>(row.firstSeenMillis());
                times.putIfAbsent(seen.observer(), seen.atMillis());
                known.set(
                        i,
                        new BlockRow(
                                row.number(),
                                row.hash(),
                                row.timeSeconds(),
                                row.transactions(),
                                times,
                                row.caughtUp()));
            }
        }
        blocks.clear();
        blocks.addAll(known);
    }

    private void raise(String observer, long number) {
        Standing standing = standing(observer);
        standing.head = Math.max(standing.head, number);
    }

    /** An observer of the file may be one that is asked no more. */
    private Standing standing(String observer) {
        return observers.computeIfAbsent(observer, unknown -> new Standing());
    }

    private void head(Observation.HeadMoved moved) {
        Level level = switch (moved.level()) {
            case SAFE -> Level.SAFE;
            case FINALIZED -> Level.FINALIZED;
        };
        long timeSeconds = blocks.stream()
                .filter(row -> row.number() == moved.number())
                .mapToLong(BlockRow::timeSeconds)
                .findFirst()
                .orElse(0);
        heads.put(level, new Head(moved.number(), moved.hash(), timeSeconds));
    }

    private void reorg(Observation.Reorged reorged) {
        reorgCount++;
        displacedCount += reorged.depth();
        blocks.removeIf(row -> row.number() >= reorged.fromNumber());
        for (Standing standing : observers.values()) {
            standing.head = Math.min(standing.head, reorged.fromNumber() - 1);
        }
        for (Word tx : reorged.displaced()) {
            seen.remove(tx);
            if (inFlight.size() < IN_FLIGHT_MAX) {
                inFlight.putIfAbsent(tx, new Pending(tx, reorged.atMillis()));
            }
        }
    }

    private void trouble(ObserverTrouble troubled) {
        Standing standing = standing(troubled.observer());
        if (troubled.kind() == ObserverTrouble.Kind.OVER) {
            standing.trouble = null;
            standing.detail = "";
            return;
        }
        standing.troubles.merge(troubled.kind(), 1L, Long::sum);
        standing.trouble = troubled.kind();
        standing.detail = troubled.detail();
    }

    /** How it stands at a moment. */
    public SequencerStanding standing(long nowMillis) {
        lock.lock();
        try {
            List<ObserverRow> rows = new ArrayList<>();
            observers.forEach((observer, standing) -> rows.add(
                    new ObserverRow(observer, standing.head, standing.trouble, standing.detail, standing.troubles)));
            return new SequencerStanding(
                    chain,
                    name,
                    blockMillis,
                    heads,
                    newestSeenMillis,
                    rows,
                    List.copyOf(blocks),
                    new SequencerStanding.Counts(
                            blockCount, transactionCount, trackedCount, reorgCount, displacedCount, gapCount),
                    inFlight.values().stream().limit(LISTED_MAX).toList(),
                    (int) Math.min(Integer.MAX_VALUE, inFlight.size() + unlisted),
                    gap(nowMillis),
                    trouble,
                    nowMillis);
        } finally {
            lock.unlock();
        }
    }

    private SequencerStanding.@Nullable Gap gap(long nowMillis) {
        long patience = Math.max(GAP_MILLIS_MIN, GAP_BLOCKS * blockMillis);
        if (newestSeenMillis == 0 || nowMillis - newestSeenMillis <= patience) {
            return null;
        }
        int answering = (int) observers.values().stream()
                .filter(one -> one.trouble != ObserverTrouble.Kind.UNREACHABLE
                        && one.trouble != ObserverTrouble.Kind.OTHER_CHAIN)
                .count();
        return new SequencerStanding.Gap(newestSeenMillis, answering);
    }
}
