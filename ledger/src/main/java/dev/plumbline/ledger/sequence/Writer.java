package dev.plumbline.ledger.sequence;

import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.journal.Journal;
import dev.plumbline.ledger.publish.CheckpointSigner;
import dev.plumbline.ledger.publish.LastSigned;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.tree.Integrator.Integration;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns the tree: takes what waits, orders it, makes it durable with one fsync, and answers.
 *
 * <p>After a failed write it stops for good. What the disk holds then is for the next start to find out; going on with a
 * guess has killed public logs.
 */
public final class Writer implements Closeable {
    private static final Logger LOG = System.getLogger(Writer.class.getName());

    private final LogState state;
    private final Journal journal;
    private final CheckpointSigner signer;
    private final LastSigned lastSigned;
    private final HeadListener listener;
    private final Bounds bounds;
    private final Pool pool;
    private final Thread thread;
    // Written once by the writer's thread, read by any.
    private volatile @Nullable String failure;
    private final LongAdder batches = new LongAdder();

    /**
     * A writer that does nothing until {@link #start}. It closes the journal and the copy when it ends.
     *
     * @param journal replayed into {@code state} and settled
     * @param listener told of each durable batch, on the writer's thread
     */
    public Writer(
            LogState state,
            Journal journal,
            CheckpointSigner signer,
            LastSigned lastSigned,
            HeadListener listener,
            Bounds bounds) {
        this.state = state;
        this.journal = journal;
        this.signer = signer;
        this.lastSigned = lastSigned;
        this.listener = listener;
        this.bounds = bounds;
        this.pool = new Pool(bounds.poolEventsMax(), bounds.poolBytesMax());
        this.thread = new Thread(this::run, "writer");
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Hands events in. Never blocks; the answer comes when they are durable, or at once if they are refused. */
    public CompletableFuture<Submission> submit(List<AdmittedEvent> events) {
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(new Submission.Sequenced(List.of(), state.head()));
        }
        return pool.put(events);
    }

    /** Hands in an entry that was demanded on chain; as {@link #submit}, with one outcome. */
    public CompletableFuture<Submission> force(DemandedEntry demanded) {
        return pool.put(demanded);
    }

    /** Why the writer stopped, or null while it has not failed. */
    public @Nullable String failure() {
        return failure;
    }

    /** How many events wait. */
    public int waiting() {
        return pool.size();
    }

    /** How many batches were made durable since the start, which is how many fsyncs. */
    public long batches() {
        return batches.sum();
    }

    private void run() {
        try {
            for (List<Pool.Waiting> taken = take(); !taken.isEmpty(); taken = take()) {
                commit(taken);
            }
        } finally {
            closeFiles();
        }
    }

    private List<Pool.Waiting> take() {
        try {
            return pool.take(bounds.batchEventsMax(), bounds.batchBytesMax());
        } catch (InterruptedException e) {
            stop("the writer's thread was interrupted", List.of());
            return List.of();
        }
    }

    private void commit(List<Pool.Waiting> taken) {
        try {
            var sequencing = new Sequencing(state);
            var outcomes = new ArrayList<List<Outcome>>(taken.size());
            for (Pool.Waiting waiting : taken) {
                var placed = new ArrayList<Outcome>(waiting.events.size());
                for (AdmittedEvent event : waiting.events) {
                    placed.add(sequencing.place(event));
                }
                if (waiting.demanded != null) {
                    placed.add(sequencing.place(waiting.demanded));
                }
                outcomes.add(placed);
            }
            if (!sequencing.fresh().isEmpty()) {
                makeDurable(sequencing.fresh());
            }
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).answer.complete(new Submission.Sequenced(outcomes.get(i), state.head()));
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it was, the state in memory may no longer be that of the disk.
            LOG.log(Logger.Level.ERROR, "the writer stops; restart to recover from the journal", e);
            stop(String.valueOf(e.getMessage()), taken);
        }
    }

    private void makeDurable(List<NewLeaf> fresh) throws IOException {
        Integration integration = state.integrate(fresh);
        SignedHead head = signer.sign(integration.head());
        var entries = new ArrayList<byte[]>(fresh.size());
        for (NewLeaf leaf : fresh) {
            entries.add(leaf.entry());
        }
        long oldSize = state.head().head().size();
        var checkpoint = new Checkpoint(signer.origin(), head.head());
        var frame = new Frame(oldSize, entries, checkpoint, head.note());
        // Dies before: the signature never left this process, and the batch never happened.
        journal.append(frame);
        // Point of no return. Dies here: the next start replays the frame with the method that is called next.
        state.apply(frame, fresh, integration, head);
        lastSigned.write(head);
        batches.increment();
        listener.isDurable(oldSize, head);
    }

    private void stop(String reason, List<Pool.Waiting> unanswered) {
        failure = reason;
        var refused =
                new Submission.Refused(Refusal.WRITER_STOPPED, "the writer stopped, restart the ledger: " + reason);
        pool.close(refused);
        for (Pool.Waiting waiting : unanswered) {
            waiting.answer.complete(new Submission.Refused(
                    Refusal.WRITER_STOPPED,
                    "the writer stopped while it wrote this; whether it is logged shows after a restart, submit it again: "
                            + reason));
        }
        try {
            for (List<Pool.Waiting> rest = pool.take(1, 1); !rest.isEmpty(); rest = pool.take(1, 1)) {
                rest.forEach(waiting -> waiting.answer.complete(refused));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeFiles() {
        try (journal;
                lastSigned) {
            LOG.log(
                    Logger.Level.DEBUG,
                    "the writer ends at size {0}",
                    state.head().head().size());
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "closing the journal", e);
        }
    }

    /** Stops the writer from outside, for a reason that has to do with the disk. Waiting events are refused. */
    public void fail(String reason) {
        failure = reason;
        pool.close(new Submission.Refused(Refusal.WRITER_STOPPED, "the writer stopped, restart the ledger: " + reason));
    }

    /** Refuses what comes from now on, makes durable what waits, and ends. */
    @Override
    public void close() {
        pool.close(new Submission.Refused(Refusal.CLOSED, "the ledger is shutting down"));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Is told of durable batches. */
    @FunctionalInterface
    public interface HeadListener {
        /** The log has grown from {@code oldSize} to {@code head}. On the writer's thread: be quick. */
        void isDurable(long oldSize, SignedHead head);
    }

    /**
     * How much may wait and how much goes into one batch.
     *
     * @param poolEventsMax events that may wait
     * @param poolBytesMax bytes of entries that may wait
     * @param batchEventsMax events in a batch, unless one submission has more
     * @param batchBytesMax bytes of entries in a batch, unless one submission has more
     */
    public record Bounds(int poolEventsMax, long poolBytesMax, int batchEventsMax, long batchBytesMax) {}
}
