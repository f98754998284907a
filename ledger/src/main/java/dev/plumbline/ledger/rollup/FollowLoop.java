package dev.plumbline.ledger.rollup;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread that steps a {@link Follower}. Closing stops it between two steps, or in the wait for an answer. */
public final class FollowLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(FollowLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Follower follower;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private FollowLoop(Follower follower, Duration interval) {
        this.follower = follower;
        this.interval = interval;
        this.thread = new Thread(this::run, "rollup");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, thrown) ->
                LOGGER.log(System.Logger.Level.ERROR, "the rollup is followed no more: " + thrown, thrown));
    }

    /**
     * Starts the thread.
     *
     * @param interval wait between two steps once caught up; a fraction of a block's time is a good choice
     */
    public static FollowLoop start(Follower follower, Duration interval) {
        var loop = new FollowLoop(follower, interval);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            do {
                FollowStatus before = follower.status();
                follower.step();
                FollowStatus after = follower.status();
                if (!Objects.equals(before.troubles(), after.troubles())) {
                    LOGGER.log(System.Logger.Level.WARNING, "observers of the rollup: {0}", after.troubles());
                }
            } while (!closing.await(waitMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only close() interrupts, and it wants exactly this.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The interrupt of close() may hit a write, which then stops; the file is mended when it is opened again.
            boolean isClosed = closing.getCount() == 0 && e instanceof ClosedByInterruptException;
            if (!isClosed) {
                LOGGER.log(System.Logger.Level.ERROR, "the rollup is followed no more: " + e.getMessage(), e);
            }
        }
    }

    /** No wait while there is more to read: each step bounds itself. */
    private long waitMillis() {
        FollowStatus status = follower.status();
        return status.answering() > 0
                        && !status.isCaughtUp()
                        && status.troubles().isEmpty()
                ? 0
                : interval.toMillis();
    }

    /** Whether the thread still steps; it ends when the disk fails. */
    public boolean isAlive() {
        return thread.isAlive();
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
