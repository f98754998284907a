package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SignatureStatus;
import java.util.List;
import java.util.stream.IntStream;

/** Checks form, rules and signatures of entries, on all cores. */
final class EntryCheck {
    private final Findings findings;
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
            signatureCount += all.get(i).signatureCount();
            if (!all.get(i).problem().isEmpty()) {
                findings.add("entry " + (firstIndex + i), all.get(i).problem());
            }
        }
    }

    private static Checked check(byte[] entry, BatchVerifier batches) {
        try {
            Event event = Event.parse(entry);
            SignatureStatus status = event.checkSignatures(batches);
            String problem = status == SignatureStatus.VALID ? "" : "a signature does not hold: " + status;
            return new Checked(problem, 1 + event.cosignatures().size());
        } catch (MalformedException e) {
            return new Checked("is not an event: " + e.getMessage(), 0);
        }
    }

    long signatureCount() {
        return signatureCount;
    }

    /** @param problem empty if there is none */
    private record Checked(String problem, int signatureCount) {}
}
