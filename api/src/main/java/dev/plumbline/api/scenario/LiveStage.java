package dev.plumbline.api.scenario;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.SettlementSeen;
import dev.plumbline.ledger.rollup.ChainProfile;
import dev.plumbline.ledger.rollup.FollowOptions;
import dev.plumbline.ledger.rollup.Follower;
import dev.plumbline.ledger.rollup.ObservationLog;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.ledger.sequencer.CasebookBuilder;
import dev.plumbline.ledger.sequencer.CohortRule;
import dev.plumbline.ledger.sequencer.Endpoint;
import dev.plumbline.ledger.sequencer.Endpoints;
import dev.plumbline.ledger.sequencer.ForcedSubmission;
import dev.plumbline.ledger.sequencer.ProvenAccounts;
import dev.plumbline.ledger.sequencer.Submission;
import dev.plumbline.ledger.sequencer.SubmissionLog;
import dev.plumbline.ledger.sequencer.SubmittedTransaction;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A rollup as its contributors meet it: a sequencer that behaves as it likes, observers some way off, and we, who hand
 * transactions in with a log as witness and follow the chain through the observers. What we see goes to an observation log; what
 * the sequencer did, to the planted truth.
 */
public final class LiveStage implements Closeable {
    // After every observer can have the block of the slot before the follower asks.
    private static final long FOLLOW_AFTER_MILLIS = 400;
    private static final long CLOCK_UNCERTAINTY_MILLIS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Play play;
    private final SubmissionLog log;
    private final SimulatedClock clock;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final List<List<Account>> accounts = new ArrayList<>();
    private final Map<Word, String> cohorts = new HashMap<>();
    private final GossipWatch gossip = new GossipWatch();
    private final PlantedTruth.Scribe scribe = new PlantedTruth.Scribe();
    private final SequencerNode sequencer;
    private final List<ObserverFront> observers = new ArrayList<>();
    private final Endpoints endpoints;
    private final ChainProfile profile;
    private final ObservationLog observations;
    private final Follower follower;
    private final @Nullable StageL1 l1;
    private final @Nullable Derivation derivation;
    private final List<ForcedSubmission> forced = new ArrayList<>();
    private final List<SettlementSeen> settlements = new ArrayList<>();

    /**
     * What is played, and where.
     *
     * @param anvil the node's program
     * @param work an empty folder
     * @param script what is planted
     * @param seed from which everything is drawn
     * @param time how long
     * @param events transactions in all
     * @param observers the observers by name, and what is wrong with each
     */
    public record Play(
            Path anvil,
            Path work,
            Script script,
            long seed,
            ScenarioTime time,
            int events,
            Map<String, ObserverFault> observers) {
        /** Contributors of every play. */
        public static final int CONTRIBUTORS = 5;

        private static final int ACCOUNTS = 8;

        /** Copies the map. */
        public Play {
            observers = Collections.unmodifiableMap(new LinkedHashMap<>(observers));
        }

        /** An account of a contributor with which nothing is sent in the play: for what is forced in. */
        public AccountKey reserve(int contributor) {
            return Contributors.key(seed, CONTRIBUTORS * ACCOUNTS + contributor);
        }

        /** Three observers with whom nothing is wrong. */
        public static Map<String, ObserverFault> soundObservers() {
            var observers = new LinkedHashMap<String, ObserverFault>();
            List.of("north", "east", "south").forEach(name -> observers.put(name, ObserverFault.NONE));
            return observers;
        }
    }

    private LiveStage(Play play, SubmissionLog log, SimulatedClock clock, @Nullable StageL1 l1)
            throws IOException, MalformedException {
        this.play = play;
        this.l1 = l1;
        this.log = log;
        this.clock = clock;
        this.agenda = new Agenda(clock);
        this.random = new SplittableRandom(play.seed());
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < Play.CONTRIBUTORS; i++) {
            List<Account> own = new ArrayList<>();
            for (int j = 0; j < Play.ACCOUNTS; j++) {
                own.add(new Account(Contributors.key(play.seed(), i * Play.ACCOUNTS + j)));
                addresses.add(own.get(j).address());
            }
            addresses.add(play.reserve(i).address());
            accounts.add(own);
        }
        Cast cast = Cast.of(addresses, Play.CONTRIBUTORS);
        Behaviour behaviour = play.script().behaviour(cast, play.time());
        this.sequencer = SequencerNode.start(play.anvil(), play.work().resolve("sequencer.log"), clock, behaviour);
        try {
            sequencer.fund(addresses);
            this.derivation = l1 == null ? null : derivation(l1, sequencer, clock, behaviour);
            for (Map.Entry<String, ObserverFault> each : play.observers().entrySet()) {
                observers.add(ObserverFront.open(each.getKey(), sequencer, clock, each.getValue()));
            }
            this.endpoints = Endpoints.of(List.of(new Endpoint("sequencer", sequencer.url())), TIMEOUT);
            this.profile = ChainProfile.of(
                    SequencerNode.CHAIN_ID, "scenario", play.time().blockMillis() / 1_000);
            Path folder = Files.createDirectories(play.work().resolve("observations"));
            this.observations = ObservationLog.open(folder, SequencerNode.CHAIN_ID);
            this.follower = new Follower(
                    profile,
                    observers.stream().map(ObserverFront::observer).toList(),
                    observations,
                    options(play.time().blockMillis()),
                    clock);
        } catch (IOException | MalformedException | RuntimeException e) {
            closeFronts();
            throw e;
        }
    }

    /** The usual, but what counts as a pause follows the pace of the blocks: it asks once for each. */
    private static FollowOptions options(long blockMillis) {
        FollowOptions usual = FollowOptions.USUAL;
        return new FollowOptions(
                1L,
                usual.blocksPerStep(),
                usual.gapFactor(),
                usual.staleBlocks(),
                usual.slowMillis(),
                usual.timeoutMillis(),
                2 * blockMillis);
    }

    /** Sets the stage. */
    public static LiveStage open(Play play, SubmissionLog log, SimulatedClock clock)
            throws IOException, MalformedException {
        return new LiveStage(play, log, clock, null);
    }

    /** Sets the stage of a rollup that rests on an L1: each block begins with what follows from there. */
    public static LiveStage open(Play play, SubmissionLog log, SimulatedClock clock, StageL1 l1)
            throws IOException, MalformedException {
        return new LiveStage(play, log, clock, l1);
    }

    private static Derivation derivation(StageL1 l1, SequencerNode sequencer, SimulatedClock clock, Behaviour behaviour)
            throws IOException {
        l1.furnish(sequencer.nodeUrl());
        l1.makeBlock(clock.millis());
        long newest = new EthereumRpc(l1.url(), TIMEOUT).latestBlock().number();
        return Derivation.from(l1.url(), newest, l1.portal(), behaviour);
    }

    /** Enters something that happens during the play, at a time of its clock. */
    public void at(long millis, Agenda.Deed deed) {
        agenda.at(millis, deed);
    }

    /** Has a transaction watched and accounted for that was forced in through L1. */
    public void add(ForcedSubmission submission) {
        follower.watch(submission.tx());
        forced.add(submission);
    }

    /** Has a block's settlement in casebooks from now on, of which whoever calls has checked the evidence. */
    public void add(SettlementSeen seen) {
        settlements.add(seen);
    }

    /** Plays it to the end. */
    public void run() throws IOException, InterruptedException {
        ScenarioTime time = play.time();
        List<Arrival> arrivals = Arrivals.draw(
                random,
                Play.CONTRIBUTORS,
                play.events(),
                time.startMillis(),
                time.lastArrivalMillis(),
                sequencer.maker().baseFee());
        for (Arrival arrival : arrivals) {
            agenda.at(arrival.atMillis(), () -> submit(arrival));
        }
        agenda.at(time.startMillis() + FOLLOW_AFTER_MILLIS, follower::step);
        StageL1 below = l1;
        for (int slot = 1; slot <= time.blocks(); slot++) {
            long slotMillis = time.slotMillis(slot);
            if (below != null && slot % StageL1.ROLLUP_BLOCKS == 0) {
                agenda.at(slotMillis, () -> below.makeBlock(slotMillis));
            }
            agenda.at(slotMillis, () -> makeBlock(slotMillis));
            agenda.at(slotMillis + FOLLOW_AFTER_MILLIS, follower::step);
        }
        agenda.run();
    }

    private void submit(Arrival arrival) throws IOException, InterruptedException {
        List<Account> own = accounts.get(arrival.contributor());
        SignedTransaction signed = own.get(random.nextInt(own.size())).sign(arrival);
        SubmittedTransaction transaction = SubmittedTransaction.of(signed);
        cohorts.put(transaction.hash(), Cast.name(arrival.contributor()));
        follower.watch(transaction.hash());
        byte[] salt = new byte[Salt.LENGTH];
        random.nextBytes(salt);
        Submission.prepare(transaction, null, Salt.of(salt), endpoints, log, state -> {}, clock)
                .send();
        scribe.handedIn();
    }

    private void makeBlock(long slotMillis) throws IOException {
        Derivation.Front front = derivation == null ? null : derivation.next(slotMillis);
        NodeBlock block =
                front == null ? sequencer.produce(slotMillis) : sequencer.produce(slotMillis, front.transactions());
        if (block == null) {
            scribe.dark();
            return;
        }
        scribe.made(block.made());
        if (derivation != null && front != null) {
            derivation.made(front);
            scribe.due(front.forced(), front.leftOut());
        }
        for (byte[] message : block.gossip()) {
            hear(message);
        }
        for (ObserverFront observer : observers) {
            observer.reaches(block.made().slot().number(), slotMillis + ScenarioTime.hopMillis(random));
        }
    }

    private void hear(byte[] message) {
        try {
            gossip.hear(message);
        } catch (MalformedException e) {
            throw new IllegalStateException("the scenario's own block cannot be read", e);
        }
    }

    /** What the sequencer did. */
    public PlantedTruth truth() {
        return scribe.truth();
    }

    /**
     * The casebook of a part of the time.
     *
     * @param ledger the one that stands behind the log
     * @throws MalformedException if the observations on the disk are damaged
     */
    public Casebook casebook(Ledger ledger, long fromMillis, long toMillis) throws IOException, MalformedException {
        var builder = new CasebookBuilder(profile, fromMillis, toMillis)
                .cohorts(
                        (logged, body) -> cohorts.getOrDefault(Word.of(body.tx().bytes()), CohortRule.UNKNOWN))
                .accounts(new ProvenAccounts(new EthereumRpc(sequencer.nodeUrl(), TIMEOUT)))
                .clockUncertainty(CLOCK_UNCERTAINTY_MILLIS);
        long size = ledger.head().head().size();
        for (long index = 0; index < size; index++) {
            builder.add(index, Event.parse(ledger.entry(index)));
        }
        forced.forEach(builder::add);
        observations.read(builder::add);
        gossip.seen(fromMillis, toMillis).forEach(builder::add);
        settlements.forEach(builder::add);
        return builder.build();
    }

    /** What the sequencer was heard to sign. */
    public GossipWatch gossip() {
        return gossip;
    }

    /** Whose each transaction is. */
    public Map<Word, String> cohorts() {
        return Map.copyOf(cohorts);
    }

    /** The node behind the sequencer, which tells the truth. */
    public URI rollup() {
        return sequencer.nodeUrl();
    }

    /** What was seen. */
    public ObservationLog observations() {
        return observations;
    }

    private void closeFronts() throws IOException {
        observers.forEach(ObserverFront::close);
        sequencer.close();
    }

    @Override
    public void close() throws IOException {
        closeFronts();
        observations.close();
    }
}
