package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.Observation.TimeGap;
import org.jspecify.annotations.Nullable;

/**
 * Notices when no block came for longer than the chain's pace allows, by our clock. A gap in which we did not ask is ours and not the
 * chain's. For the follower's thread.
 */
final class ArrivalGaps {
    private static final long NEVER = -1;
    private static final long MILLIS = 1_000;

    private final long millisMax;
    private long joinedMillis = NEVER;
    private long askedMillis = NEVER;
    // Longest time between two steps that asked, since the last block joined.
    private long pauseMillis;
    private boolean hasJoined;

    ArrivalGaps(ChainProfile profile, FollowOptions options) {
        Long seconds = profile.blockSeconds();
        this.millisMax = seconds == null ? Long.MAX_VALUE : seconds * MILLIS * options.gapFactor();
    }

    /** A block joined; the gap before it, null if there was none. */
    @Nullable
    TimeGap joined(long number, boolean caughtUp, long nowMillis) {
        long pause = Math.max(pauseMillis, nowMillis - askedMillis);
        boolean isGap =
                !caughtUp && joinedMillis != NEVER && nowMillis - joinedMillis > millisMax && pause <= millisMax;
        TimeGap gap = isGap
                ? new TimeGap(number - 1, number, joinedMillis, nowMillis, TimeGap.Measure.ARRIVAL, nowMillis)
                : null;
        joinedMillis = nowMillis;
        hasJoined = true;
        return gap;
    }

    /** A step ended in which an observer answered. */
    void asked(long nowMillis) {
        pauseMillis = hasJoined || askedMillis == NEVER ? 0 : Math.max(pauseMillis, nowMillis - askedMillis);
        askedMillis = nowMillis;
        hasJoined = false;
    }
}
