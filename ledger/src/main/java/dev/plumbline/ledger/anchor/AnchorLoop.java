package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.NodeLoop;
import java.time.Duration;

/**
 * Steps an {@link Anchorer} on a thread of its own: often while an anchor is under way, and otherwise when the {@link
 * AnchorSchedule} or an open demand says so. Nothing is lost wherever it is stopped. The writer never waits for it.
 */
public final class AnchorLoop {
    private static final System.Logger LOGGER = System.getLogger(AnchorLoop.class.getName());
    /** A twelfth of the time in which a demand has to be met. */
    private static final Duration DEMAND_LOOK = Duration.ofMinutes(30);

    private final Anchorer anchorer;
    private final AnchorSchedule schedule;

    // Touched by its thread alone.
    private boolean hasStepped;
    private long steppedAt;
    private long lookedAt;

    private AnchorLoop(Anchorer anchorer, AnchorSchedule schedule) {
        this.anchorer = anchorer;
        this.schedule = schedule;
    }

    /** Starts the thread. */
    public static NodeLoop start(Anchorer anchorer, AnchorSchedule schedule) {
        return NodeLoop.start("anchor", "anchoring stopped", new AnchorLoop(anchorer, schedule)::run);
    }

    private Duration run() {
        if (!hasStepped || isDue()) {
            step();
        }
        return schedule.poll();
    }

    private void step() {
        AnchorStatus before = anchorer.status();
        anchorer.step();
        log(before, anchorer.status());
        hasStepped = true;
        steppedAt = System.nanoTime();
        lookedAt = steppedAt;
    }

    private boolean isDue() {
        AnchorStatus status = anchorer.observe();
        Duration resting = since(steppedAt);
        if (status.trouble() == AnchorTrouble.DRY_RUN) {
            return resting.compareTo(schedule.interval()) >= 0;
        }
        return switch (status.stage()) {
            // Idle is a log that has no anchor: whoever makes its first entry should not wait the interval out.
            case IDLE, SENDING, PENDING, MINED -> true;
            case FINAL -> status.trouble() != null || schedule.isDue(status, resting) || isDemanded();
        };
    }

    /** Looks for demands now and then: each look is a question to a node. */
    private boolean isDemanded() {
        if (since(lookedAt).compareTo(DEMAND_LOOK) < 0) {
            return false;
        }
        lookedAt = System.nanoTime();
        return anchorer.isDemanded();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static void log(AnchorStatus before, AnchorStatus after) {
        // Details hold fees and times, which differ at every look; the newest are in the status.
        if (after.trouble() != null && after.trouble() != before.trouble()) {
            LOGGER.log(System.Logger.Level.WARNING, "anchor: " + after.trouble() + ": " + after.troubleDetail());
        }
        if (!after.endpoint().equals(before.endpoint())
                || (before.skipped().isEmpty() && !after.skipped().isEmpty())) {
            LOGGER.log(System.Logger.Level.INFO, "anchor: goes through " + after.endpoint() + "; " + after.skipped());
        }
        if (after.anchoredSize() > before.anchoredSize()) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "anchor: size " + after.anchoredSize() + " is final since block " + after.anchoredBlock());
        }
    }
}
