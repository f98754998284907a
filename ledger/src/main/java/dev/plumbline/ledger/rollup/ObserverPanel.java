package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble.Kind;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The observers of one chain: asks all of them what they see, and keeps book of what is wrong with each. For the follower's thread. */
final class ObserverPanel {
    private final long chainId;
    private final FollowOptions options;
    private final InstantSource clock;
    private final FollowState state;
    private final List<ObserverState> observers = new ArrayList<>();

    ObserverPanel(
            long chainId, List<Observer> observers, FollowOptions options, InstantSource clock, FollowState state) {
        if (observers.isEmpty()
                || observers.stream().map(Observer::name).distinct().count() < observers.size()) {
            throw new IllegalArgumentException(
                    observers.size() + " observers, want at least one, each with a name of its own");
        }
        this.chainId = chainId;
        this.options = options;
        this.clock = clock;
        this.state = state;
        observers.forEach(
                observer -> this.observers.add(new ObserverState(new RollupNode(observer, options.timeout()))));
    }

    /** What those show that answer, in the order in which they are asked. */
    List<Polled> poll() {
        List<Polled> polled = new ArrayList<>();
        for (ObserverState observer : observers) {
            try {
                Polled shown = poll(observer);
                if (shown != null) {
                    polled.add(shown);
                }
            } catch (RpcException e) {
                note(observer, null, e);
            }
        }
        noteStale(polled);
        return polled;
    }

    private @Nullable Polled poll(ObserverState observer) throws RpcException {
        long startMillis = clock.millis();
        if (!isOfThisChain(observer)) {
            return null;
        }
        RollupNode node = observer.node();
        RpcBlock head = node.header(RollupNode.Tag.LATEST);
        if (head == null) {
            throw RpcException.unreachable("eth_getBlockByNumber latest", "is null, want a block", null);
        }
        Polled.Stand stand = Polled.standOf(node, head, state);
        if (stand == Polled.Stand.APART) {
            // The likeliest reason for a whole chain to differ is that it is another.
            observer.chainIsChecked(false);
            if (!isOfThisChain(observer)) {
                return null;
            }
        }
        RpcBlock safe = named(node, RollupNode.Tag.SAFE);
        RpcBlock finalized = named(node, RollupNode.Tag.FINALIZED);
        long atMillis = clock.millis();
        if (atMillis - startMillis > options.slowMillis()) {
            note(observer, Kind.SLOW, "took " + (atMillis - startMillis) + " ms to say what it sees");
        }
        return new Polled(observer, head, safe, finalized, stand, atMillis);
    }

    private boolean isOfThisChain(ObserverState observer) throws RpcException {
        if (!observer.isChainChecked()) {
            long found = observer.node().chainId();
            if (found != chainId) {
                note(observer, Kind.OTHER_CHAIN, "is on chain " + found + ", want " + chainId);
                return false;
            }
            observer.chainIsChecked(true);
        }
        return true;
    }

    private static @Nullable RpcBlock named(RollupNode node, RollupNode.Tag tag) throws RpcException {
        try {
            return node.header(tag);
        } catch (RpcException e) {
            if (e.kind() == RpcException.Kind.REFUSED) {
                // Nodes say so of a name that they have no block for yet.
                return null;
            }
            throw e;
        }
    }

    private void noteStale(List<Polled> polled) {
        long best = polled.stream().mapToLong(Polled::height).max().orElse(-1);
        for (Polled shown : polled) {
            if (best - shown.height() > options.staleBlocks()) {
                note(shown.observer(), Kind.STALE, "is " + (best - shown.height()) + " blocks behind another observer");
            }
        }
    }

    /** How each stands to our chain now that it has changed. */
    List<Polled> again(List<Polled> polled) {
        List<Polled> again = new ArrayList<>();
        for (Polled shown : polled) {
            try {
                again.add(shown.again(state));
            } catch (RpcException e) {
                note(shown.observer(), shown.height(), e);
            }
        }
        return again;
    }

    private void note(ObserverState observer, Kind kind, String detail) {
        observer.note(new ObserverTrouble(observer.name(), kind, null, null, null, detail, clock.millis()));
    }

    /** Notes that an answer was none, or a lie. */
    void note(ObserverState observer, @Nullable Long number, RpcException thrown) {
        Kind kind = thrown.kind() == RpcException.Kind.BAD_ANSWER ? Kind.LYING : Kind.UNREACHABLE;
        String detail = MalformedException.quote(String.valueOf(thrown.getMessage()));
        observer.note(new ObserverTrouble(
                observer.name(), kind, number, null, null, detail.substring(1, detail.length() - 1), clock.millis()));
        // When it comes back it may be another node.
        observer.chainIsChecked(false);
    }

    /** Notes that a block is not on our chain, or that a chain has nothing in common with it. */
    void noteApart(Polled shown, RpcBlock block) {
        long number = Math.min(block.number(), state.tip());
        shown.observer()
                .note(new ObserverTrouble(
                        shown.observer().name(),
                        Kind.DISAGREES,
                        block.number(),
                        block.hash(),
                        block.number() == number ? state.hashAt(number) : null,
                        "is on another chain than most at block " + number + " or below",
                        clock.millis()));
    }

    /** Writes down what is new of what is wrong, and gives all that is, by name of the observer. */
    SortedMap<String, String> endStep(Consumer<Observation> writer) {
        SortedMap<String, String> troubles = new TreeMap<>();
        for (ObserverState observer : observers) {
            observer.fresh().forEach(writer);
            if (observer.isOver()) {
                writer.accept(new ObserverTrouble(
                        observer.name(), Kind.OVER, null, null, null, "is well again", clock.millis()));
            }
            String trouble = observer.trouble();
            if (trouble != null) {
                troubles.put(observer.name(), trouble);
            }
            observer.endStep();
        }
        return troubles;
    }
}
