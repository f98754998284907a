package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.ledger.rollup.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest things that were observed, for whoever listens; the oldest are forgotten first. Any thread may publish, and
 * never waits for a listener: one that falls behind by more than {@value #KEPT_COUNT} has lost its place, and is told so.
 */
public final class LiveEvents {
    /** How many are kept, for listeners that are slow or come back. */
    public static final int KEPT_COUNT = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    // All guarded by lock. The event of number n stands at n modulo the length.
    private final LiveEvent[] ring = new LiveEvent[KEPT_COUNT];
    private long firstId = 1;
    private long nextId = 1;
    private Runnable wake = () -> {};

    /**
     * One thing that was observed.
     *
     * @param id number, rising by one; the same after a restart, since what is published comes from a file
     */
    record LiveEvent(long id, Observation observation) {
        /** Kind, as listeners subscribe to it and the line has it. */
        String name() {
            return nameOf(observation);
        }

        /** One line. Written only now: most of what a file holds nobody listens to. */
        String json() {
            return new String(observation.encode(), UTF_8);
        }
    }

    /** Numbers and keeps what was observed. */
    public void publish(Observation observation) {
        Runnable call;
        lock.lock();
        try {
            ring[place(nextId)] = new LiveEvent(nextId, observation);
            nextId++;
            firstId = Math.max(firstId, nextId - KEPT_COUNT);
            call = wake;
        } finally {
            lock.unlock();
        }
        call.run();
    }

    /** The kind as the line of the file has it. */
    private static String nameOf(Observation observation) {
        if (observation instanceof Observation.BlockSeen) {
            return "block";
        }
        if (observation instanceof Observation.SeenByAnother) {
            return "seen";
        }
        if (observation instanceof Observation.TransactionSeen) {
            return "transaction";
        }
        if (observation instanceof Observation.HeadMoved) {
            return "head";
        }
        if (observation instanceof Observation.Reorged) {
            return "reorg";
        }
        return observation instanceof Observation.TimeGap ? "gap" : "trouble";
    }

    /** Number of the newest, 0 if there is none. */
    public long newestId() {
        lock.lock();
        try {
            return nextId - 1;
        } finally {
            lock.unlock();
        }
    }

    /** Sets who is called after each; must return at once. For the server alone, before anything is published to it. */
    void onPublish(Runnable call) {
        lock.lock();
        try {
            wake = call;
        } finally {
            lock.unlock();
        }
    }

    /** What is kept behind {@code id}, at most {@code countMax} of it. */
    Batch after(long id, int countMax) {
        lock.lock();
        try {
            var events = new ArrayList<LiveEvent>();
            for (long at = Math.max(id + 1, firstId); at < nextId && events.size() < countMax; at++) {
                events.add(ring[place(at)]);
            }
            return new Batch(events, nextId - 1);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Events that follow one another.
     *
     * @param newestId number of the newest that there is, here or not
     */
    record Batch(List<LiveEvent> events, long newestId) {
        Batch {
            events = List.copyOf(events);
        }

        /** Number of the first, or what the next event will have. */
        long firstId() {
            return events.isEmpty() ? newestId + 1 : events.get(0).id();
        }
    }

    private static int place(long id) {
        return (int) (id % KEPT_COUNT);
    }
}
