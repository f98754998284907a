package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.tree.ForcedLeaves;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.SignatureStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks form, rules and signatures of entries, in the order of the log, on all cores. */
final class EntryCheck {
    private final Findings findings;
    private final ForcedLeaves leaves = new ForcedLeaves();
    private long signatureCount;

    EntryCheck(Findings findings) {
        this.findings = findings;
    }

    /** Checks consecutive entries and reports those that could not have been logged. */
    void check(long firstIndex, List<byte[]> entries) {
        var batches = new BatchVerifier();
        List<Checked> all = IntStream.range(0, entries.size())
                .parallel()
                .mapToObj(i -> check(entries.get(i), batches))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            take("entry " + (firstIndex + i), entries.get(i), all.get(i));
        }
    }

    private void take(String place, byte[] entry, Checked checked) {
        boolean isAnnounced = leaves.isAwaiting();
        if (leaves.isForced(entry)) {
            return;
        }
        if (isAnnounced) {
            findings.add(place, "is not the bytes that the entry before it announces");
        }
        signatureCount += checked.signatureCount();
        if (!checked.problem().isEmpty()) {
            findings.add(place, checked.problem());
        }
        if (checked.announcement() != null) {
            leaves.passed(checked.announcement());
        }
    }

    /** The log ends here. */
    void end(long size) {
        if (leaves.isAwaiting()) {
            findings.add("entry " + (size - 1), "announces bytes that the log does not have");
        }
    }

    private static Checked check(byte[] entry, BatchVerifier batches) {
        try {
            Event event = Event.parse(entry);
            SignatureStatus status = event.checkSignatures(batches);
            String problem = status == SignatureStatus.VALID ? "" : "a signature does not hold: " + status;
            boolean isAnnouncement = event.kind() == EventKind.ENTRY_FORCED;
            return new Checked(problem, 1 + event.cosignatures().size(), isAnnouncement ? event : null);
        } catch (MalformedException e) {
            return new Checked("is not an event: " + e.getMessage(), 0, null);
        }
    }

    long signatureCount() {
        return signatureCount;
    }

    /**
     * What was found of an entry by itself.
     *
     * @param problem empty if there is none
     * @param announcement the event, if it is one that announces forced bytes
     */
    private record Checked(
            String problem, int signatureCount, @Nullable Event announcement) {}
}
