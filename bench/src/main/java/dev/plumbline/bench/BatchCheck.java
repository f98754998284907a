package dev.plumbline.bench;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SignatureStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One event of a batch of 4,096 under one signature that was checked with an earlier one: 12 hashes up to its root. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchCheck {
    private static final int EVENTS = 4_096;

    private final List<Event> events = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();
    private final BatchVerifier verifier = new BatchVerifier();
    private int next;

    /** Signs the batch. */
    @Setup
    public void prepare() {
        var drafts = new ArrayList<EventDraft>();
        @Nullable EventId previous = null;
        for (int i = 0; i < EVENTS; i++) {
            EventDraft first = Samples.draft(Samples.upload(), Samples.signer().issuer());
            var draft = new EventDraft(
                    first.body(), first.namespace(), first.issuer(), i + 1L, previous, first.issuedAtMillis());
            previous = draft.id();
            drafts.add(draft);
        }
        for (Event event : EventDraft.signBatch(drafts, Samples.signer())) {
            events.add(event);
            entries.add(event.entry());
        }
        check(events.get(0));
    }

    /** The signature alone. */
    @Benchmark
    public SignatureStatus signature() {
        return check(events.get(next++ % EVENTS));
    }

    /** What a server does with each event of such a request before the writer sees it. */
    @Benchmark
    public SignatureStatus parseAndSignature() throws MalformedException {
        return check(Event.parse(entries.get(next++ % EVENTS)));
    }

    private SignatureStatus check(Event event) {
        SignatureStatus status = event.checkSignatures(verifier);
        if (status != SignatureStatus.VALID) {
            throw new IllegalStateException("the signature does not hold: " + status);
        }
        return status;
    }
}
