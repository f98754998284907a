package dev.plumbline.ledger.sequence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Submissions that wait for the writer, bounded by events and by bytes. Any thread puts, one takes. */
final class Pool {
    private final int eventsMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    // The four fields below are guarded by lock.
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int events;
    private long bytes;
    private Submission.@Nullable Refused closed;

    Pool(int eventsMax, long bytesMax) {
        this.eventsMax = eventsMax;
        this.bytesMax = bytesMax;
    }

    /** Lets a submission wait, or refuses it at once. Never blocks. */
    CompletableFuture<Submission> put(List<AdmittedEvent> submitted) {
        return put(new Waiting(submitted, null));
    }

    /** The same with an entry that was demanded. */
    CompletableFuture<Submission> put(DemandedEntry demanded) {
        return put(new Waiting(List.of(), demanded));
    }

    private CompletableFuture<Submission> put(Waiting waiting) {
        lock.lock();
        try {
            if (closed != null) {
                return CompletableFuture.completedFuture(closed);
            }
            if (!queue.isEmpty() && (events + waiting.count() > eventsMax || bytes + waiting.bytes > bytesMax)) {
                return CompletableFuture.completedFuture(new Submission.Refused(
                        Refusal.POOL_FULL, events + " events of " + bytes + " bytes wait already"));
            }
            queue.add(waiting);
            events += waiting.count();
            bytes += waiting.bytes;
            filled.signal();
            return waiting.answer;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what waits, whole submissions in their order, at least one and no more than fit. Blocks until there is one.
     *
     * @return nothing once the pool is closed and empty
     */
    List<Waiting> take(int batchEventsMax, long batchBytesMax) throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && closed == null) {
                filled.await();
            }
            var taken = new ArrayList<Waiting>();
            int takenEvents = 0;
            long takenBytes = 0;
            for (Waiting next = queue.peek(); next != null; next = queue.peek()) {
                takenEvents += next.count();
                takenBytes += next.bytes;
                if (!taken.isEmpty() && (takenEvents > batchEventsMax || takenBytes > batchBytesMax)) {
                    break;
                }
                taken.add(queue.remove());
                events -= next.count();
                bytes -= next.bytes;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing in from now on; what waits may still be taken out. */
    void close(Submission.Refused answer) {
        lock.lock();
        try {
            closed = answer;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many events wait. */
    int size() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** One submission and the promise that its sender waits on. */
    static final class Waiting {
        final List<AdmittedEvent> events;
        /** There exactly if there are no events. */
        final @Nullable DemandedEntry demanded;

        final long bytes;
        final CompletableFuture<Submission> answer = new CompletableFuture<>();

        private Waiting(List<AdmittedEvent> submitted, @Nullable DemandedEntry demanded) {
            this.events = List.copyOf(submitted);
            this.demanded = demanded;
            this.bytes = demanded == null
                    ? events.stream()
                            .mapToLong(event -> event.event().entrySize())
                            .sum()
                    : demanded.size();
        }

        int count() {
            return demanded == null ? events.size() : 1;
        }
    }
}
