package dev.plumbline.ledger.anchor;

import java.time.Duration;

/**
 * When a log is anchored: once so much time has passed since the last anchor, or once so many entries wait, whichever comes
 * first.
 *
 * @param interval wait between the end of one anchor and the beginning of the next
 * @param entriesMax entries that no anchor covers at which the wait is cut short, at least 1
 * @param poll wait between two looks, at an anchor under way and at the log; a block's time is a good choice
 */
public record AnchorSchedule(Duration interval, long entriesMax, Duration poll) {
    /** An anchor each hour, or for a hundred thousand entries, and a look each twelve seconds. */
    public static final AnchorSchedule DEFAULT =
            new AnchorSchedule(Duration.ofHours(1), 100_000, Duration.ofSeconds(12));

    /** @throws IllegalArgumentException if a wait is not positive or the number of entries less than 1 */
    public AnchorSchedule {
        if (interval.isNegative() || interval.isZero() || poll.isNegative() || poll.isZero() || entriesMax < 1) {
            throw new IllegalArgumentException("anchor schedule has interval " + interval + ", " + entriesMax
                    + " entries and poll " + poll + ", want all of them more than 0");
        }
    }

    /**
     * Whether it is time to begin an anchor.
     *
     * @param resting time since the last one ended
     */
    boolean isDue(AnchorStatus status, Duration resting) {
        return resting.compareTo(interval) >= 0 || status.lagEntries() >= entriesMax;
    }
}
