package dev.plumbline.ledger.anchor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The thread that steps an {@link Anchorer}: often while an anchor is under way, and otherwise as often as the log wants
 * to be anchored. Closing stops it between two steps, or in the wait for an answer; nothing is lost either way.
 */
public final class AnchorLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(AnchorLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Anchorer anchorer;
    private final Duration anchorInterval;
    private final Duration pollInterval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private AnchorLoop(Anchorer anchorer, Duration anchorInterval, Duration pollInterval) {
        this.anchorer = anchorer;
        this.anchorInterval = anchorInterval;
        this.pollInterval = pollInterval;
        this.thread = new Thread(this::run, "anchor");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(
                (dead, thrown) -> LOGGER.log(System.Logger.Level.ERROR, "anchoring stopped: " + thrown, thrown));
    }

    /**
     * Starts the thread.
     *
     * @param anchorInterval wait between the end of one anchor and the beginning of the next
     * @param pollInterval wait between the steps of one anchor; a block's time is a good choice
     */
    public static AnchorLoop start(Anchorer anchorer, Duration anchorInterval, Duration pollInterval) {
        var loop = new AnchorLoop(anchorer, anchorInterval, pollInterval);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            Duration wait;
            do {
                AnchorStatus before = anchorer.status();
                AnchorStage stage = anchorer.step();
                log(before, anchorer.status());
                wait = switch (stage) {
                    // Idle is a log that has not grown: whoever then makes its first entry should not wait the interval
                    // out.
                    case IDLE, SENDING, PENDING, MINED -> pollInterval;
                    case FINAL -> anchorInterval;
                };
            } while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only close() interrupts, and it wants exactly this.
            Thread.currentThread().interrupt();
        }
    }

    private static void log(AnchorStatus before, AnchorStatus after) {
        if (after.trouble() != null && !after.troubleDetail().equals(before.troubleDetail())) {
            LOGGER.log(System.Logger.Level.WARNING, "anchor: " + after.trouble() + ": " + after.troubleDetail());
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
