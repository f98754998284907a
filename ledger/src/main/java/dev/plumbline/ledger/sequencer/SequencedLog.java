package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A {@link SubmissionLog} of a ledger in this process, whose issuer writes through this object alone. */
public final class SequencedLog implements SubmissionLog {
    /** The ledger, as far as submissions go. Any thread may call. */
    public interface Door {
        /** Hands events in; completes once they are durable. */
        CompletableFuture<Submission> submit(List<AdmittedEvent> events);

        /** Index of the entry with this event id, or -1. */
        long indexOf(EventId id) throws IOException;
    }

    /**
     * Where an issuer stands in a namespace.
     *
     * @param iseq number of its last event; 0 if it has none
     * @param id that event; null exactly for number 0
     */
    public record Standing(long iseq, @Nullable EventId id) {
        /** An issuer that has written nothing yet. */
        public static final Standing NOTHING = new Standing(0, null);

        /**
         * Checks that both fit.
         *
         * @throws IllegalArgumentException if they do not
         */
        public Standing {
            if (iseq < 0 || (iseq == 0) != (id == null)) {
                throw new IllegalArgumentException("standing is number " + iseq + " and event " + id);
            }
        }
    }

    private final Door door;
    private final EventSigner signer;
    private final Namespace namespace;
    private final Object turn = new Object();
    // Guarded by turn.
    private Standing standing;

    /** @param standing where the issuer stands in the namespace now */
    public SequencedLog(Door door, EventSigner signer, Namespace namespace, Standing standing) {
        this.door = door;
        this.signer = signer;
        this.namespace = namespace;
        this.standing = standing;
    }

    @Override
    public Event sign(Body body, long issuedAtMillis) {
        Standing last;
        synchronized (turn) {
            last = standing;
        }
        return new EventDraft(body, namespace, signer.issuer(), last.iseq() + 1, last.id(), issuedAtMillis)
                .sign(signer);
    }

    @Override
    public Logged append(Event event) throws IOException, OutOfTurnException {
        synchronized (turn) {
            long known = door.indexOf(event.id());
            if (known >= 0) {
                return new Logged(event, known, null);
            }
            if (event.iseq() != standing.iseq() + 1) {
                throw new OutOfTurnException("event has number " + event.iseq() + ", want " + (standing.iseq() + 1));
            }
            long index = handIn(event);
            standing = new Standing(event.iseq(), event.id());
            return new Logged(event, index, null);
        }
    }

    private long handIn(Event event) throws IOException {
        if (!(AdmittedEvent.admit(event.entry(), new BatchVerifier()) instanceof Admission.Admitted admitted)) {
            throw new IllegalArgumentException("event " + event.id() + " is none that a log takes");
        }
        Submission submission = await(door.submit(List.of(admitted.event())));
        if (submission instanceof Submission.Refused refused) {
            throw new IOException("the log refuses: " + refused.refusal() + ": " + refused.detail());
        }
        Outcome outcome = ((Submission.Sequenced) submission).outcomes().get(0);
        if (outcome instanceof Outcome.Logged logged) {
            return logged.index();
        }
        throw new IOException("the log has another event of number " + event.iseq() + " of this issuer");
    }

    private static Submission await(CompletableFuture<Submission> submission) throws IOException {
        try {
            return submission.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log made an event durable", e);
        } catch (ExecutionException e) {
            throw new IOException("the log failed: " + e.getCause(), e);
        }
    }
}
