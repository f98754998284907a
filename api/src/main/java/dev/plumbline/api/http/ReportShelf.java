package dev.plumbline.api.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reports on a sequencer, kept for some seconds: at most one is computed at a time, whoever asks. Any thread may ask; who comes
 * while one is computed waits for it, a while.
 */
final class ReportShelf {
    /** For how long a report is given out again. */
    static final long KEPT_MILLIS = 5_000;

    private static final int KEPT_COUNT = 4;
    private static final long WAIT_MILLIS_MAX = 10_000;

    private final FollowedSequencer sequencer;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by lock; the oldest first.
    private final Map<Window, Rendered> kept = new LinkedHashMap<>();

    ReportShelf(FollowedSequencer sequencer) {
        this.sequencer = sequencer;
    }

    /**
     * What was asked for.
     *
     * @param fromMillis -1 if the asker does not care
     * @param toMillis -1 for now
     */
    record Window(long fromMillis, long toMillis) {}

    /** @param madeMillis when it was computed */
    private record Rendered(SequencerReports.Forms forms, long madeMillis) {}

    SequencerReports.Forms of(Window asked, long windowMillisDefault) throws IOException, ProblemException {
        try {
            if (!lock.tryLock(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw Problem.of(ApiReason.TOO_MANY_REQUESTS, "a report of another time is being computed")
                        .toException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(ApiReason.SHUTTING_DOWN, "interrupted while a report was waited for")
                    .toException();
        }
        try {
            return found(asked, windowMillisDefault).forms();
        } finally {
            lock.unlock();
        }
    }

    private Rendered found(Window asked, long windowMillisDefault) throws IOException {
        long now = sequencer.standing().asOfMillis();
        @Nullable Rendered known = kept.get(asked);
        if (known != null && now - known.madeMillis() < KEPT_MILLIS) {
            return known;
        }
        long to = asked.toMillis() < 0 ? now : asked.toMillis();
        long from = asked.fromMillis() < 0 ? Math.max(0, to - windowMillisDefault) : asked.fromMillis();
        var rendered = new Rendered(SequencerReports.of(sequencer.report(from, to)), now);
        kept.remove(asked);
        kept.put(asked, rendered);
        if (kept.size() > KEPT_COUNT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return rendered;
    }
}
