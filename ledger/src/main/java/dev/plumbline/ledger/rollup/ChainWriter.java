package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.PolicyConformance;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.ledger.rollup.Observation.Reorged;
import dev.plumbline.ledger.rollup.Observation.TimeGap;
import dev.plumbline.ledger.rollup.Observation.TransactionSeen;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcTransaction;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes down blocks that join the chain or leave it, the transactions in them that matter, and the gaps between them. What is written
 * changes the {@link FollowState} and in no other way. For the follower's thread.
 */
final class ChainWriter {
    private static final long MILLIS = 1_000;

    private final ChainProfile profile;
    private final FollowOptions options;
    private final ObservationLog log;
    private final FollowState state;
    private final Watchlist watchlist;
    private final ArrivalGaps arrivals;
    private final RecentBlocks recent = new RecentBlocks();
    private final List<LogMatcher> matchers = new ArrayList<>();

    ChainWriter(
            ChainProfile profile, FollowOptions options, ObservationLog log, FollowState state, Watchlist watchlist) {
        this.profile = profile;
        this.options = options;
        this.log = log;
        this.state = state;
        this.watchlist = watchlist;
        this.arrivals = new ArrivalGaps(profile, options);
        profile.matchers().forEach(rule -> matchers.add(LogMatcher.of(rule)));
    }

    void write(Observation observation) {
        log.append(observation);
        state.apply(observation);
    }

    /** The step is over, and an observer answered in it. */
    void asked(long nowMillis) {
        arrivals.asked(nowMillis);
    }

    /** Takes away the blocks from a height on, in place of which observers show another. */
    void turn(RpcBlock other, List<String> turned, long nowMillis) {
        long from = other.number();
        Word oldHash = state.hashAt(from);
        if (oldHash == null) {
            throw new IllegalArgumentException("no block " + from + " to take away");
        }
        List<Word> displaced = state.trackedFrom(from);
        write(new Reorged(
                from,
                (int) (state.tip() - from + 1),
                oldHash,
                other.hash(),
                displaced.subList(0, Math.min(displaced.size(), Reorged.DISPLACED_MAX)),
                displaced.size(),
                turned,
                nowMillis));
        recent.removeFrom(from);
        watchlist.displacedFrom(from);
    }

    /**
     * Adds a block to the end of the chain.
     *
     * @param source who gave it
     * @param polled what the observers show, so that those count as having seen it whose newest block it is
     */
    void join(FullBlock block, Polled source, List<Polled> polled, boolean caughtUp, long nowMillis) {
        RpcBlock header = block.header();
        SortedMap<String, Long> firstSeen = new TreeMap<>();
        for (Polled shown : polled) {
            if (shown.head().hash().equals(header.hash())) {
                firstSeen.put(shown.observer().name(), shown.atMillis());
            }
        }
        firstSeen.put(source.observer().name(), source.atMillis());
        noteGaps(header, caughtUp, nowMillis);
        BlockSeen seen = seen(block, firstSeen, caughtUp, PolicyConformance.of(block.order()), nowMillis);
        write(seen);
        source.observer().givesAllOf(header.hash());
        List<RecentBlocks.Found> all = find(block, seen);
        recent.add(all);
        for (RecentBlocks.Found found : all) {
            boolean isWatched = watchlist.has(found.transaction().hash());
            if (isWatched || !found.matches().isEmpty()) {
                write(found, isWatched, nowMillis);
            }
        }
    }

    private static BlockSeen seen(
            FullBlock block, SortedMap<String, Long> firstSeen, boolean caughtUp, OrderTally order, long nowMillis) {
        RpcBlock header = block.header();
        return new BlockSeen(
                header.number(),
                header.hash(),
                header.header().parentHash(),
                header.header().timestampSeconds(),
                header.baseFee(),
                block.transactions().size(),
                firstSeen,
                caughtUp,
                order,
                nowMillis);
    }

    private void noteGaps(RpcBlock header, boolean caughtUp, long nowMillis) {
        Long blockSeconds = profile.blockSeconds();
        long seconds = header.header().timestampSeconds();
        boolean isGap = blockSeconds != null
                && state.tipTimeSeconds() > 0
                && seconds - state.tipTimeSeconds() > blockSeconds * options.gapFactor();
        if (isGap) {
            write(new TimeGap(
                    header.number() - 1,
                    header.number(),
                    state.tipTimeSeconds() * MILLIS,
                    seconds * MILLIS,
                    TimeGap.Measure.BLOCK_TIME,
                    nowMillis));
        }
        TimeGap gap = arrivals.joined(header.number(), caughtUp, nowMillis);
        if (gap != null) {
            write(gap);
        }
    }

    private List<RecentBlocks.Found> find(FullBlock block, BlockSeen seen) {
        List<RecentBlocks.Found> all = new ArrayList<>(block.transactions().size());
        int logIndex = 0;
        for (int index = 0; index < block.transactions().size(); index++) {
            TransactionReceipt receipt = block.receipts().get(index);
            List<LogMatch> matches = LogMatcher.all(matchers, receipt.logs(), logIndex);
            logIndex += receipt.logs().size();
            all.add(new RecentBlocks.Found(seen, index, block.transactions().get(index), receipt.succeeded(), matches));
        }
        return all;
    }

    private void write(RecentBlocks.Found found, boolean isWatched, long nowMillis) {
        RpcTransaction transaction = found.transaction();
        BlockSeen block = found.block();
        List<LogMatch> matches = found.matches();
        for (int from = 0; from == 0 || from < matches.size(); from += LogMatch.ON_LINE_MAX) {
            write(new TransactionSeen(
                    transaction.hash(),
                    block.number(),
                    block.hash(),
                    found.index(),
                    block.timeSeconds(),
                    transaction.type(),
                    transaction.sender(),
                    transaction.nonce(),
                    transaction.maxFee(),
                    transaction.maxTip(),
                    block.baseFee(),
                    found.succeeded(),
                    isWatched,
                    matches.subList(from, Math.min(matches.size(), from + LogMatch.ON_LINE_MAX)),
                    block.firstSeenMillis(),
                    block.caughtUp(),
                    nowMillis));
        }
        if (isWatched) {
            watchlist.seenIn(transaction.hash(), block.number());
        }
    }

    /** Writes down a transaction of one of the last blocks; false if none of them has it. */
    boolean writeIfRecent(Word transaction, long nowMillis) {
        RecentBlocks.Found found = recent.find(transaction);
        if (found != null) {
            write(found, true, nowMillis);
        }
        return found != null;
    }

    /** Writes down a transaction of an older block, which was read again from that observer. */
    void writeLate(Word transaction, FullBlock block, Polled source, long nowMillis) {
        SortedMap<String, Long> times = new TreeMap<>();
        times.put(source.observer().name(), nowMillis);
        for (RecentBlocks.Found found : find(block, seen(block, times, true, OrderTally.NONE, nowMillis))) {
            if (found.transaction().hash().equals(transaction)) {
                write(found, true, nowMillis);
            }
        }
    }
}
