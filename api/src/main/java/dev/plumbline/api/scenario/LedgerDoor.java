package dev.plumbline.api.scenario;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.sequencer.SequencedLog;
import dev.plumbline.proofs.event.EventId;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A ledger of this process as submissions see it. */
record LedgerDoor(Ledger ledger) implements SequencedLog.Door {
    @Override
    public CompletableFuture<Submission> submit(List<AdmittedEvent> events) {
        return ledger.submit(events);
    }

    @Override
    public long indexOf(EventId id) throws IOException {
        return ledger.indexOf(id);
    }
}
