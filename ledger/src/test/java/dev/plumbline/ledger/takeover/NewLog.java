package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.Ledger;
import dev.plumbline.ledger.LedgerConfig;
import dev.plumbline.ledger.audit.Fsck;
import dev.plumbline.ledger.audit.FsckReport;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The new operator's side. */
final class NewLog {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));
    static final long SEGMENT_BYTES = 1 << 18;
    static final SignerKey KEY = key();

    private NewLog() {}

    private static SignerKey key() {
        try {
            return new SignerKey(
                    OldLog.ORIGIN,
                    KeyType.ED25519,
                    SampleEvents.hash("the new operator").bytes());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static Successor successor() {
        return new Successor(KEY, CLOCK, null);
    }

    static void rebuild(Path data, Recovered log) throws IOException {
        Rebuild.into(data, log, successor(), SEGMENT_BYTES, (done, total) -> {});
    }

    static Ledger open(Path data, @Nullable KnownAnchor anchor) throws IOException {
        LedgerConfig config = LedgerConfig.of(data, KEY, CLOCK).withSegmentBytes(SEGMENT_BYTES);
        return Ledger.open(anchor == null ? config : config.withKnownHeads(List.of(anchor.head())), () -> {});
    }

    /** Hands in again what is missing, into a ledger that is opened for it. */
    static InFlight resubmit(Path data, Recovered log, OldLog old) throws IOException {
        try (Ledger ledger = open(data, log.anchor())) {
            return Resubmission.run(log, events -> submit(ledger, events), old::file);
        }
    }

    private static Submission.Sequenced submit(Ledger ledger, List<AdmittedEvent> events) throws IOException {
        try {
            return (Submission.Sequenced) ledger.submit(events).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException(e);
        }
    }

    static FsckReport fsck(Path data) throws IOException {
        try (DataDirectory directory = DataDirectory.lock(data)) {
            return Fsck.ofDirectory(directory, KEY.verifierKey(), Map.of(), (done, total) -> {});
        }
    }
}
