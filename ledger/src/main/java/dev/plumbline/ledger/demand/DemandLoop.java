package dev.plumbline.ledger.demand;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread that steps a {@link DemandWatcher}. Closing stops it between two steps, or in the wait for an answer. */
public final class DemandLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(DemandLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final DemandWatcher watcher;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private DemandLoop(DemandWatcher watcher, Duration interval) {
        this.watcher = watcher;
        this.interval = interval;
        this.thread = new Thread(this::run, "demands");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, thrown) ->
                LOGGER.log(System.Logger.Level.ERROR, "demands are watched no more: " + thrown, thrown));
    }

    /**
     * Starts the thread.
     *
     * @param interval wait between two steps; a few blocks' time is a good choice
     */
    public static DemandLoop start(DemandWatcher watcher, Duration interval) {
        var loop = new DemandLoop(watcher, interval);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            do {
                String before = watcher.status().trouble();
                long count = watcher.status().open().size();
                watcher.step();
                DemandStatus after = watcher.status();
                if (after.trouble() != null && !Objects.equals(before, after.trouble())) {
                    LOGGER.log(System.Logger.Level.WARNING, "demands: {0}", after.trouble());
                }
                if (after.open().size() != count) {
                    LOGGER.log(
                            System.Logger.Level.INFO,
                            "demands: {0} are open",
                            after.open().size());
                }
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only close() interrupts, and it wants exactly this.
            Thread.currentThread().interrupt();
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
