package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.HeadMoved;
import dev.plumbline.ledger.rollup.Observation.SeenByAnother;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a rollup through several observers and writes down what it sees, one step whenever it is told to. It has no thread and no
 * clock of its own, and goes on from its {@link ObservationLog} alone.
 *
 * <p>The chain it writes down is the one that most observers show; they are asked in the order given. A block joins it when one
 * observer has given all of it and it has the roots and the hash that belong together. So no observer can change a block, or leave
 * something out of it; and it takes more observers that show another block than show ours to put another in its place. What none of
 * them shows, no follower sees.
 *
 * <p>Each step asks each observer for its three heads and for all of its newest block, and reads a bounded number of further blocks.
 * For one thread, but for {@link #watch} and {@link #status}.
 */
public final class Follower {
    private final FollowOptions options;
    private final ObservationLog log;
    private final InstantSource clock;
    private final FollowState state = new FollowState();
    private final Watchlist watchlist = new Watchlist();
    private final ObserverPanel observers;
    private final ChainWriter chain;
    // Set where a step begins and cleared where it ends: after a step that failed, memory and disk may differ.
    private boolean isBroken;
    // Written by the thread that steps, read by any.
    private volatile FollowStatus status;

    /**
     * Goes on from what the log holds.
     *
     * @param observers at least one, no name twice; the first is asked first
     * @param log opened for the profile's chain; the caller closes it
     * @throws IOException if the log cannot be read
     * @throws MalformedException if the log is damaged
     * @throws IllegalArgumentException if there is no observer, a name is there twice, or a matcher cannot be applied
     */
    public Follower(
            ChainProfile profile,
            List<Observer> observers,
            ObservationLog log,
            FollowOptions options,
            InstantSource clock)
            throws IOException, MalformedException {
        this.options = options;
        this.log = log;
        this.clock = clock;
        this.observers = new ObserverPanel(profile.chainId(), observers, options, clock, state);
        this.chain = new ChainWriter(profile, options, log, state, watchlist);
        log.read(state::apply);
        this.status = status(List.of(), new TreeMap<>());
    }

    /**
     * From the next step on every block that has this transaction is written down with it, until the block is final; so is one that has it
     * already, if it is one of the last {@link RecentBlocks#BLOCKS_MAX} or an observer names it. Any thread may call it.
     *
     * @throws IllegalStateException if {@link Watchlist#WATCHED_MAX} are watched
     */
    public void watch(Word transaction) {
        watchlist.add(transaction);
    }

    /** Where it stands. Any thread may call it. */
    public FollowStatus status() {
        return status;
    }

    /** What follows from all that was written down. */
    FollowState state() {
        return state;
    }

    /**
     * Asks every observer, reads at most {@link FollowOptions#blocksPerStep} blocks, and writes down what is new before it returns. What is
     * wrong with an observer is written down, too, and never thrown.
     *
     * @throws IOException if the disk fails; the follower is of no use then, and another has to go on from the log
     */
    public void step() throws IOException {
        if (isBroken) {
            throw new IOException("a step has failed before, go on with another follower");
        }
        isBroken = true;
        long nowMillis = clock.millis();
        List<Polled> polled = observers.poll();
        if (!polled.isEmpty()) {
            List<Polled> settled = settle(polled, nowMillis);
            extend(settled, nowMillis);
            List<Polled> seen = observers.again(settled);
            noteSightings(seen);
            noteHeads(seen, nowMillis);
            checkBodies(seen);
            writeLateWatches(seen, nowMillis);
            chain.asked(nowMillis);
        }
        status = status(polled, observers.endStep(chain::write));
        log.commit();
        isBroken = false;
    }

    private FollowStatus status(List<Polled> polled, SortedMap<String, String> troubles) {
        return new FollowStatus(
                state.isEmpty() ? -1 : state.tip(),
                polled.stream().mapToLong(Polled::height).max().orElse(-1),
                state.head(HeadMoved.Level.SAFE),
                state.head(HeadMoved.Level.FINALIZED),
                polled.size(),
                troubles);
    }

    /** Turns to another chain if more observers show it than show ours; gives what they show, as it stands to the chain then. */
    private List<Polled> settle(List<Polled> polled, long nowMillis) {
        List<Polled> apart = polled.stream().filter(Polled::isApart).toList();
        List<Polled> largest = List.of();
        for (Polled one : apart) {
            List<Polled> together = together(one, apart);
            if (together.size() > largest.size()) {
                largest = together;
            }
        }
        long ours = polled.stream().filter(Polled::hasTip).count();
        return largest.size() > ours && turn(largest, polled, nowMillis) ? observers.again(polled) : polled;
    }

    private List<Polled> together(Polled one, List<Polled> apart) {
        List<Polled> together = new ArrayList<>();
        for (Polled other : apart) {
            try {
                if (other.equals(one) || ForkSearch.isOneChain(one, other)) {
                    together.add(other);
                }
            } catch (RpcException e) {
                observers.note(other.observer(), null, e);
            }
        }
        return together;
    }

    /** Takes blocks from the end of the chain and puts the first of the others in their place; false if that cannot be done. */
    private boolean turn(List<Polled> others, List<Polled> polled, long nowMillis) {
        Polled leader = others.get(0);
        try {
            long from = ForkSearch.firstApart(leader, state);
            // Deeper than what is remembered there is nothing to turn to: what is noted is that it is apart.
            FullBlock first = from == ForkSearch.TOO_DEEP
                    ? null
                    : leader.observer().node().block(from);
            if (first == null || state.has(from, first.header().hash())) {
                return false;
            }
            requireParent(leader.observer().node(), first.header());
            List<String> turned = others.stream()
                    .map(shown -> shown.observer().name())
                    .filter(name -> state.shownBy(name) >= from)
                    .toList();
            chain.turn(first.header(), turned, nowMillis);
            chain.join(first, leader, polled, false, nowMillis);
            return true;
        } catch (RpcException e) {
            observers.note(leader.observer(), leader.height(), e);
            return false;
        }
    }

    private void requireParent(RollupNode node, RpcBlock block) throws RpcException {
        long number = block.number() - 1;
        if (!state.has(number, block.header().parentHash())) {
            RpcBlock shown = node.header(number);
            if (shown != null && state.has(number, shown.hash())) {
                Polled.requireLink(node, block, shown);
            }
            throw RpcException.unreachable("block " + block.number(), "is on a chain that turned meanwhile", null);
        }
    }

    /** Reads further blocks, as many as one step may, from the first observer that has them. */
    private void extend(List<Polled> polled, long nowMillis) {
        List<Polled> sources =
                new ArrayList<>(polled.stream().filter(Polled::hasTip).toList());
        for (int budget = options.blocksPerStep(); budget > 0; budget--) {
            long next = state.isEmpty() ? -1 : state.tip() + 1;
            sources.removeIf(source -> source.height() < next);
            if (sources.isEmpty()) {
                return;
            }
            Polled source = sources.get(0);
            long number = state.isEmpty() ? start(source) : next;
            try {
                FullBlock block = source.observer().node().block(number);
                if (block == null) {
                    throw RpcException.unreachable("block " + number, "is not there", null);
                }
                boolean isFirst = state.isEmpty();
                if (!isFirst) {
                    requireParent(source.observer().node(), block.header());
                }
                boolean caughtUp = isFirst || !hasSeenArrive(block.header(), source, polled);
                chain.join(block, source, polled, caughtUp, nowMillis);
            } catch (RpcException e) {
                observers.note(source.observer(), number, e);
                sources.remove(0);
            }
        }
    }

    private long start(Polled source) {
        Long wanted = options.startBlock();
        RpcBlock finalized = source.finalized();
        return wanted != null ? wanted : finalized != null ? finalized.number() : source.height();
    }

    private boolean hasSeenArrive(RpcBlock block, Polled source, List<Polled> polled) {
        return polled.stream()
                .filter(shown -> shown.equals(source) || shown.head().hash().equals(block.hash()))
                .anyMatch(shown -> shown.observer().sawArrive(block.number(), shown.atMillis(), options.pauseMillis()));
    }

    private void noteSightings(List<Polled> polled) {
        for (Polled shown : polled) {
            String name = shown.observer().name();
            long highest = state.isEmpty() ? -1 : Math.min(shown.height(), state.tip());
            Word hash = state.hashAt(highest);
            if (shown.isApart()) {
                observers.noteApart(shown, shown.head());
            } else if (hash != null && shown.has(highest) && highest > state.shownBy(name)) {
                chain.write(new SeenByAnother(highest, hash, name, shown.atMillis()));
            }
            shown.observer().polled(shown.height(), shown.atMillis());
        }
    }

    private void noteHeads(List<Polled> polled, long nowMillis) {
        for (Polled shown : polled) {
            noteHead(shown, HeadMoved.Level.SAFE, shown.safe(), nowMillis);
            noteHead(shown, HeadMoved.Level.FINALIZED, shown.finalized(), nowMillis);
        }
        watchlist.forgetUpTo(state.head(HeadMoved.Level.FINALIZED));
    }

    private void noteHead(Polled shown, HeadMoved.Level level, @Nullable RpcBlock head, long nowMillis) {
        Word ours = head == null ? null : state.hashAt(head.number());
        if (head == null || ours == null || shown.isApart()) {
            // Not read yet, or no longer remembered: nothing to hold it to. Of a chain that is apart that is noted
            // already.
            return;
        }
        String name = shown.observer().name();
        if (!head.hash().equals(ours)) {
            observers.noteApart(shown, head);
        } else if (head.number() != state.head(level, name)) {
            chain.write(new HeadMoved(level, head.number(), ours, name, nowMillis));
        }
    }

    /** Asks each observer for all of the newest block that it shares with us; a header alone is easily passed on. */
    private void checkBodies(List<Polled> polled) {
        for (Polled shown : polled) {
            ObserverState observer = shown.observer();
            boolean isShared = shown.has(shown.height()) && shown.height() <= state.tip();
            if (!isShared || observer.gaveAllOf(shown.head().hash())) {
                continue;
            }
            try {
                if (observer.node().hasAllOf(shown.head())) {
                    observer.givesAllOf(shown.head().hash());
                }
            } catch (RpcException e) {
                observers.note(observer, shown.height(), e);
            }
        }
    }

    private void writeLateWatches(List<Polled> polled, long nowMillis) {
        for (Word transaction : watchlist.takeFresh()) {
            if (!chain.writeIfRecent(transaction, nowMillis)) {
                lookUp(transaction, polled, nowMillis);
            }
        }
    }

    /** Looks for a transaction in the blocks of which only the hash is remembered. */
    private void lookUp(Word transaction, List<Polled> polled, long nowMillis) {
        for (Polled shown : polled) {
            RollupNode node = shown.observer().node();
            try {
                Long number = shown.hasTip() ? node.blockOf(transaction) : null;
                FullBlock block = number == null || state.hashAt(number) == null ? null : node.block(number);
                if (block != null
                        && state.has(block.header().number(), block.header().hash())) {
                    chain.writeLate(transaction, block, shown, nowMillis);
                    return;
                }
            } catch (RpcException e) {
                observers.note(shown.observer(), null, e);
            }
        }
    }
}
