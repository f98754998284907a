package dev.plumbline.api.scenario;

import dev.plumbline.ledger.fairness.BlockOrder;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.Cause;
import dev.plumbline.ledger.fairness.Inclusion;
import dev.plumbline.ledger.fairness.LivenessGap;
import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.fairness.OrderedTransaction;
import dev.plumbline.ledger.fairness.PolicyConformance;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.fairness.Way;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run on paper: the sequencer's decisions are those of every other run, but no node executes the blocks and nobody has to
 * look at them; the casebook is written from the decisions themselves. Some hundred a second, for asking often.
 */
public final class PaperRun {
    private static final int CONTRIBUTORS = 5;
    private static final int ACCOUNTS = 40;
    private static final int RAW_BYTES = 40;
    private static final int FORCED_BLOCKS = 10;
    private static final long CLOCK_UNCERTAINTY_MILLIS = 50;
    private static final List<String> OBSERVERS = List.of("north", "east", "south");

    private final SplittableRandom random;
    private final ScenarioTime time;
    private final Cast cast;
    private final BlockMaker maker;
    private final Behaviour behaviour;
    private final Word forced;
    private final PlantedTruth.Scribe scribe = new PlantedTruth.Scribe();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Word, Inclusion> inclusions = new HashMap<>();
    private final List<LivenessGap> gaps = new ArrayList<>();
    private final GossipWatch gossip = new GossipWatch();
    private final boolean isGossipHeard;
    private OrderTally order = OrderTally.NONE;

    /** A transaction, and when it left its sender. */
    private record Sent(int contributor, long atMillis, PooledTransaction transaction) {}

    private PaperRun(Plot plot, long seed, ScenarioTime time) {
        this.random = new SplittableRandom(seed);
        this.time = time;
        this.cast = Cast.of(accounts(), CONTRIBUTORS);
        // Signing and recovering costs more than all else, so it is done only where signatures are the point.
        this.isGossipHeard = plot == Plot.EQUIVOCATE;
        this.behaviour = plot.behaviour(cast, time);
        this.maker = new BlockMaker(behaviour, 0);
        this.forced = Word.keccak(Word.ofNumber(random.nextLong() >>> 1).bytes());
    }

    /**
     * Plays a plot.
     *
     * @param events transactions in all, of five contributors
     */
    public static ScenarioResult play(Plot plot, long seed, ScenarioTime time, int events) {
        var run = new PaperRun(plot, seed, time);
        run.send(events);
        run.makeBlocks();
        return new ScenarioResult(plot, seed, run.scribe.truth(), run.casebook());
    }

    private List<Address> accounts() {
        var accounts = new ArrayList<Address>();
        for (int i = 0; i < CONTRIBUTORS * ACCOUNTS; i++) {
            byte[] bytes = new byte[Address.LENGTH];
            random.nextBytes(bytes);
            accounts.add(Address.of(bytes));
        }
        return accounts;
    }

    private void send(int events) {
        List<Arrival> arrivals = Arrivals.draw(
                random, CONTRIBUTORS, events, time.startMillis(), time.lastArrivalMillis(), maker.baseFee());
        Map<Address, Long> nonces = new HashMap<>();
        for (Arrival arrival : arrivals) {
            List<Address> own = cast.contributors().get(arrival.contributor());
            Address sender = own.get(random.nextInt(own.size()));
            long nonce = nonces.merge(sender, 1L, Long::sum) - 1;
            byte[] raw = new byte[RAW_BYTES];
            random.nextBytes(raw);
            var transaction = new PooledTransaction(
                    new SignedTransaction(raw),
                    sender,
                    nonce,
                    arrival.maxFee(),
                    arrival.maxTip(),
                    arrival.atMillis() + ScenarioTime.hopMillis(random));
            sent.add(new Sent(arrival.contributor(), arrival.atMillis(), transaction));
            maker.add(transaction);
            scribe.handedIn();
        }
    }

    private void makeBlocks() {
        @Nullable Slot last = null;
        for (int i = 1; i <= time.blocks(); i++) {
            MadeBlock block = maker.make(time.slotMillis(i));
            if (block == null) {
                scribe.dark();
                continue;
            }
            scribe.made(block);
            see(block);
            if (last != null && block.slot().timeMillis() > last.timeMillis() + time.blockMillis()) {
                gaps.add(gap(last, block.slot()));
            }
            last = block.slot();
        }
    }

    private void see(MadeBlock block) {
        Slot slot = block.slot();
        Word hash = Word.ofNumber(slot.number());
        var firstSeen = new TreeMap<String, Long>();
        OBSERVERS.forEach(observer -> firstSeen.put(observer, slot.timeMillis() + ScenarioTime.hopMillis(random)));
        if (slot.timeMillis() > depositedAtMillis() && !inclusions.containsKey(forced)) {
            takeForced(slot, hash, firstSeen);
        }
        var ordered = new ArrayList<OrderedTransaction>();
        for (PooledTransaction each : block.transactions()) {
            inclusions.put(
                    each.hash(),
                    new Inclusion(
                            slot.number(),
                            hash,
                            ordered.size(),
                            slot.timeMillis() / 1_000,
                            slot.baseFee(),
                            each.effectiveTip(slot.baseFee()),
                            firstSeen));
            ordered.add(new OrderedTransaction(
                    each.hash(),
                    OrderedTransaction.DYNAMIC_FEE,
                    each.sender(),
                    each.nonce(),
                    each.maxFee(),
                    each.maxTip(),
                    null));
        }
        order = order.plus(PolicyConformance.of(new BlockOrder(slot.number(), slot.baseFee(), ordered)));
        if (isGossipHeard) {
            PaperGossip.messages(block, random).forEach(this::hear);
        }
    }

    private void hear(byte[] message) {
        try {
            gossip.hear(message);
        } catch (MalformedException e) {
            throw new IllegalStateException("the scenario's own block cannot be read", e);
        }
    }

    private long depositedAtMillis() {
        return time.slotMillis(time.blocks() / 4);
    }

    /** What is forced in through L1 has to stand at the front of the first block after it. */
    private void takeForced(Slot slot, Word hash, SortedMap<String, Long> firstSeen) {
        if (!behaviour.takesForced(cast.contributors().get(0).get(0))) {
            scribe.due(List.of(), List.of(forced));
            return;
        }
        scribe.due(List.of(forced), List.of());
        inclusions.put(
                forced,
                new Inclusion(
                        slot.number(), hash, 0, slot.timeMillis() / 1_000, slot.baseFee(), BigInteger.ZERO, firstSeen));
    }

    private LivenessGap gap(Slot last, Slot next) {
        int inFlight = (int) sent.stream()
                .filter(each -> each.atMillis() < next.timeMillis())
                .filter(each -> {
                    Inclusion inclusion = inclusions.get(each.transaction().hash());
                    return inclusion == null || inclusion.block() >= next.number();
                })
                .count();
        return new LivenessGap(last.number(), next.number(), last.timeMillis(), next.timeMillis(), inFlight);
    }

    private static String chain() {
        return "eip155:" + SequencerNode.CHAIN_ID;
    }

    private Casebook casebook() {
        return new Casebook(
                chain(),
                time.startMillis(),
                time.endMillis(),
                time.blockMillis(),
                Stream.concat(sent.stream().map(this::tracked), Stream.of(trackedForced()))
                        .toList(),
                order,
                gaps,
                List.of(),
                OBSERVERS.stream()
                        .map(name -> new ObserverStanding(name, time.blocks(), 0, 0, 0, 0, 0, null))
                        .toList(),
                gossip.seen(time.startMillis(), time.endMillis()),
                List.of(),
                null,
                CLOCK_UNCERTAINTY_MILLIS);
    }

    private TrackedTransaction tracked(Sent each) {
        PooledTransaction transaction = each.transaction();
        Inclusion inclusion = inclusions.get(transaction.hash());
        return new TrackedTransaction(
                transaction.hash(),
                null,
                TrackedTransaction.NOT_LOGGED,
                Cast.name(each.contributor()),
                transaction.sender(),
                transaction.nonce(),
                transaction.maxFee(),
                transaction.maxTip(),
                Way.ORDINARY,
                each.atMillis(),
                null,
                List.of(),
                inclusion,
                time.endMillis(),
                inclusion == null && waitsForAnother(each) ? Cause.NONCE_NOT_READY : Cause.NONE);
    }

    /** One that the first contributor has forced in, due ten blocks later. */
    private TrackedTransaction trackedForced() {
        return new TrackedTransaction(
                forced,
                null,
                TrackedTransaction.NOT_LOGGED,
                Cast.name(0),
                cast.contributors().get(0).get(0),
                0,
                BigInteger.ZERO,
                BigInteger.ZERO,
                Way.FORCED,
                depositedAtMillis(),
                depositedAtMillis() + FORCED_BLOCKS * time.blockMillis(),
                List.of(),
                inclusions.get(forced),
                time.endMillis(),
                Cause.NONE);
    }

    private boolean waitsForAnother(Sent late) {
        return sent.stream()
                .map(Sent::transaction)
                .anyMatch(each -> each.sender().equals(late.transaction().sender())
                        && each.nonce() < late.transaction().nonce()
                        && !inclusions.containsKey(each.hash()));
    }
}
