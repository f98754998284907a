package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.ReorgSeen;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.fairness.SettlementSeen.Basis;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rollup in one time, as the lines of an observation log leave it: blocks at the end of the chain come and go. Memory
 * grows with the blocks of that time and with the transactions that were watched. For one thread.
 */
final class ChainView {
    /** Stands for an observer where a block was there before anybody watched. */
    private static final String OWN_TIME = "block time";

    private final long fromMillis;
    private final long toMillis;
    private final NavigableMap<Long, SeenBlock> blocks = new TreeMap<>();
    private final Map<Word, TransactionSeen> transactions = new HashMap<>();
    private final Map<String, NavigableMap<Long, Long>> sightings = new TreeMap<>();
    private final Map<Long, TimeGap> gaps = new TreeMap<>();
    private final List<ReorgSeen> reorgs = new ArrayList<>();
    private final Map<HeadMoved.Level, HeadMoved> heads = new HashMap<>();
    private final ObserverCounts observers = new ObserverCounts();
    private long watchedUntilMillis;

    ChainView(long fromMillis, long toMillis) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
    }

    /** Takes the next line. What was noticed after the time is not known in it. */
    void add(Observation observation) {
        if (observation.atMillis() > toMillis) {
            return;
        }
        observers.add(observation, fromMillis);
        if (observation instanceof BlockSeen block) {
            join(block);
        } else if (observation instanceof TransactionSeen seen) {
            transactions.put(seen.tx(), seen);
        } else if (observation instanceof SeenByAnother seen) {
            sightings
                    .computeIfAbsent(seen.observer(), name -> new TreeMap<>())
                    .putIfAbsent(seen.number(), seen.atMillis());
        } else if (observation instanceof Reorged reorged) {
            takeAway(reorged);
        } else if (observation instanceof TimeGap gap && gap.toMillis() >= fromMillis) {
            // By the blocks' own times and by arrival: of the two the longer one, which is what senders waited.
            gaps.merge(gap.afterBlock(), gap, (one, other) -> length(one) >= length(other) ? one : other);
        } else if (observation instanceof HeadMoved head) {
            heads.merge(head.level(), head, (one, other) -> one.number() > other.number() ? one : other);
        }
    }

    private static long length(TimeGap gap) {
        return gap.toMillis() - gap.fromMillis();
    }

    private void join(BlockSeen seen) {
        SeenBlock block = SeenBlock.of(seen);
        watchedUntilMillis = Math.max(watchedUntilMillis, seen.atMillis());
        if (block.seenAtMillis() >= fromMillis) {
            blocks.put(block.number(), block);
        }
    }

    private void takeAway(Reorged reorged) {
        blocks.tailMap(reorged.fromNumber(), true).clear();
        sightings
                .values()
                .forEach(seen -> seen.tailMap(reorged.fromNumber(), true).clear());
        transactions.values().removeIf(seen -> seen.block() >= reorged.fromNumber());
        if (reorged.atMillis() >= fromMillis) {
            reorgs.add(new ReorgSeen(
                    reorged.fromNumber(),
                    reorged.depth(),
                    reorged.oldHash(),
                    reorged.newHash(),
                    reorged.atMillis(),
                    reorged.displacedCount()));
        }
    }

    /** Blocks of the time, by height. */
    NavigableMap<Long, SeenBlock> blocks() {
        return blocks;
    }

    /** What was seen of a transaction; null if it is in no block that was seen. */
    @Nullable
    TransactionSeen transaction(Word tx) {
        return transactions.get(tx);
    }

    /** All transactions that were seen, whoever wanted them. */
    Collection<TransactionSeen> transactions() {
        return transactions.values();
    }

    /** Where a transaction stands; null if it is in no block that was seen. */
    @Nullable
    Inclusion inclusion(Word tx) {
        TransactionSeen seen = transactions.get(tx);
        return seen == null
                ? null
                : new Inclusion(
                        seen.block(),
                        seen.blockHash(),
                        seen.index(),
                        seen.blockTimeSeconds(),
                        seen.baseFee(),
                        seen.effectiveTip(),
                        sightings(seen));
    }

    private SortedMap<String, Long> sightings(TransactionSeen seen) {
        if (seen.caughtUp()) {
            var ownTime = new TreeMap<String, Long>();
            ownTime.put(OWN_TIME, seen.blockTimeSeconds() * 1_000);
            return ownTime;
        }
        var all = new TreeMap<>(seen.firstSeenMillis());
        // Who has a block has all before it.
        sightings.forEach((observer, numbers) -> {
            Map.Entry<Long, Long> first = numbers.ceilingEntry(seen.block());
            if (first != null) {
                all.merge(observer, first.getValue(), Math::min);
            }
        });
        return all;
    }

    /** When the newest block was noticed: until then it is known what is in no block; 0 if none was. */
    long watchedUntilMillis() {
        return watchedUntilMillis;
    }

    /** How the blocks of the time are ordered. */
    OrderTally order() {
        return blocks.values().stream().map(SeenBlock::order).reduce(OrderTally.NONE, OrderTally::plus);
    }

    /** Times without blocks. */
    Collection<TimeGap> gaps() {
        return gaps.values();
    }

    /** Blocks replaced in the time. */
    List<ReorgSeen> reorgs() {
        return reorgs;
    }

    /** How each observer stands. */
    ObserverCounts observers() {
        return observers;
    }

    /** The newest block that any observer calls safe, and that is called finalized. */
    List<SettlementSeen> settlements() {
        return heads.values().stream()
                .map(head -> new SettlementSeen(
                        head.number(),
                        head.hash(),
                        Grade.SAFE,
                        head.level() == HeadMoved.Level.SAFE ? Basis.CALLED_SAFE : Basis.CALLED_FINALIZED))
                .toList();
    }

    /** Whether that block was seen, and not replaced. */
    boolean holds(long number, Word hash) {
        SeenBlock block = blocks.get(number);
        return block != null && block.hash().equals(hash);
    }
}
