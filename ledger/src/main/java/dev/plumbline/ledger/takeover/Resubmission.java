package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.tree.ForcedLeaves;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.receipt.Receipt;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands in again whatever was acknowledged and not recovered, first what mirrors hold, in the order of the old log, then what
 * only receipts hold; counts all of it.
 *
 * <p>An event keeps its id, so handing it in twice is harmless, and a run that died is simply made again: what it counts is
 * where each event stands in the end and not which run brought it there. Memory grows with what was in flight. Owned by one
 * thread.
 */
public final class Resubmission {
    /** Where events are handed in. */
    @FunctionalInterface
    public interface Log {
        /**
         * Hands events in and waits until they are durable.
         *
         * @throws IOException if the ledger takes nothing
         */
        Submission.Sequenced submit(List<AdmittedEvent> events) throws IOException;
    }

    private static final System.Logger LOG = System.getLogger(Resubmission.class.getName());
    private static final int BATCH_EVENTS = 256;
    private static final String FORCED = "is bytes that a demand had forced in; an open demand forces them in again";

    private final Recovered log;
    private final @Nullable Log target;
    private final BatchVerifier signatures = new BatchVerifier();
    private final Tally.Counting receipts = new Tally.Counting();
    private final Tally.Counting tails = new Tally.Counting();
    private final List<InFlight.Line> lines = new ArrayList<>();
    private final List<String> contradicted = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();
    /** What became of the places behind the recovered tree, as far as anybody has shown what stood there. */
    private final Map<Long, Shown> behind = new HashMap<>();

    private final Set<EventId> handedIn = new HashSet<>();
    private final List<Candidate> batch = new ArrayList<>();

    private Resubmission(Recovered log, @Nullable Log target) {
        this.log = log;
        this.target = target;
    }

    /**
     * Hands in what is missing.
     *
     * @param target the new log, which starts with what was recovered and the handover
     * @param folder where the receipts lie
     * @throws IOException if a source, a receipt or the new log fails; what was handed in so far is durable
     */
    public static InFlight run(Recovered log, Log target, ReceiptFile.Folder folder) throws IOException {
        return new Resubmission(log, target).run(folder);
    }

    /** Counts, and hands in nothing: what could be logged again stands as {@link Fate#TO_BE_LOGGED}. */
    public static InFlight dryRun(Recovered log, ReceiptFile.Folder folder) throws IOException {
        return new Resubmission(log, null).run(folder);
    }

    private InFlight run(ReceiptFile.Folder folder) throws IOException {
        for (Survey tail : log.tails()) {
            handInTail(tail);
        }
        var bare = new ArrayList<Acknowledgement>();
        for (Acknowledgement one : log.acknowledgements()) {
            findContradiction(one);
            if (one.leaf() == null) {
                bare.add(one);
            } else if (isPresent(one, one.leaf())) {
                tell(one, one.index(), atItsPlace(one.index()), "");
            } else {
                add(new Candidate(one.by(), one.index(), entryOf(one, folder), receipts));
            }
        }
        handInBatch();
        bare.forEach(this::tellBare);
        return new InFlight(places(), receipts.done(), tails.done(), lines, contradicted, evidence);
    }

    private void handInTail(Survey tail) throws IOException {
        Source source = tail.source();
        // Every signed head is the end of a frame, and no frame ends between forced bytes and what announces them.
        var forced = new ForcedLeaves();
        for (long index = log.head().size(); index < tail.end().size(); ) {
            long bundle = index / TileAddress.FULL_WIDTH;
            Source.Bundle found = source.widestBundle(bundle);
            int from = (int) (index % TileAddress.FULL_WIDTH);
            if (found == null || found.address().width() <= from) {
                throw new IOException(source + ": the entries behind " + index + " are gone; they were there before");
            }
            try {
                List<byte[]> entries = found.entries();
                for (byte[] entry : entries.subList(from, entries.size())) {
                    var candidate = new Candidate(source.name(), index++, entry, tails);
                    if (forced.isForced(entry)) {
                        handInBatch();
                        tell(candidate, null, InFlight.NOWHERE, Fate.REFUSED, FORCED);
                    } else {
                        take(candidate, forced);
                    }
                }
            } catch (MalformedException e) {
                throw new IOException(source + ": " + found.address().path() + ": " + e.getMessage(), e);
            }
        }
        handInBatch();
    }

    private void take(Candidate candidate, ForcedLeaves forced) throws IOException {
        try {
            forced.passed(Event.parse(candidate.entry()));
        } catch (MalformedException e) {
            // Refused, with the same words, when it is handed in.
            LOG.log(System.Logger.Level.DEBUG, "{0} {1}: {2}", candidate.by(), candidate.index(), e.getMessage());
        }
        add(candidate);
    }

    private boolean isPresent(Acknowledgement one, Hash leaf) {
        return one.index() < log.head().size()
                && Objects.equals(leaf, log.survey().leafAt(one.index()));
    }

    private Fate atItsPlace(long index) {
        return index < log.anchoredSize() ? Fate.PRESENT_BEFORE_ANCHOR : Fate.PRESENT_AFTER_ANCHOR;
    }

    /** The old key signed the receipt's tree; if the recovered one is at least as large, it must start with it. */
    private void findContradiction(Acknowledgement one) throws IOException {
        long size = log.head().size();
        boolean isOtherTree = one.head().size() <= size && !log.survey().gives(one.head());
        Hash leaf = one.index() < size ? log.survey().leafAt(one.index()) : null;
        boolean isOtherLeaf = leaf != null && one.proof().check(leaf, one.head()) != ProofStatus.VALID;
        if (isOtherTree || isOtherLeaf) {
            contradicted.add(one.by());
        }
        if (isOtherTree) {
            Evidence proof = Choice.equivocation(one.known(), log.knownHead(), log.source(), log.old());
            if (proof != null) {
                evidence.add(proof);
            }
        }
    }

    private static byte[] entryOf(Acknowledgement one, ReceiptFile.Folder folder) throws IOException {
        try {
            byte[] entry = Receipt.parse(folder.read(one.by()).bytes()).entry();
            if (Objects.equals(TreeHasher.leaf(entry), one.leaf())) {
                return entry;
            }
        } catch (MalformedException e) {
            throw new IOException(one.by() + " has changed meanwhile: " + e.getMessage(), e);
        }
        throw new IOException(one.by() + " has changed meanwhile");
    }

    private void add(Candidate candidate) throws IOException {
        batch.add(candidate);
        if (batch.size() == BATCH_EVENTS) {
            handInBatch();
        }
    }

    private void handInBatch() throws IOException {
        List<Admission> admissions = batch.stream()
                .map(candidate -> AdmittedEvent.admit(candidate.entry(), signatures))
                .toList();
        var admitted = new ArrayList<AdmittedEvent>();
        for (int i = 0; i < batch.size(); i++) {
            if (admissions.get(i) instanceof Admission.Admitted one && !isRecovered(batch.get(i))) {
                admitted.add(one.event());
            }
        }
        Log to = target;
        List<Outcome> outcomes = to == null || admitted.isEmpty()
                ? List.of()
                : to.submit(admitted).outcomes();
        int next = 0;
        for (int i = 0; i < batch.size(); i++) {
            Candidate candidate = batch.get(i);
            if (isRecovered(candidate)) {
                tell(candidate, idOf(candidate), recoveredAt(candidate), Fate.PRESENT_ELSEWHERE, "");
            } else if (!(admissions.get(i) instanceof Admission.Admitted one)) {
                tell(candidate, idOf(candidate), InFlight.NOWHERE, Fate.REFUSED, reason(admissions.get(i)));
            } else if (to == null) {
                EventId id = one.event().event().id();
                Fate fate = handedIn.add(id) ? Fate.TO_BE_LOGGED : Fate.KNOWN_ALREADY;
                tell(candidate, id, InFlight.NOWHERE, fate, "");
            } else {
                tell(candidate, outcomes.get(next++));
            }
        }
        batch.clear();
    }

    private boolean isRecovered(Candidate candidate) {
        long index = recoveredAt(candidate);
        return index >= 0 && index < log.head().size();
    }

    private long recoveredAt(Candidate candidate) {
        return log.survey().indexOf(TreeHasher.leaf(candidate.entry()));
    }

    private static String reason(Admission admission) {
        if (admission instanceof Admission.Malformed malformed) {
            return String.valueOf(malformed.cause().getMessage());
        }
        var bad = (Admission.BadSignature) admission;
        return "signature at " + bad.pointer() + ": " + bad.status();
    }

    private static @Nullable EventId idOf(Candidate candidate) {
        try {
            return Event.parse(candidate.entry()).id();
        } catch (MalformedException e) {
            return null;
        }
    }

    private void tell(Candidate candidate, Outcome outcome) {
        if (outcome instanceof Outcome.Logged logged) {
            Fate fate = logged.index() < log.head().size()
                    ? Fate.PRESENT_ELSEWHERE
                    : handedIn.add(logged.eventId()) ? Fate.LOGGED_AGAIN : Fate.KNOWN_ALREADY;
            tell(candidate, logged.eventId(), logged.index(), fate, "");
        } else if (outcome instanceof Outcome.Conflict conflict) {
            String first = "the event at " + conflict.firstIndex() + " has its number";
            tell(candidate, conflict.eventId(), conflict.evidenceIndex(), Fate.CONFLICTING, first);
        } else {
            throw new IllegalStateException("events were handed in, and bytes were forced: " + outcome);
        }
    }

    private void tell(Candidate candidate, @Nullable EventId id, long newIndex, Fate fate, String detail) {
        candidate.tally().add(fate);
        keep(new InFlight.Line(candidate.by(), id, candidate.index(), newIndex, fate, detail));
        if (candidate.index() >= log.head().size()) {
            behind.putIfAbsent(candidate.index(), new Shown(TreeHasher.leaf(candidate.entry()), newIndex, fate));
        }
    }

    private void tell(Acknowledgement one, long newIndex, Fate fate, String detail) {
        receipts.add(fate);
        keep(new InFlight.Line(one.by(), one.event(), one.index(), newIndex, fate, detail));
    }

    /** A proof that does not say of what: some leaf that somebody has shown fits it, or it stays unknown. */
    private void tellBare(Acknowledgement one) {
        Hash leaf = log.survey().leafAt(one.index());
        Shown shown = behind.get(one.index());
        if (one.index() < log.head().size()
                && leaf != null
                && one.proof().check(leaf, one.head()) == ProofStatus.VALID) {
            tell(one, one.index(), atItsPlace(one.index()), "");
        } else if (shown != null && one.proof().check(shown.leaf(), one.head()) == ProofStatus.VALID) {
            Fate fate = shown.fate() == Fate.LOGGED_AGAIN || shown.fate() == Fate.TO_BE_LOGGED
                    ? Fate.KNOWN_ALREADY
                    : shown.fate();
            tell(one, shown.newIndex(), fate, "");
        } else {
            tell(one, InFlight.NOWHERE, Fate.WITHOUT_BYTES, "the file does not hold the event");
        }
    }

    private void keep(InFlight.Line line) {
        if (lines.size() < InFlight.LINES_MAX) {
            lines.add(line);
        }
    }

    private Tally places() {
        var places = new Tally.Counting();
        long recovered = log.head().size();
        places.add(Fate.PRESENT_BEFORE_ANCHOR, log.anchoredSize());
        places.add(Fate.PRESENT_AFTER_ANCHOR, recovered - log.anchoredSize());
        long shown = 0;
        for (Map.Entry<Long, Shown> place : behind.entrySet()) {
            if (place.getKey() < log.acknowledgedSize()) {
                places.add(place.getValue().fate());
                shown++;
            }
        }
        places.add(Fate.WITHOUT_BYTES, log.acknowledgedSize() - recovered - shown);
        return places.done();
    }

    /** An entry to hand in: where it is from, and where it counts. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one batch and is never compared
    private record Candidate(String by, long index, byte[] entry, Tally.Counting tally) {}

    /** What somebody has shown to have stood at a place of the old log. */
    private record Shown(Hash leaf, long newIndex, Fate fate) {}
}
