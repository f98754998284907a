package dev.plumbline.ledger.rollup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a follower goes about it.
 *
 * @param startBlock where to start if there is nothing to go on from; null for the newest block that an observer calls finalized, below
 *     which no reorganisation reaches
 * @param blocksPerStep most blocks to read in one step, at least 1: what a step costs while it catches up
 * @param gapFactor how many block times without a block are a gap, at least 2
 * @param staleBlocks how many blocks behind the best an observer may be before it is called stale
 * @param slowMillis how long an observer may take to say what it sees before it is called slow
 * @param timeoutMillis how long to wait for one answer
 * @param pauseMillis how long ago an observer may have been asked for the times of its next blocks to say when those came
 */
public record FollowOptions(
        @Nullable Long startBlock,
        int blocksPerStep,
        int gapFactor,
        int staleBlocks,
        long slowMillis,
        long timeoutMillis,
        long pauseMillis) {
    /** Good choices for a chain with a block every two seconds or so. */
    public static final FollowOptions USUAL = new FollowOptions(null, 256, 3, 10, 2_000, 10_000, 10_000);

    /** @throws IllegalArgumentException if a number is out of range */
    public FollowOptions {
        if (blocksPerStep < 1 || gapFactor < 2 || staleBlocks < 1 || slowMillis < 1 || timeoutMillis < 1) {
            throw new IllegalArgumentException("blocks per step " + blocksPerStep + ", gap factor " + gapFactor
                    + ", stale blocks " + staleBlocks + ", slow " + slowMillis + " ms, timeout " + timeoutMillis
                    + " ms: want 1 or more, and 2 for the factor");
        }
    }

    /** The same, but starting there. */
    public FollowOptions from(long block) {
        return new FollowOptions(block, blocksPerStep, gapFactor, staleBlocks, slowMillis, timeoutMillis, pauseMillis);
    }

    /** The same with another bound on what one step reads. */
    public FollowOptions withBlocksPerStep(int blocks) {
        return new FollowOptions(startBlock, blocks, gapFactor, staleBlocks, slowMillis, timeoutMillis, pauseMillis);
    }

    Duration timeout() {
        return Duration.ofMillis(timeoutMillis);
    }
}
