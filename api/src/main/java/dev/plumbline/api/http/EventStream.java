package dev.plumbline.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One listener, who is sent server-sent events (WHATWG HTML, section 9.2). Written to by the thread of {@link EventStreams}
 * alone, and never so that it would wait.
 */
final class EventStream implements WriteListener {
    static final String MEDIA_TYPE = "text/event-stream";

    /** Events that are put together into one write. */
    private static final int BATCH_COUNT = 64;
    /** What a browser waits before it comes back. */
    private static final String START = "retry: 3000\n: listening\n\n";

    private static final String HEARTBEAT = ": still here\n\n";

    private final LiveEvents events;
    private final EventStreams streams;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final AtomicBoolean isEnded = new AtomicBoolean();

    // Set once, before the first write; the rest belongs to the writer's thread.
    private @Nullable ServletOutputStream out;
    private long lastId;
    private String pending;
    private boolean isUnflushed;

    /** @param afterId the last event that the listener has; null for whatever comes from now on */
    EventStream(LiveEvents events, @Nullable Long afterId, EventStreams streams) {
        this.events = events;
        this.streams = streams;
        this.lastId = afterId == null ? events.newestId() : afterId;
        this.pending = START;
    }

    /** Begins to write; the future is done when the stream has ended, whoever ended it. */
    CompletableFuture<@Nullable Void> start(ServletOutputStream target) {
        out = target;
        try {
            target.setWriteListener(this);
        } catch (IllegalStateException e) {
            end();
            throw e;
        }
        streams.add(this);
        return ended;
    }

    @Override
    public void onWritePossible() {
        streams.pump(this);
    }

    @Override
    public void onError(Throwable thrown) {
        end();
    }

    void end() {
        if (isEnded.compareAndSet(false, true)) {
            streams.remove(this);
            ended.complete(null);
        }
    }

    /** Says that the server is still there. A listener that has not even taken the last of these is dropped. */
    void beat() {
        if (pending.isEmpty()) {
            pending = HEARTBEAT;
            pump();
        } else {
            end();
        }
    }

    /** Writes what the listener takes at once. */
    void pump() {
        ServletOutputStream target = out;
        if (target == null || isEnded.get()) {
            return;
        }
        try {
            // Where this is false, onWritePossible follows.
            while (target.isReady()) {
                if (isUnflushed) {
                    isUnflushed = false;
                    target.flush();
                    continue;
                }
                String batch = pending + next();
                pending = "";
                if (batch.isEmpty()) {
                    return;
                }
                target.write(batch.getBytes(UTF_8));
                isUnflushed = true;
            }
        } catch (IOException | IllegalStateException e) {
            // The listener has gone, which it may without a word.
            end();
        }
    }

    private String next() {
        LiveEvents.Batch batch = events.after(lastId, BATCH_COUNT);
        var text = new StringBuilder();
        if (batch.firstId() != lastId + 1) {
            // It was away for longer than events are kept, or comes from another history.
            text.append("event: missed\ndata: {\"after\":").append(lastId);
            text.append(",\"before\":").append(batch.firstId()).append("}\n\n");
            lastId = batch.firstId() - 1;
        }
        for (LiveEvents.LiveEvent event : batch.events()) {
            text.append("id: ").append(event.id());
            text.append("\nevent: ").append(event.name());
            text.append("\ndata: ").append(event.json()).append("\n\n");
            lastId = event.id();
        }
        return text.toString();
    }
}
