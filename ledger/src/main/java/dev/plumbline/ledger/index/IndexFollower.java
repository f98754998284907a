package dev.plumbline.ledger.index;

import dev.plumbline.ledger.index.IndexStatus.State;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The thread that keeps an {@link EventIndex} up with its log.
 *
 * <p>It works in batches and pauses after each that was not full, so that a busy ledger costs it a bounded number of
 * transactions a second. While the log grows faster than it can follow it takes a thirtieth of a core and no more, and catches
 * up afterwards. If the database fails, it is built anew once; if it fails again, the
 * follower gives up and says so in its {@link #status}. Nothing that happens here reaches the ledger.
 */
public final class IndexFollower implements Closeable {
    /** Entries in one transaction. */
    static final int BATCH_ENTRIES_MAX = 2_000;
    /** Times that the database is built anew before the follower gives up. */
    static final int REBUILD_COUNT_MAX = 1;
    /** Failures to read the log, one after the other, before the follower gives up. */
    static final int READ_FAILURES_MAX = 10;

    private static final long PAUSE_MILLIS = 10;
    private static final long REST_PER_WORK = 29;
    private static final long REST_MILLIS_MAX = 5_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final Logger LOG = System.getLogger(IndexFollower.class.getName());

    private final EventIndex index;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // The rest is guarded by lock.
    private boolean isWoken;
    private boolean isClosing;
    private State state = State.FOLLOWING;
    private @Nullable String problem;
    private int rebuildCount;
    private int readFailures;

    private IndexFollower(EventIndex index) {
        this.index = index;
        this.thread = thread(this::run);
        thread.setUncaughtExceptionHandler((failed, e) -> giveUp("internal error: " + e));
    }

    // The priority is a courtesy to the threads that serve requests; nothing depends on it.
    @SuppressWarnings("ThreadPriorityCheck")
    private static Thread thread(Runnable task) {
        // Never interrupted: an interrupt closes the file channel under H2, and under whoever reads the log.
        var thread = new Thread(task, "plumbline-index");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }

    /** Starts to follow. The follower now owns the index and closes it. */
    public static IndexFollower start(EventIndex index) {
        var follower = new IndexFollower(index);
        follower.thread.start();
        return follower;
    }

    /** Says that the log has grown. Returns at once, from any thread. */
    public void wake() {
        lock.lock();
        try {
            isWoken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How it is doing now. */
    public IndexStatus status() {
        lock.lock();
        try {
            return new IndexStatus(state, index.indexedSize(), index.logSize(), index.unreadableCount(), problem);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until that many entries are indexed. False if that takes longer, or will not happen any more. */
    public boolean awaitIndexed(long size, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (index.indexedSize() < size) {
                if (state != State.FOLLOWING || nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Stops after the batch under way and closes the index. Idempotent; not to be called by the thread itself. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        index.close();
        settle(State.CLOSED, null);
    }

    private void run() {
        while (isFollowing()) {
            try {
                long sizeBefore = index.logSize();
                long startNanos = System.nanoTime();
                int count = index.follow(BATCH_ENTRIES_MAX);
                long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                progressed(count);
                if (count == 0) {
                    pauseUntilWoken(Long.MAX_VALUE);
                } else if (count < BATCH_ENTRIES_MAX) {
                    pause(PAUSE_MILLIS);
                } else if (index.logSize() - sizeBefore > count) {
                    // The log grows faster than the index. Racing it would only slow it down: fall behind for now.
                    pause(Math.min(REST_MILLIS_MAX, REST_PER_WORK * elapsedMillis));
                }
            } catch (SQLException e) {
                startOver(e);
            } catch (IOException e) {
                retry(e);
            }
        }
    }

    private boolean isFollowing() {
        lock.lock();
        try {
            return state == State.FOLLOWING && !isClosing;
        } finally {
            lock.unlock();
        }
    }

    private void progressed(int count) {
        lock.lock();
        try {
            readFailures = 0;
            if (count > 0) {
                problem = null;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startOver(SQLException failure) {
        String sentence = "index failed at entry " + index.indexedSize() + ": " + failure.getMessage();
        if (rebuildCount++ >= REBUILD_COUNT_MAX) {
            giveUp(sentence);
            return;
        }
        LOG.log(Level.WARNING, "{0}; it is built anew", sentence);
        settle(State.FOLLOWING, sentence);
        try {
            index.replace();
        } catch (IOException e) {
            giveUp(e.getMessage());
        }
    }

    private void retry(IOException failure) {
        String sentence = "log cannot be read at entry " + index.indexedSize() + ": " + failure.getMessage();
        if (++readFailures >= READ_FAILURES_MAX) {
            giveUp(sentence);
            return;
        }
        settle(State.FOLLOWING, sentence);
        pauseUntilWoken(RETRY_MILLIS);
    }

    private void giveUp(@Nullable String sentence) {
        LOG.log(Level.ERROR, "index is given up until the next start: {0}", sentence);
        settle(State.GAVE_UP, sentence);
    }

    private void settle(State next, @Nullable String sentence) {
        lock.lock();
        try {
            state = next;
            problem = sentence == null ? null : sentence.lines().findFirst().orElse(null);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the log has grown since this was last asked, at most so long. */
    private void pauseUntilWoken(long millisMax) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millisMax);
            while (!isWoken && !isClosing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            isWoken = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!isClosing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }
}
