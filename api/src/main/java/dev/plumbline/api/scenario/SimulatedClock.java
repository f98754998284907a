package dev.plumbline.api.scenario;

import java.time.Instant;
import java.time.InstantSource;

/** The one time of a scenario. It stands still until it is moved, and is moved only forward. Safe for any thread. */
public final class SimulatedClock implements InstantSource {
    // Guarded by this object's monitor only for moving; read by the threads of the scenario's HTTP servers.
    private volatile long millis;

    /** @param startMillis milliseconds since the epoch */
    public SimulatedClock(long startMillis) {
        this.millis = startMillis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    /**
     * Moves the time; a time that has passed changes nothing.
     *
     * @param targetMillis milliseconds since the epoch
     */
    public void advanceTo(long targetMillis) {
        if (targetMillis > millis) {
            millis = targetMillis;
        }
    }
}
