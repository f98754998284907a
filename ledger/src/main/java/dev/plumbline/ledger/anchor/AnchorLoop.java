package dev.plumbline.ledger.anchor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The thread that steps an {@link Anchorer}: often while an anchor is under way, and otherwise when the {@link
 * AnchorSchedule} or an open demand says so. Closing stops it between two steps, or in the wait for an answer; nothing is
 * lost either way. The writer never waits for it.
 */
public final class AnchorLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(AnchorLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
    /** A twelfth of the time in which a demand has to be met. */
    private static final Duration DEMAND_LOOK = Duration.ofMinutes(30);

    private final Anchorer anchorer;
    private final AnchorSchedule schedule;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    // Guarded by the thread alone.
    private long steppedAt;
    private long lookedAt;

    private AnchorLoop(Anchorer anchorer, AnchorSchedule schedule) {
        this.anchorer = anchorer;
        this.schedule = schedule;
        this.thread = new Thread(this::run, "anchor");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, thrown) -> LOGGER.log(System.Logger.Level.ERROR, "anchoring stopped: " + thrown, thrown));
    }

    /** Starts the thread. */
    public static AnchorLoop start(Anchorer anchorer, AnchorSchedule schedule) {
        var loop = new AnchorLoop(anchorer, schedule);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            step();
            while (!closing.await(schedule.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                if (isDue()) {
                    step();
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and it wants exactly this.
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        AnchorStatus before = anchorer.status();
        anchorer.step();
        log(before, anchorer.status());
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

    /** Stops the thread and waits for it, at most ten seconds. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
