package dev.plumbline.api.http;

import java.io.Closeable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who listens to {@link LiveEvents}. One thread writes to all of them and waits for none: what a client does not
 * take stays where it is, until the client has lost its place or its connection has been idle for too long, and is dropped.
 */
final class EventStreams implements Closeable {
    /** Most listeners at a time; more are answered with 503. */
    static final int CLIENTS_MAX = 64;
    /** Time between two comments, which keep connections open; below the idle time of {@link HttpConfig}. */
    static final int HEARTBEAT_MILLIS = 4_000;

    private final int clientsMax;
    private final List<EventStream> open = new CopyOnWriteArrayList<>();
    /** Open streams and those that are being opened. */
    private final AtomicInteger count = new AtomicInteger();
    /** Whether a round is ordered already; one is enough for any number of events. */
    private final AtomicBoolean isOrdered = new AtomicBoolean();

    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "listeners");
        thread.setDaemon(true);
        return thread;
    });

    private EventStreams(int clientsMax) {
        this.clientsMax = clientsMax;
    }

    static EventStreams start(int heartbeatMillis, int clientsMax) {
        var streams = new EventStreams(clientsMax);
        var unused = streams.writer.scheduleWithFixedDelay(
                streams::beat, heartbeatMillis, heartbeatMillis, TimeUnit.MILLISECONDS);
        return streams;
    }

    /** A stream that is not written to yet, or null if there are as many as there may be. */
    @Nullable
    EventStream open(LiveEvents events, @Nullable Long afterId) {
        if (count.incrementAndGet() > clientsMax) {
            count.decrementAndGet();
            return null;
        }
        return new EventStream(events, afterId, this);
    }

    int clientsMax() {
        return clientsMax;
    }

    /** How many listen. */
    int clientCount() {
        return open.size();
    }

    void add(EventStream stream) {
        open.add(stream);
        if (!run(stream::pump)) {
            stream.end();
        }
    }

    /** Lets the writer's thread write what a stream takes. */
    void pump(EventStream stream) {
        run(stream::pump);
    }

    private boolean run(Runnable task) {
        try {
            writer.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            // The server is being stopped, and ends every stream.
            return false;
        }
    }

    void remove(EventStream stream) {
        open.remove(stream);
        count.decrementAndGet();
    }

    /** Something was published. Returns at once. */
    void order() {
        if (isOrdered.compareAndSet(false, true)) {
            run(this::round);
        }
    }

    private void round() {
        // Before the round: what is published while it runs orders the next.
        isOrdered.set(false);
        open.forEach(EventStream::pump);
    }

    private void beat() {
        open.forEach(EventStream::beat);
    }

    @Override
    public void close() {
        writer.shutdown();
        open.forEach(EventStream::end);
    }
}
