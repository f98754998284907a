package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real ledger in a folder, and the one issuer that writes submissions into it. */
final class WitnessLog implements AutoCloseable, SequencedLog.Door {
    static final EventSigner SIGNER = SampleEvents.signer(0);
    static final Namespace NAMESPACE = new Namespace("eip155:901", "sequencer");

    private final Ledger ledger;

    WitnessLog(Path folder, InstantSource clock) throws IOException, MalformedException {
        var key = new SignerKey(
                "log.example.org/sequencer",
                KeyType.ED25519,
                SampleEvents.hash("log").bytes());
        this.ledger = Ledger.open(LedgerConfig.of(folder, key, clock), () -> {});
    }

    /** As a process would after a start: it asks the log where its issuer stands. */
    SequencedLog log() throws IOException, MalformedException {
        SequencedLog.Standing standing = SequencedLog.Standing.NOTHING;
        for (Event event : events()) {
            if (event.issuer().equals(SIGNER.issuer())) {
                standing = new SequencedLog.Standing(event.iseq(), event.id());
            }
        }
        return new SequencedLog(this, SIGNER, NAMESPACE, standing);
    }

    int size() {
        return Math.toIntExact(ledger.head().head().size());
    }

    List<Event> events() throws IOException, MalformedException {
        var events = new ArrayList<Event>();
        for (byte[] entry : ledger.entries(0, Integer.MAX_VALUE)) {
            events.add(Event.parse(entry));
        }
        return events;
    }

    @Override
    public CompletableFuture<Submission> submit(List<AdmittedEvent> events) {
        return ledger.submit(events);
    }

    @Override
    public long indexOf(EventId id) throws IOException {
        return ledger.indexOf(id);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
