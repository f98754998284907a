package dev.plumbline.api.scenario;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The one time of a scenario. It stands still until it is moved, and is moved only forward. Safe for any thread. */
public final class SimulatedClock implements InstantSource {
    private final AtomicLong millis;

    /** @param startMillis milliseconds since the epoch */
    public SimulatedClock(long startMillis) {
        this.millis = new AtomicLong(startMillis);
    }

    @Override
    public long millis() {
        return millis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /**
     * Moves the time; a time that has passed changes nothing.
     *
     * @param targetMillis milliseconds since the epoch
     */
    public void advanceTo(long targetMillis) {
        millis.accumulateAndGet(targetMillis, Math::max);
    }
}
