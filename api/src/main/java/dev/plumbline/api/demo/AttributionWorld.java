package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.Inference;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A whole world of attribution, event by event: two datanets in which real datasets are uploaded and real requests answered,
 * from the first upload to the last payment, with corrections, disputes, changes of keys, a withdrawal and an erasure.
 *
 * <p>Datasets, licences, sizes, times and token counts are facts, as far as {@link Written#source} goes. <strong>Weights, fees,
 * prompts, keys and the rollup are synthetic</strong>, and every body that could be taken for real says so. In conversation
 * each answer is accrued by itself; for code a period's answers are accrued together. The trace is gone through once, and
 * again on later days until there are as many events as asked for. Deterministic: the same facts and seed make the same
 * bytes. Every event is valid, signed by itself, and in the order of the log; nothing is kept but what later events need.
 */
public final class AttributionWorld {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long BUILT_IN_START =
            Instant.parse("2023-11-16T18:15:46Z").toEpochMilli();
    private static final int ROUNDS_PER_DAY = 60;
    private static final int ROUND_MIN = 8;

    private final WorldFacts facts;
    private final WorldLog log;
    private final WorldDatanet talk;
    private final WorldDatanet code;
    private final WorldIncidents incidents;
    private final long startMillis;
    private final List<DatasetFact> later;
    private @Nullable Logged lastAnswer;
    private @Nullable Logged lastAccrual;
    private int lastIncident;

    private AttributionWorld(WorldFacts facts, long seed, WorldLog log) {
        this.facts = facts;
        this.log = log;
        this.startMillis =
                Math.min(facts.talk().get(0).atMillis(), facts.code().get(0).atMillis()) - DAY_MILLIS;
        var random = new SplittableRandom(seed);
        this.talk = new WorldDatanet(log, "talk-synthetic", 24, startMillis, random.split());
        this.code = new WorldDatanet(log, "code-synthetic", 16, startMillis, random.split());
        this.incidents = new WorldIncidents(log, talk);
        this.later = facts.datasets()
                .subList(facts.datasets().size() * 6 / 7, facts.datasets().size());
    }

    /**
     * Writes the world of the public files in a folder, or, if there is none, a small one of facts that are built in.
     *
     * @param sharedData folder of the public data, or null
     * @param countMin how many events there have to be; more, if one day of the trace makes more
     * @param sink takes the entries, in the order of the log
     * @return what the events were made from, and the head of the log
     */
    public static Written write(@Nullable Path sharedData, long seed, long countMin, WorldSink sink)
            throws IOException {
        boolean hasData = sharedData != null && Files.isDirectory(sharedData);
        WorldFacts facts =
                hasData && sharedData != null ? SharedFacts.readAll(sharedData) : BuiltInFacts.world(BUILT_IN_START);
        TreeHead head = write(facts, seed, countMin, sink, Meddler.NONE);
        return new Written(hasData ? facts.source() : "NO PUBLIC DATA FOUND: " + facts.source(), head);
    }

    /** As before, from given facts, with somebody who meddles. */
    static TreeHead write(WorldFacts facts, long seed, long countMin, WorldSink sink, Meddler meddler)
            throws IOException {
        var log = new WorldLog(sink, meddler);
        var world = new AttributionWorld(facts, seed, log);
        world.open();
        long day = 0;
        do {
            world.day(day, countMin);
            day++;
        } while (log.size() < countMin);
        return log.head();
    }

    /** Rules first, then data, then models. */
    private void open() throws IOException {
        for (WorldDatanet datanet : List.of(talk, code)) {
            datanet.declareMethod(startMillis);
            datanet.policies.split(100_000, 500_000, 0, startMillis);
        }
        List<DatasetFact> first = facts.datasets().subList(0, facts.datasets().size() - later.size());
        for (int i = 0; i < first.size(); i++) {
            (i % 3 == 2 ? code : talk).uploads.upload(first.get(i), startMillis + 1_000 + i);
        }
        for (WorldDatanet datanet : List.of(talk, code)) {
            datanet.train(startMillis + DAY_MILLIS / 2);
            datanet.look();
        }
    }

    /** Goes through the trace once. The day's end settles everything. */
    private void day(long day, long countMin) throws IOException {
        List<Turn> turns = turns(day);
        int perRound = Math.max(ROUND_MIN, turns.size() / ROUNDS_PER_DAY);
        long lastMillis = 0;
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            // Two answers never end in the same millisecond, so that a period's end lies between them.
            long now = Math.max(lastMillis + 1, turn.request.finishedAtMillis());
            if (i > 0 && i % perRound == 0) {
                settle(now);
                if (day > 0 && log.size() >= countMin) {
                    return;
                }
            }
            if (day == 0) {
                incident(i, turns.size(), now);
            }
            answer(turn, now);
            lastMillis = now;
        }
        settle(lastMillis + 1);
    }

    private List<Turn> turns(long day) {
        var turns = new ArrayList<Turn>();
        facts.talk().forEach(request -> turns.add(new Turn(talk, request.later(day * DAY_MILLIS))));
        facts.code().forEach(request -> turns.add(new Turn(code, request.later(day * DAY_MILLIS))));
        turns.sort(Comparator.comparingLong(turn -> turn.request.finishedAtMillis()));
        return turns;
    }

    private void answer(Turn turn, long now) throws IOException {
        Logged inference = turn.datanet.infer(turn.request, now);
        if (turn.datanet == code) {
            code.keep(inference);
            return;
        }
        if (((Inference) inference.body()).fee().amount().signum() > 0) {
            lastAnswer = inference;
            lastAccrual = talk.accrue(inference, now + 1);
            talk.rollup.submit(lastAccrual.id(), now + 2);
            talk.rollup.observe();
        }
    }

    private void settle(long now) throws IOException {
        code.accruePeriod(now);
        for (WorldDatanet datanet : List.of(talk, code)) {
            datanet.settle(now);
            datanet.look();
        }
        lastAnswer = null;
        lastAccrual = null;
    }

    /** What happens besides answers, each at its part of the first day. */
    private void incident(int turn, int turns, long now) throws IOException {
        Logged answer = lastAnswer;
        Logged accrual = lastAccrual;
        if (answer == null || accrual == null) {
            return;
        }
        int fortieths = 40 * turn / turns;
        if (fortieths == lastIncident) {
            return;
        }
        lastIncident = fortieths;
        switch (fortieths) {
            case 8 -> talk.uploads.rotatePayout(talk.uploads.trainable().get(0), now);
            case 10 -> talk.policies.split(80_000, 550_000, log.size() + 60, now);
            case 12 -> changeCodePolicy(now);
            case 14 -> incidents.erase(answer, now);
            case 22 -> {
                EventId last =
                        talk.uploads.trainable().get(talk.uploads.trainable().size() - 1);
                talk.uploads.withdraw(last, now);
                talk.stopUsing(last);
            }
            case 18 -> talk.uploads.rotateKey(talk.uploads.trainable().get(1), now);
            case 20 -> uploadMore(now);
            case 24 -> code.uploads.rotatePayout(code.uploads.trainable().get(0), now);
            default -> {
                if (fortieths % 4 == 1) {
                    incidents.disputeAndCorrect(answer, accrual, now);
                } else if (fortieths % 4 == 3) {
                    incidents.disputeInVain(accrual, now);
                }
            }
        }
    }

    /** All answers of before are accrued first, so that no period has two policies. */
    private void changeCodePolicy(long now) throws IOException {
        code.accruePeriod(now);
        code.policies.split(90_000, 520_000, log.size() + 1, now);
    }

    private void uploadMore(long now) throws IOException {
        for (int i = 0; i < later.size(); i++) {
            (i % 3 == 2 ? code : talk).uploads.upload(later.get(i), now);
        }
        for (WorldDatanet datanet : List.of(talk, code)) {
            datanet.train(now);
            datanet.look();
        }
    }

    /**
     * A world that is written.
     *
     * @param source what the events were made from, in words
     * @param head the head of the log
     */
    public record Written(String source, TreeHead head) {}

    private record Turn(WorldDatanet datanet, TimedRequest request) {}
}
