package dev.plumbline.api.scenario;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is going to happen when, in the time of one clock: moments are gone through in order, those of one time as they were
 * entered. A moment may enter others, and takes no time itself. Not safe for threads.
 */
public final class Agenda {
    private final SimulatedClock clock;
    private final PriorityQueue<Moment> moments =
            new PriorityQueue<>(Comparator.comparingLong(Moment::atMillis).thenComparingLong(Moment::entry));
    private long entries;

    /** Something that happens. */
    public interface Deed {
        /** Does it. */
        void happen() throws IOException, InterruptedException;
    }

    private record Moment(long atMillis, long entry, Deed deed) {}

    /** @param clock is moved to the time of each moment */
    public Agenda(SimulatedClock clock) {
        this.clock = clock;
    }

    /** Enters a moment. */
    public void at(long millis, Deed deed) {
        moments.add(new Moment(millis, entries++, deed));
    }

    /** Goes through all of it. */
    public void run() throws IOException, InterruptedException {
        while (!moments.isEmpty()) {
            Moment next = moments.remove();
            clock.advanceTo(next.atMillis());
            next.deed().happen();
        }
    }
}
