package dev.plumbline.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.audit.AuditOptions;
import dev.plumbline.ledger.audit.AuditResult;
import dev.plumbline.ledger.audit.Auditor;
import dev.plumbline.ledger.audit.Fsck;
import dev.plumbline.ledger.audit.FsckReport;
import dev.plumbline.ledger.audit.Invariant;
import dev.plumbline.ledger.audit.Violation;
import dev.plumbline.ledger.index.EntrySource;
import dev.plumbline.ledger.index.EventIndex;
import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.DemandedEntry;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.tree.ForcedLeaves;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that were demanded on chain: those that the log would take from anybody, and those that only a demand forces in. */
final class ForcedEntriesTest {
    private static final SignerKey KEY = key();

    @TempDir
    private Path folder;

    private long demandId;

    @Test
    void anEventIsLoggedAsAnybodysIsAndTheSameBytesOnce() throws Exception {
        Event event = event(0, 1);
        try (Ledger ledger = open()) {
            assertThat(force(ledger, event.entry())).isEqualTo(new Outcome.Logged(event.id(), 0, Outcome.Status.NEW));
            assertThat(force(ledger, event.entry())).isEqualTo(new Outcome.Logged(event.id(), 0, Outcome.Status.KNOWN));
        }
        try (Ledger ledger = open()) {
            assertThat(force(ledger, event.entry())).isEqualTo(new Outcome.Logged(event.id(), 0, Outcome.Status.KNOWN));
            assertThat(ledger.head().head().size()).isEqualTo(1);
            assertThat(ledger.isForced(0)).isFalse();
        }
    }

    @Test
    void saysWhyBytesAreForced() throws Exception {
        Event first = event(0, 1);
        try (Ledger ledger = open()) {
            submit(ledger, first);
            Event cosigned = first.cosign(SampleEvents.signer(3));
            Event rival = EventDraft.first(
                            SampleEvents.smallUpload(9), first.namespace(), first.issuer(), first.issuedAtMillis())
                    .sign(SampleEvents.signer(0));
            assertForced(ledger, "garbage".getBytes(UTF_8), ForcedReason.NOT_AN_EVENT);
            assertForced(ledger, withSignatureOf(first, event(0, 2)), ForcedReason.NOT_AN_EVENT);
            assertForced(ledger, cosigned.entry(), ForcedReason.KNOWN_EVENT);
            long before = ledger.head().head().size();
            assertForced(ledger, rival.entry(), ForcedReason.ISSUER_CONFLICT);
            // The proof that the issuer contradicts itself, the announcement, and the bytes.
            assertThat(ledger.head().head().size()).isEqualTo(before + 3);
            assertForced(ledger, SampleEvents.firstOf(SampleEvents.forced()).entry(), ForcedReason.REFUSED);
            assertThat(ledger.indexOf(rival.id())).isEqualTo(-1);
            assertThat(ledger.indexOf(cosigned.id())).isZero();
        }
    }

    @Test
    void bytesAreForcedOnceHoweverOftenTheyAreDemandedAndAcrossRestarts() throws Exception {
        byte[] garbage = {0};
        try (Ledger ledger = open()) {
            submit(ledger, event(0, 1));
            assertThat(force(ledger, garbage)).isEqualTo(new Outcome.Forced(2, ForcedReason.NOT_AN_EVENT));
            assertThat(force(ledger, garbage)).isEqualTo(new Outcome.Forced(2, null));
            submit(ledger, event(0, 2));
            // What announces them is an event of the log, and its bytes are there already.
            Event announcement = Event.parse(ledger.entry(1));
            assertThat(force(ledger, ledger.entry(1)))
                    .isEqualTo(new Outcome.Logged(announcement.id(), 1, Outcome.Status.KNOWN));
        }
        try (Ledger ledger = open()) {
            assertThat(force(ledger, garbage)).isEqualTo(new Outcome.Forced(2, null));
            assertThat(ledger.head().head().size()).isEqualTo(4);
            assertThat(ledger.indexOfForced(TreeHasher.leaf(garbage))).isEqualTo(2);
            assertForced(ledger, new byte[] {1}, ForcedReason.NOT_AN_EVENT);
            Event first = Event.parse(ledger.entry(1));
            Event second = Event.parse(ledger.entry(4));
            assertThat(second.iprev()).isEqualTo(first.id());
            var body = (EntryForced) second.body();
            assertThat(body.leafHash()).isEqualTo(TreeHasher.leaf(ledger.entry(5)));
            assertThat(body.demand().id()).isEqualTo(demandId - 1);
        }
    }

    /** Whatever the bytes look like, no reader of the log stops at them or takes them for an event. */
    @Test
    void noReaderStopsAtForcedBytes() throws Exception {
        Event known = event(0, 1);
        long size;
        int count;
        try (Ledger ledger = open()) {
            submit(ledger, known);
            assertForced(ledger, new byte[] {7}, ForcedReason.NOT_AN_EVENT);
            List<byte[]> plants = plants(known, ledger.entry(1));
            for (byte[] plant : plants) {
                assertThat(force(ledger, plant)).isInstanceOf(Outcome.Forced.class);
                submit(ledger, event(5, plants.indexOf(plant) + 1));
            }
            count = 1 + plants.size();
            size = ledger.head().head().size();
            assertThat(size).isEqualTo(1 + 2L + 3L * plants.size());
            assertToldApart(ledger, count);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.head().head().size()).isEqualTo(size);
            assertToldApart(ledger, count);
            assertIndexed(ledger, 1);
            assertIndexed(ledger, 2_000);
        }
        try (DataDirectory directory = DataDirectory.lock(folder)) {
            FsckReport report = Fsck.ofDirectory(directory, KEY.verifierKey(), Map.of(), (done, total) -> {});
            assertThat(report.findings()).isEmpty();
            assertThat(report.head().size()).isEqualTo(size);
        }
        assertAudited(count);
    }

    /** Bytes that are no event, that almost are one, and that would do harm if they were taken for one. */
    private static List<byte[]> plants(Event known, byte[] announcement) throws MalformedException {
        var random = new byte[1_000];
        new SplittableRandom(1).nextBytes(random);
        Event next = event(5, 1);
        var fake = new EntryForced(
                new EntryForced.Demand("eip155:1", "0x" + "22".repeat(20), 77, 1),
                next.leafHash(),
                next.entrySize(),
                ForcedReason.REFUSED);
        return List.of(
                random,
                "{}".getBytes(UTF_8),
                withSignatureOf(known, event(0, 2)),
                known.cosign(SampleEvents.signer(3)).entry(),
                withSignatureOf(Event.parse(announcement), known),
                new byte[65_535],
                new byte[] {1},
                SampleEvents.firstOf(fake).entry(),
                SampleEvents.firstOf(SampleEvents.handover()).entry());
    }

    private static void assertToldApart(Ledger ledger, int count) throws IOException {
        int forced = 0;
        for (long index = 0; index < ledger.head().head().size(); index++) {
            boolean isForced = ledger.isForced(index);
            assertThat(ForcedLeaves.isForced(index, ledger::entry)).isEqualTo(isForced);
            assertThat(ForcedLeaves.before(index, ledger::entry).isForced(ledger.entry(index)))
                    .isEqualTo(isForced);
            if (isForced) {
                forced++;
                assertThat(ledger.indexOfForced(TreeHasher.leaf(ledger.entry(index))))
                        .isEqualTo(index);
            }
        }
        assertThat(forced).isEqualTo(count);
    }

    /** The index lists every event and no forced bytes, wherever a batch of it ends. */
    private void assertIndexed(Ledger ledger, int entriesMax) throws IOException {
        Path index = folder.resolve("index-" + entriesMax);
        var log = new EntrySource() {
            @Override
            public long size() {
                return ledger.head().head().size();
            }

            @Override
            public List<byte[]> entries(long from, int max) throws IOException {
                return ledger.entries(from, Math.min(max, entriesMax));
            }
        };
        try (EventIndex built = EventIndex.rebuild(index, KEY.verifierKey().name(), log, (done, total) -> {})) {
            assertThat(built.indexedSize()).isEqualTo(log.size());
            assertThat(built.unreadableCount()).isZero();
            for (long at = 0; at < log.size(); at++) {
                Event event = parsed(ledger.entry(at));
                if (event != null) {
                    assertThat(built.find(event.id()).leafIndexes().contains(at))
                            .isEqualTo(!ledger.isForced(at));
                }
            }
        }
    }

    private static @Nullable Event parsed(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            return null;
        }
    }

    private void assertAudited(int count) throws Exception {
        Path files = folder.resolve("public");
        Path state = Files.createDirectory(folder.resolve("audit"));
        try (Auditor auditor = Auditor.open(state, KEY.verifierKey(), AuditOptions.standard())) {
            AuditResult result = auditor.audit(
                    (path, bytesMax) -> {
                        Path file = files.resolve(path);
                        return Files.exists(file) ? Files.readAllBytes(file) : null;
                    },
                    Files.readAllBytes(files.resolve("checkpoint")),
                    (done, total) -> {});
            assertThat(result.results().stream().flatMap(each -> each.kept().stream()))
                    .extracting(Violation::toString)
                    .isEmpty();
            assertThat(result.of(Invariant.FORCED_FOLLOWS).checked()).isEqualTo(count);
        }
    }

    @Test
    void refusesBytesThatNoContractTakes() {
        for (int length : new int[] {0, 65_536}) {
            assertThatThrownBy(() -> demanded(new byte[length])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertForced(Ledger ledger, byte[] entry, ForcedReason why) throws Exception {
        var forced = (Outcome.Forced) force(ledger, entry);
        assertThat(forced.why()).isEqualTo(why);
        assertThat(ledger.entry(forced.index())).isEqualTo(entry);
        assertThat(ledger.isForced(forced.index())).isTrue();
        assertThat(ledger.isForced(forced.index() - 1)).isFalse();
        Event announcement = Event.parse(ledger.entry(forced.index() - 1));
        assertThat(announcement.body())
                .isEqualTo(new EntryForced(demand(demandId - 1), TreeHasher.leaf(entry), entry.length, why));
        assertThat(announcement.namespace().encode()).isEqualTo("eip155:1/demands");
    }

    /** The first event with the signature of the second, which does not hold. */
    private static byte[] withSignatureOf(Event event, Event other) {
        String text = new String(event.entry(), UTF_8);
        String otherText = new String(other.entry(), UTF_8);
        return text.replace(signature(text), signature(otherText)).getBytes(UTF_8);
    }

    private static String signature(String entry) {
        int start = entry.lastIndexOf("\"value\":");
        return entry.substring(start, entry.indexOf('}', start));
    }

    private static EntryForced.Demand demand(long id) {
        return new EntryForced.Demand("eip155:1", "0x" + "11".repeat(20), id, 100 + id);
    }

    private DemandedEntry demanded(byte[] entry) {
        return DemandedEntry.of(demand(demandId), entry, new BatchVerifier());
    }

    private Outcome force(Ledger ledger, byte[] entry) throws Exception {
        Submission answer = ledger.force(demanded(entry)).get(10, TimeUnit.SECONDS);
        demandId++;
        assertThat(((Submission.Sequenced) answer).outcomes()).hasSize(1);
        return ((Submission.Sequenced) answer).outcomes().get(0);
    }

    private static void submit(Ledger ledger, Event event) throws Exception {
        var admitted = (Admission.Admitted) AdmittedEvent.admit(event.entry(), new BatchVerifier());
        assertThat(ledger.submit(List.of(admitted.event())).get(10, TimeUnit.SECONDS))
                .isInstanceOf(Submission.Sequenced.class);
    }

    private Ledger open() throws IOException {
        var clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        return Ledger.open(LedgerConfig.of(folder, KEY, clock).withSegmentBytes(1 << 20), () -> {});
    }

    private static SignerKey key() {
        try {
            return new SignerKey(
                    "ledger.example.org/attribution",
                    KeyType.ED25519,
                    SampleEvents.hash("key").bytes());
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static Event event(int issuer, int iseq) {
        EventSigner signer = SampleEvents.signer(issuer);
        Event event = null;
        for (int number = 1; number <= iseq; number++) {
            var body = SampleEvents.smallUpload(number);
            EventDraft draft = event == null
                    ? EventDraft.first(body, SampleEvents.NAMESPACE, signer.issuer(), SampleEvents.ISSUED_AT)
                    : EventDraft.after(event, body, SampleEvents.ISSUED_AT);
            event = draft.sign(signer);
        }
        return Objects.requireNonNull(event);
    }
}
