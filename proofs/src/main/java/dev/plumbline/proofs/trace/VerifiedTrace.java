package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trace has been proven to say. Only {@link TraceVerifier} makes one. */
public final class VerifiedTrace {
    private final LoggedEvent subject;
    private final @Nullable TokenAmount amount;
    private final VerifiedCheckpoint checkpoint;
    private final List<LoggedEvent> events;
    private final List<TraceStep> steps;

    VerifiedTrace(
            LoggedEvent subject,
            @Nullable TokenAmount amount,
            VerifiedCheckpoint checkpoint,
            List<LoggedEvent> events,
            List<TraceStep> steps) {
        this.subject = subject;
        this.amount = amount;
        this.checkpoint = checkpoint;
        this.events = List.copyOf(events);
        this.steps = List.copyOf(steps);
    }

    /** What is explained. */
    public LoggedEvent subject() {
        return subject;
    }

    /** The amount that is explained, or null if the subject has none. */
    public @Nullable TokenAmount amount() {
        return amount;
    }

    /** The checkpoint under which all events are in the log. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** Every event of the file, by index, signatures checked. */
    public List<LoggedEvent> events() {
        return events;
    }

    /** The explanation, in reading order. */
    public List<TraceStep> steps() {
        return steps;
    }
}
