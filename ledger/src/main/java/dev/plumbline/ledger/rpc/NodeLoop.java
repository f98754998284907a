package dev.plumbline.ledger.rpc;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A daemon thread that does one thing again and again, most of it waiting for nodes. Closing stops it between two steps, or in
 * the wait for an answer, so a step has to leave nothing behind that its next start would not mend.
 */
public final class NodeLoop implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(NodeLoop.class.getName());
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private final Step step;
    private final String ending;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** What is done again and again. */
    @FunctionalInterface
    public interface Step {
        /**
         * Does it once.
         *
         * @return wait until the next time; zero for none
         * @throws IOException if it cannot go on, which ends the loop
         * @throws InterruptedException if it was interrupted, which only closing does
         */
        Duration run() throws IOException, InterruptedException;
    }

    private NodeLoop(String name, String ending, Step step) {
        this.step = step;
        this.ending = ending;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, thrown) -> logEnd(thrown.toString(), thrown));
    }

    /**
     * Starts the thread.
     *
     * @param name of the thread
     * @param ending what it means that the loop has ended by itself, for the log lines
     */
    public static NodeLoop start(String name, String ending, Step step) {
        var loop = new NodeLoop(name, ending, step);
        loop.thread.start();
        return loop;
    }

    private void run() {
        try {
            Duration wait;
            do {
                wait = step.run();
            } while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // Only close() interrupts, and it wants exactly this.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The interrupt of close() may hit a write, which then stops; what was cut off is mended when it is opened
            // again.
            boolean isClosed = closing.getCount() == 0 && e instanceof ClosedByInterruptException;
            if (!isClosed) {
                logEnd(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void logEnd(String why, Throwable thrown) {
        LOGGER.log(System.Logger.Level.ERROR, ending + ": " + why, thrown);
    }

    /** Whether there will be another step. */
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
