package dev.plumbline.api.http;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.ledger.rollup.Observation.ObserverTrouble;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A rollup that says what a test lets it say, by a clock that the test turns. */
final class MadeUpSequencer implements FollowedSequencer {
    static final long START = 1_800_000_000_000L;
    static final long PACE = 2_000;
    static final List<String> OBSERVERS = List.of("alpha", "bravo", "charlie");

    final SequencerTally tally = new SequencerTally("eip155:901", "Testchain", PACE, OBSERVERS);
    final LiveEvents events = new LiveEvents();
    final AtomicInteger reportCount = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(START);

    @Override
    public SequencerStanding standing() {
        return tally.standing(now.get());
    }

    @Override
    public LiveEvents events() {
        return events;
    }

    @Override
    public FairnessReport report(long fromMillis, long toMillis) {
        reportCount.incrementAndGet();
        var casebook = new Casebook(
                "eip155:901",
                fromMillis,
                toMillis,
                PACE,
                List.of(),
                OrderTally.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                0);
        return FairnessReport.of(casebook, FairnessOptions.DEFAULT);
    }

    void observe(Observation observation) {
        tally.take(observation);
        events.publish(observation);
    }

    /** A block that the observers have one after the other, so many milliseconds apart. */
    void block(long number, long apartMillis) {
        now.set(START + number * PACE);
        var seen = new TreeMap<String, Long>();
        for (int i = 0; i < OBSERVERS.size(); i++) {
            seen.put(OBSERVERS.get(i), now.get() + i * apartMillis);
        }
        observe(new Observation.BlockSeen(
                number,
                hash(number),
                hash(number - 1),
                now.get() / 1_000,
                BigInteger.valueOf(1_000_000),
                3,
                seen,
                false,
                OrderTally.NONE,
                now.get()));
    }

    void head(Observation.HeadMoved.Level level, long number) {
        observe(new Observation.HeadMoved(level, number, hash(number), "alpha", now.get()));
    }

    void trouble(String observer, ObserverTrouble.Kind kind, @Nullable Long number, String detail) {
        observe(new ObserverTrouble(observer, kind, number, null, null, detail, now.get()));
    }

    void transaction(Word tx, long block) {
        observe(new Observation.TransactionSeen(
                tx,
                block,
                hash(block),
                1,
                now.get() / 1_000,
                2,
                Address.of(new byte[Address.LENGTH]),
                0,
                BigInteger.TEN,
                BigInteger.ONE,
                BigInteger.ONE,
                true,
                true,
                List.of(),
                new TreeMap<>(Map.of("alpha", now.get())),
                false,
                now.get()));
    }

    long nowMillis() {
        return now.get();
    }

    void pass(long millis) {
        now.addAndGet(millis);
    }

    boolean submitted(Word tx, long atMillis) {
        return tally.submitted(tx, atMillis);
    }

    static Word hash(long number) {
        return Word.keccak(Word.ofNumber(Math.max(0, number)).bytes());
    }
}
