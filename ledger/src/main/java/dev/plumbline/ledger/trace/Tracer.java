package dev.plumbline.ledger.trace;

import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.RewardAccrue;
import dev.plumbline.proofs.event.RewardPay;
import dev.plumbline.proofs.trace.LoggedEvent;
import dev.plumbline.proofs.trace.TraceBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes traces: walks from an event to all that explains it and to what later entries say of that, and proves these entries
 * under the newest head.
 *
 * <p>The index only says where to look; each entry is read and asked whether it is what was looked for. What has to be in a
 * trace and does not fit is refused; what only completes it is left out, which the verifier then says. Any thread may ask;
 * one trace costs at most {@link #READS_MAX} reads of entries.
 */
public final class Tracer {
    /** Entries that are read for one trace. */
    public static final int READS_MAX = 20_000;
    /** Bytes of the entries of one trace, as JSON strings; the rest of the file is for the proof. */
    public static final int ENTRY_BYTES_MAX = 5 << 20;
    /** Of these, entries that are read to find the inferences of a period. */
    static final int PERIOD_READS_MAX = READS_MAX - 4_000;
    /** Later entries of one kind that are looked at for one event, the earliest first. */
    public static final int LATER_MAX = 64;

    private final TraceSource source;

    /** A tracer over a log. */
    public Tracer(TraceSource source) {
        this.source = source;
    }

    /**
     * The trace of an event.
     *
     * @param line which line of a {@code reward.accrue}, or which accrual of a {@code reward.pay}, from 0; null for all of it
     */
    public TraceBundle trace(EventId subject, @Nullable Long line) throws IOException, TraceRefusedException {
        SignedHead head = source.head();
        var found = new Found(source, head.head().size());
        LoggedEvent logged = found.find(subject);
        if (logged == null) {
            throw new TraceRefusedException(TraceRefusedException.Reason.NOT_LOGGED, "the log has no event " + subject);
        }
        checkLine(logged, line);
        new Collector(found).collect(logged, line);
        List<LoggedEvent> entries = found.byIndex();
        List<Long> indexes = entries.stream().map(LoggedEvent::index).toList();
        return new TraceBundle(
                subject,
                line,
                head.note(),
                source.prove(indexes, head.head().size()),
                entries.stream()
                        .map(entry -> new String(entry.event().entry(), StandardCharsets.UTF_8))
                        .toList());
    }

    private static void checkLine(LoggedEvent subject, @Nullable Long line) throws TraceRefusedException {
        int lines = 0;
        if (subject.event().body() instanceof RewardAccrue accrual) {
            lines = accrual.lines().size();
        } else if (subject.event().body() instanceof RewardPay pay) {
            lines = pay.accruals().size();
        }
        if (line != null && line >= lines) {
            throw new TraceRefusedException(
                    TraceRefusedException.Reason.NO_SUCH_LINE,
                    subject.event().kind().wireName() + " " + subject.id() + " has " + lines
                            + " lines, want one below that");
        }
    }

    /**
     * What later entries are about an event: corrections, disputes and their ends, erasures, and changes and revocations of
     * its issuer's key; together with the event itself, by index. Empty if the log has no such event.
     */
    public List<LoggedEvent> standing(EventId id) throws IOException {
        var found = new Found(source, source.head().head().size());
        LoggedEvent logged = found.find(id);
        if (logged == null) {
            return List.of();
        }
        new Collector(found).standing(logged);
        return found.byIndex();
    }

    /** The entries taken up so far, with what may still be. One for each trace. */
    static final class Found {
        private final TraceSource source;
        private final long size;
        private final List<LoggedEvent> taken = new ArrayList<>();
        private final Set<EventId> ids = new LinkedHashSet<>();
        private long bytes;
        private int reads;

        Found(TraceSource source, long size) {
            this.source = source;
            this.size = size;
        }

        /** The event, or null if the log does not have it. Takes nothing up. */
        @Nullable
        LoggedEvent find(EventId id) throws IOException {
            long index = source.indexOf(id);
            return index < 0 || index >= size ? null : read(index);
        }

        LoggedEvent read(long index) throws IOException {
            reads++;
            try {
                return new LoggedEvent(index, Event.parse(source.entry(index)));
            } catch (MalformedException e) {
                throw new IOException("entry " + index + " is not an event that this build reads", e);
            }
        }

        /** Takes an entry up that the trace says nothing without. */
        void require(LoggedEvent logged) throws TraceRefusedException {
            if (!take(logged)) {
                throw new TraceRefusedException(
                        TraceRefusedException.Reason.TOO_LARGE,
                        "the trace needs more than " + Limits.TRACE_ENTRIES_MAX + " entries or " + ENTRY_BYTES_MAX
                                + " bytes of them");
            }
        }

        /** Takes an entry up, once, if there is room for it. */
        boolean take(LoggedEvent logged) {
            if (ids.contains(logged.id())) {
                return true;
            }
            long more = sizeAsJson(logged.event().entry());
            if (taken.size() >= Limits.TRACE_ENTRIES_MAX || bytes + more > ENTRY_BYTES_MAX) {
                return false;
            }
            ids.add(logged.id());
            bytes += more;
            taken.add(logged);
            return true;
        }

        /** How many more entries fit, by their number. */
        int room() {
            return Limits.TRACE_ENTRIES_MAX - taken.size();
        }

        private static long sizeAsJson(byte[] entry) {
            long size = entry.length + 3L;
            for (byte b : entry) {
                size += b == '"' || b == '\\' ? 1 : 0;
            }
            return size;
        }

        List<LoggedEvent> byIndex() {
            return taken.stream()
                    .sorted((one, other) -> Long.compare(one.index(), other.index()))
                    .toList();
        }

        /**
         * The events of the log that fit, by index, as long as entries may be read and as many as are wanted.
         *
         * @param start leaf index to start behind, -1 for the start of the log
         */
        List<LoggedEvent> search(Asked asked, long start, Predicate<LoggedEvent> isWanted) throws IOException {
            var fitting = new ArrayList<LoggedEvent>();
            long after = start;
            int readsEnd = Math.min(READS_MAX, reads + asked.readsMax());
            while (reads < readsEnd) {
                TraceSource.Hits hits =
                        source.find(asked.namespace(), asked.kind().wireName(), asked.reference(), after);
                for (long index : hits.leafIndexes()) {
                    if (index >= size || reads >= readsEnd) {
                        return fitting;
                    }
                    LoggedEvent logged = read(index);
                    if (isWanted.test(logged)) {
                        fitting.add(logged);
                    }
                }
                if (hits.isLast() || hits.after() <= after) {
                    return fitting;
                }
                after = hits.after();
            }
            return fitting;
        }
    }

    /**
     * What is looked for.
     *
     * @param namespace datanet of the event, or null for any
     * @param reference event id or DID that it names, or null for any
     * @param readsMax entries that may be read for it
     */
    record Asked(
            EventKind kind,
            @Nullable String namespace,
            @Nullable String reference,
            int readsMax) {}
}
