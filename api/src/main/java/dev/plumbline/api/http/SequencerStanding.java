package dev.plumbline.api.http;

import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.proofs.ethereum.Word;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a rollup and those who observe it stand at one moment: what the live page shows and the figures are read from. All
 * times but those of blocks are milliseconds since the epoch by this process's clock.
 *
 * @param chain CAIP-2 id
 * @param name what people call it
 * @param blockMillis pace of its blocks
 * @param heads the newest block, and the newest that is safe or finalized; a level that was not seen yet is not in it
 * @param newestSeenMillis when the newest block was first seen; 0 if there is none
 * @param observers in the order in which they were given
 * @param blocks the newest first
 * @param counts since observing began, over all restarts
 * @param inFlight what was submitted and is in no block that was seen, the oldest first
 * @param inFlightCount how many there are, listed or not
 * @param gap time without a block that lasts; null if there is none
 * @param trouble why nothing is followed at the moment, on one line; null if it is
 * @param asOfMillis when this was put together
 */
public record SequencerStanding(
        String chain,
        String name,
        long blockMillis,
        Map<Level, Head> heads,
        long newestSeenMillis,
        List<ObserverRow> observers,
        List<BlockRow> blocks,
        Counts counts,
        List<Pending> inFlight,
        int inFlightCount,
        @Nullable Gap gap,
        @Nullable String trouble,
        long asOfMillis) {
    /** Copies the collections. */
    public SequencerStanding {
        var copy = new EnumMap<Level, Head>(Level.class);
        copy.putAll(heads);
        heads = Collections.unmodifiableMap(copy);
        observers = List.copyOf(observers);
        blocks = List.copyOf(blocks);
        inFlight = List.copyOf(inFlight);
    }

    /** How far a head has settled. */
    public enum Level {
        /** The sequencer's word. */
        UNSAFE,
        /** Its data are on L1. */
        SAFE,
        /** L1 can no longer lose them. */
        FINALIZED
    }

    /** A block that is the newest of its level. */
    public record Head(long number, Word hash, long timeSeconds) {}

    /**
     * One observer.
     *
     * @param head newest block that it was seen to have; -1 if none
     * @param trouble what is wrong with it; null if nothing
     * @param detail the same for people; empty if nothing
     * @param troubles how often each trouble began
     */
    public record ObserverRow(
            String name,
            long head,
            Observation.ObserverTrouble.@Nullable Kind trouble,
            String detail,
            Map<Observation.ObserverTrouble.Kind, Long> troubles) {
        /** Copies the counts. */
        public ObserverRow {
            var copy = new EnumMap<Observation.ObserverTrouble.Kind, Long>(Observation.ObserverTrouble.Kind.class);
            copy.putAll(troubles);
            troubles = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * One block.
     *
     * @param firstSeenMillis when each observer was first seen to have it
     * @param caughtUp true if the times say when we came, and not when the block did
     */
    public record BlockRow(
            long number,
            Word hash,
            long timeSeconds,
            int transactions,
            SortedMap<String, Long> firstSeenMillis,
            boolean caughtUp) {
        /** Copies the times. */
        public BlockRow {
            firstSeenMillis = Collections.unmodifiableSortedMap(new TreeMap<>(firstSeenMillis));
        }

        /** Milliseconds between the first observer that had it and the last, or -1 if fewer than two are known to. */
        long spreadMillis() {
            return caughtUp || firstSeenMillis.size() < 2
                    ? -1
                    : Collections.max(firstSeenMillis.values()) - Collections.min(firstSeenMillis.values());
        }
    }

    /**
     * Sums.
     *
     * @param blocks that joined the chain
     * @param transactions in them
     * @param tracked of those, watched or wanted by a matcher
     * @param reorgs times that blocks were taken away
     * @param displacedBlocks blocks that were
     * @param timeGaps times without a block, by either clock
     */
    public record Counts(
            long blocks, long transactions, long tracked, long reorgs, long displacedBlocks, long timeGaps) {}

    /** A transaction that is waited for. */
    public record Pending(Word tx, long submittedMillis) {}

    /**
     * No block for longer than the chain's pace allows.
     *
     * @param sinceMillis when the last block was seen
     * @param answering observers that answer, and have nothing newer; if none does, nobody knows what the chain does
     */
    public record Gap(long sinceMillis, int answering) {}

    /** Blocks that an observer lacks of the newest. */
    long lagBlocks(ObserverRow observer) {
        Head newest = heads.get(Level.UNSAFE);
        return newest == null ? 0 : Math.max(0, newest.number() - Math.max(-1, observer.head()));
    }

    /** Seconds since the newest block was first seen, 0 if there is none. */
    double secondsSinceBlock() {
        return newestSeenMillis == 0 ? 0 : Math.max(0, asOfMillis - newestSeenMillis) / 1e3;
    }
}
