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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A batch of 4,096 events under one signature, time for each event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchCheck {
    private static final int EVENTS = 4_096;

    private List<Event> events = List.of();
    private List<byte[]> entries = List.of();

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
        events = EventDraft.signBatch(drafts, Samples.signer());
        entries = events.stream().map(Event::entry).toList();
    }

    /** The signatures alone. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int signatures() {
        return valid(events);
    }

    /** What a server does with a request of this kind before the writer sees it, on one core. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int parseAndSignatures() throws MalformedException {
        var parsed = new ArrayList<Event>(EVENTS);
        for (byte[] entry : entries) {
            parsed.add(Event.parse(entry));
        }
        return valid(parsed);
    }

    private static int valid(List<Event> events) {
        var verifier = new BatchVerifier();
        int valid = 0;
        for (Event event : events) {
            valid += event.checkSignatures(verifier) == SignatureStatus.VALID ? 1 : 0;
        }
        if (valid != EVENTS) {
            throw new IllegalStateException(valid + " of " + EVENTS + " signatures hold");
        }
        return valid;
    }
}
