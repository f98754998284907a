package dev.plumbline.api.scenario;

import java.util.SplittableRandom;

/**
 * The time that a scenario fills, and how long things are under way in it.
 *
 * @param startMillis when it starts, a whole number of seconds since the epoch
 * @param blocks how many blocks an honest sequencer makes in it
 * @param blockMillis time from one block to the next, a whole number of seconds
 */
public record ScenarioTime(long startMillis, int blocks, long blockMillis) {
    /** When every scenario starts that need not start at another time. */
    public static final long START_MILLIS = 1_700_000_000_000L;

    private static final long HOP_MILLIS_MIN = 20;
    private static final long HOP_MILLIS_MAX = 320;
    // Nobody sends any more in the last blocks, so that what is late can still come.
    private static final int QUIET_BLOCKS = 10;

    /** One that starts when every scenario may. */
    public static ScenarioTime of(int blocks) {
        return new ScenarioTime(START_MILLIS, blocks, BlockMaker.BLOCK_MILLIS);
    }

    /** When the last block is due. */
    public long endMillis() {
        return startMillis + blocks * blockMillis;
    }

    /** When a block is due, the first being number 1. */
    public long slotMillis(int slot) {
        return startMillis + slot * blockMillis;
    }

    /** Until when transactions are sent. */
    public long lastArrivalMillis() {
        return endMillis() - QUIET_BLOCKS * blockMillis;
    }

    /** How long a message takes from one place to another. */
    public static long hopMillis(SplittableRandom random) {
        return random.nextLong(HOP_MILLIS_MIN, HOP_MILLIS_MAX);
    }
}
