package dev.plumbline.api.http;

import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.proofs.event.BatchVerifier;
import java.io.Closeable;
import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * Where events are parsed and their signatures checked: the one costly thing that anybody may ask for.
 *
 * <p>A few events are checked where they are; many are spread over as many threads as there are processors, shared by all
 * requests. So a large request is not slower than the machine, and no number of them leaves other requests without threads.
 */
final class AdmissionDesk implements Closeable {
    private static final int EVENTS_PER_TASK_MAX = 32;

    private final ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /** The admissions of entries, in their order. */
    List<Admission> admit(List<byte[]> entries) {
        var admissions = new Admission[entries.size()];
        var check = new Check(entries, new BatchVerifier(), admissions, 0, admissions.length);
        if (admissions.length <= EVENTS_PER_TASK_MAX) {
            check.compute();
        } else {
            pool.invoke(check);
        }
        return Arrays.asList(admissions);
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private static final class Check extends RecursiveAction {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient List<byte[]> entries;
        private final transient BatchVerifier signatures;
        private final transient Admission[] admissions;
        private final int from;
        private final int to;

        Check(List<byte[]> entries, BatchVerifier signatures, Admission[] admissions, int from, int to) {
            this.entries = entries;
            this.signatures = signatures;
            this.admissions = admissions;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from > EVENTS_PER_TASK_MAX) {
                int middle = (from + to) >>> 1;
                invokeAll(part(from, middle), part(middle, to));
                return;
            }
            for (int i = from; i < to; i++) {
                admissions[i] = AdmittedEvent.admit(entries.get(i), signatures);
            }
        }

        private Check part(int start, int end) {
            return new Check(entries, signatures, admissions, start, end);
        }
    }
}
