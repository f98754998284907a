package dev.plumbline.api.cli;

import dev.plumbline.api.http.SequencerTally;
import dev.plumbline.ledger.rollup.Follower;
import dev.plumbline.ledger.rollup.Observation;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerObserve;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a log says of submissions as it grows: lets the follower watch each transaction, and the tally count what is in
 * flight. Off the follower's thread, so that a log that does not answer holds up nothing.
 */
final class SubmissionTail implements Closeable {
    private static final System.Logger LOGGER = System.getLogger(SubmissionTail.class.getName());
    private static final long PAUSE_MILLIS = 1_000;
    private static final long CLOSE_WAIT_MILLIS = 10_000;

    private final SequencerEntries entries;
    private final String chain;
    private final Follower follower;
    private final SequencerTally tally;
    private final @Nullable ObservationsOut out;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "submissions");
        made.setDaemon(true);
        return made;
    });

    // The thread that steps alone; trouble is read by any.
    private long read = -1;
    private volatile @Nullable String trouble;

    SubmissionTail(
            SequencerEntries entries,
            String chain,
            Follower follower,
            SequencerTally tally,
            @Nullable ObservationsOut out) {
        this.entries = entries;
        this.chain = chain;
        this.follower = follower;
        this.tally = tally;
        this.out = out;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::step, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something was observed. Returns at once. */
    void take(Observation observation) {
        if (out != null) {
            out.take(observation);
        }
    }

    /** Reads what is new, and logs what was observed of it. What goes wrong is said, and tried again the next time. */
    void step() {
        try {
            SequencerEntries.Found found = entries.after(read);
            for (Map.Entry<Long, Event> entry : found.entries().entrySet()) {
                take(entry.getValue());
            }
            read = found.upTo();
            if (out != null) {
                out.publish();
            }
            trouble = null;
        } catch (IOException e) {
            say("the log cannot be read or written: " + e.getMessage());
        } catch (IllegalStateException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private void say(String found) {
        if (!found.equals(trouble)) {
            LOGGER.log(System.Logger.Level.WARNING, "submissions: {0}", found);
        }
        trouble = found;
    }

    private void take(Event event) {
        if (event.body() instanceof SequencerSubmit body && body.chain().equals(chain)) {
            Word tx = Word.of(body.tx().bytes());
            if (tally.submitted(tx, event.issuedAtMillis())) {
                follower.watch(tx);
            }
        } else if (event.body() instanceof SequencerObserve body && body.chain().equals(chain)) {
            tally.included(Word.of(body.tx().bytes()));
        }
        if (out != null) {
            out.take(event);
        }
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
