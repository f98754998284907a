package dev.plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.journal.JournalDamagedException;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.ledger.sequence.Outcome;
import dev.plumbline.ledger.sequence.Refusal;
import dev.plumbline.ledger.sequence.Submission;
import dev.plumbline.ledger.sequence.Writer;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.cose.CoseReceipt;
import dev.plumbline.proofs.cose.CoseVerdict;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    private static final SignerKey KEY = key("ledger.example.org/attribution", 1);

    @TempDir
    private Path folder;

    @Test
    void whatIsAnsweredIsProvableUnderTheHeadThatCameWithIt() throws Exception {
        try (Ledger ledger = open()) {
            for (int size = 1; size <= 70; size++) {
                Event event = event(0, size);
                Submission.Sequenced answer = submit(ledger, event);
                assertThat(answer.outcomes())
                        .containsExactly(new Outcome.Logged(event.id(), size - 1, Outcome.Status.NEW));
                SignedHead head = answer.head();
                assertThat(head.head().size()).isEqualTo(size);
                assertThat(KEY.verifierKey().check(head.note())).isEqualTo(NoteStatus.SIGNED);
                for (int index = 0; index < size; index++) {
                    assertThat(ledger.prove(index, size).check(TreeHasher.leaf(ledger.entry(index)), head.head()))
                            .isEqualTo(ProofStatus.VALID);
                }
                for (int older = 1; older <= size; older++) {
                    assertThat(ledger.proveConsistency(older, size).check(ledger.headAt(older), head.head()))
                            .isEqualTo(ProofStatus.VALID);
                }
            }
        }
    }

    @Test
    void aCoseReceiptIsUnderTheNewestHeadAndTheSameAfterARestart() throws Exception {
        Event event = event(0, 1);
        CoseReceipt receipt;
        try (Ledger ledger = open()) {
            assertThatThrownBy(() -> ledger.coseReceipt(0)).isInstanceOf(IllegalArgumentException.class);
            submit(ledger, event, event(0, 2));
            receipt = ledger.coseReceipt(0);
            var verdict = receipt.check(event.leafHash(), TrustPolicy.ofLog(KEY.verifierKey()));
            assertThat(((CoseVerdict.Included) verdict).leaf().head())
                    .isEqualTo(ledger.head().head());
            assertThatThrownBy(() -> ledger.coseReceipt(2)).isInstanceOf(IllegalArgumentException.class);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.coseReceipt(0)).isEqualTo(receipt);
        }
    }

    @Test
    void theSameEventAgainIsKnownWithinABatchAcrossBatchesAndAfterARestart() throws Exception {
        Event event = event(0, 1);
        try (Ledger ledger = open()) {
            assertThat(submit(ledger, event, event, event).outcomes())
                    .extracting(outcome -> ((Outcome.Logged) outcome).status())
                    .containsExactly(Outcome.Status.NEW, Outcome.Status.KNOWN, Outcome.Status.KNOWN);
            assertThat(submit(ledger, event).outcomes())
                    .containsExactly(new Outcome.Logged(event.id(), 0, Outcome.Status.KNOWN));
        }
        try (Ledger ledger = open()) {
            assertThat(submit(ledger, event).outcomes())
                    .containsExactly(new Outcome.Logged(event.id(), 0, Outcome.Status.KNOWN));
            assertThat(ledger.head().head().size()).isEqualTo(1);
            assertThat(ledger.indexOf(event.id())).isZero();
            assertThat(ledger.indexOf(SampleEvents.id("another"))).isEqualTo(-1);
        }
    }

    @Test
    void anIssuerThatUsesANumberTwiceIsProvenToHaveDoneSoOnce() throws Exception {
        Event first = event(0, 1);
        Event second = other(first, 1);
        Event third = other(first, 2);
        try (Ledger ledger = open()) {
            assertThat(submit(ledger, first, second, third).outcomes())
                    .containsExactly(
                            new Outcome.Logged(first.id(), 0, Outcome.Status.NEW),
                            new Outcome.Conflict(second.id(), 0, 1),
                            new Outcome.Conflict(third.id(), 0, 1));
            Event proof = Event.parse(ledger.entry(1));
            var body = (IssuerConflict) proof.body();
            assertThat(body.first()).isEqualTo(first.id());
            assertThat(body.second()).isEqualTo(second);
            assertThat(proof.iseq()).isEqualTo(1);
        }
        try (Ledger ledger = open()) {
            // Still known after a restart, and the ledger's own numbers go on where they were.
            assertThat(submit(ledger, second).outcomes()).containsExactly(new Outcome.Conflict(second.id(), 0, 1));
            Event elsewhere = event(7, 1);
            submit(ledger, elsewhere, other(elsewhere, 3));
            Event proof = Event.parse(ledger.entry(3));
            assertThat(proof.iseq()).isEqualTo(2);
            assertThat(proof.iprev()).isEqualTo(Event.parse(ledger.entry(1)).id());
        }
    }

    @Test
    void fullTilesAndBundlesBecomeFilesAndSurviveARestart() throws Exception {
        var events = new ArrayList<Event>();
        for (int i = 1; i <= 600; i++) {
            events.add(event(0, i));
        }
        TreeHead head;
        try (Ledger ledger = open()) {
            head = submit(ledger, events.toArray(Event[]::new)).head().head();
        }
        Path files = folder.resolve("public");
        assertThat(files.resolve("tile/0/001")).hasSize(8_192);
        assertThat(files.resolve("tile/0/002.p/88")).hasSize(88 * 32);
        assertThat(files.resolve("tile/1/000.p/2")).hasSize(64);
        assertThat(files.resolve("checkpoint"))
                .content()
                .contains("\n600\n" + head.root().base64() + "\n");
        List<byte[]> bundle = EntryBundle.parse(Files.readAllBytes(files.resolve("tile/entries/001")), 256);
        assertThat(bundle.get(3)).isEqualTo(events.get(259).entry());
        try (Ledger ledger = open()) {
            assertThat(ledger.head().head()).isEqualTo(head);
            for (int index : new int[] {0, 255, 256, 511, 512, 599}) {
                assertThat(ledger.entry(index)).isEqualTo(events.get(index).entry());
                assertThat(ledger.prove(index, 600).check(TreeHasher.leaf(ledger.entry(index)), head))
                        .isEqualTo(ProofStatus.VALID);
            }
            assertThat(ledger.tile(TileAddress.parse("tile/0/002.p/88"))).hasSize(88 * 32);
            assertThat(ledger.tile(TileAddress.parse("tile/0/002.p/89"))).isNull();
            assertThat(ledger.tile(TileAddress.parse("tile/entries/002.p/1")))
                    .hasSize(events.get(512).entrySize() + 2);
        }
    }

    @Test
    void aLostTileIsWrittenAgain() throws Exception {
        try (Ledger ledger = open()) {
            fill(ledger, 300);
        }
        Path tile = folder.resolve("public/tile/0/000");
        byte[] before = Files.readAllBytes(tile);
        Files.delete(tile);
        open().close();
        assertThat(Files.readAllBytes(tile)).isEqualTo(before);
    }

    @Test
    void aSecondLedgerOnTheSameDirectoryIsRefused() throws Exception {
        try (Ledger ledger = open()) {
            assertThat(ledger.head().head()).isEqualTo(TreeHead.EMPTY);
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void anotherKeyOrAnotherLogIsRefused() throws Exception {
        try (Ledger ledger = open()) {
            fill(ledger, 3);
        }
        assertThatThrownBy(() -> open(key("ledger.example.org/attribution", 2), List.of()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("not signed by");
        Files.delete(folder.resolve("last-signed"));
        Files.delete(folder.resolve("public/checkpoint"));
        assertThatThrownBy(() -> open(key("other.example.org/log", 1), List.of()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("another origin");
    }

    @Test
    void aDirectoryThatWasRolledBackBehindAnAnchorIsRefused() throws Exception {
        try (Ledger ledger = open()) {
            fill(ledger, 3);
        }
        assertThatThrownBy(() -> open(KEY, List.of(new TreeHead(4, TreeHasher.emptyRoot()))))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("acknowledged entries are missing");
        assertThatThrownBy(() -> open(KEY, List.of(new TreeHead(3, TreeHasher.emptyRoot()))))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("remember");
        assertThatThrownBy(() -> open(KEY, List.of(new TreeHead(2, TreeHasher.emptyRoot()))))
                .isInstanceOf(JournalDamagedException.class);
        open().close();
    }

    @Test
    void theRootIsThatOfTheEntries() throws Exception {
        try (Ledger ledger = open()) {
            fill(ledger, 513);
            var frontier = new Frontier();
            for (byte[] entry : ledger.entries(0, 1_000)) {
                frontier.append(TreeHasher.leaf(entry), (level, index, hash) -> {});
            }
            assertThat(frontier.head()).isEqualTo(ledger.head().head());
        }
    }

    @Test
    void aFullPoolRefusesAndTakesNothing() throws Exception {
        LedgerConfig config = config(KEY, List.of()).withBounds(new Writer.Bounds(10, 1 << 20, 10, 1 << 20));
        try (Ledger ledger = Ledger.open(config, () -> {})) {
            int refused = 0;
            int sequenced = 0;
            var answers = new ArrayList<java.util.concurrent.CompletableFuture<Submission>>();
            var admitted = new ArrayList<AdmittedEvent>();
            for (int i = 1; i <= 2_000; i++) {
                admitted.add(admit(event(0, i)));
            }
            for (AdmittedEvent event : admitted) {
                answers.add(ledger.submit(List.of(event)));
            }
            for (var answer : answers) {
                Submission submission = answer.get(10, TimeUnit.SECONDS);
                if (submission instanceof Submission.Refused refusal) {
                    assertThat(refusal.refusal()).isEqualTo(Refusal.POOL_FULL);
                    refused++;
                } else {
                    sequenced++;
                }
            }
            assertThat(refused).isPositive();
            assertThat(ledger.head().head().size()).isEqualTo(sequenced);
        }
    }

    @Test
    void aClosedLedgerHasAnsweredAllAndTakesNoMore() throws Exception {
        Ledger ledger = open();
        var answer = ledger.submit(List.of(admit(event(0, 1))));
        ledger.close();
        assertThat(answer.get(1, TimeUnit.SECONDS)).isInstanceOf(Submission.Sequenced.class);
        assertThat(ledger.submit(List.of(admit(event(0, 2)))).get(1, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Submission.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CLOSED));
    }

    private Ledger open() throws IOException {
        return open(KEY, List.of());
    }

    private Ledger open(SignerKey key, List<TreeHead> anchors) throws IOException {
        return Ledger.open(config(key, anchors), () -> {});
    }

    private LedgerConfig config(SignerKey key, List<TreeHead> anchors) {
        return LedgerConfig.of(folder, key, InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT)))
                .withSegmentBytes(1 << 20)
                .withPublishIntervalMillis(5)
                .withKnownHeads(anchors);
    }

    private static void fill(Ledger ledger, int count) throws Exception {
        for (int i = 1; i <= count; i++) {
            submit(ledger, event(0, i));
        }
    }

    private static Submission.Sequenced submit(Ledger ledger, Event... events)
            throws InterruptedException, ExecutionException, TimeoutException {
        var admitted = new ArrayList<AdmittedEvent>();
        for (Event event : events) {
            admitted.add(admit(event));
        }
        return (Submission.Sequenced) ledger.submit(admitted).get(10, TimeUnit.SECONDS);
    }

    private static AdmittedEvent admit(Event event) {
        return ((Admission.Admitted) AdmittedEvent.admit(event.entry(), new BatchVerifier())).event();
    }

    private static Event event(int issuer, int iseq) {
        EventSigner signer = SampleEvents.signer(issuer);
        return new EventDraft(
                        SampleEvents.smallUpload(iseq),
                        SampleEvents.NAMESPACE,
                        signer.issuer(),
                        iseq,
                        iseq == 1 ? null : SampleEvents.id("previous of " + iseq),
                        SampleEvents.ISSUED_AT)
                .sign(signer);
    }

    /** Another event of the same issuer and number. */
    private static Event other(Event event, int number) {
        EventSigner signer = List.of(SampleEvents.signer(0), SampleEvents.signer(7)).stream()
                .filter(candidate -> candidate.issuer().equals(event.issuer()))
                .findFirst()
                .orElseThrow();
        return new EventDraft(
                        event.body(),
                        event.namespace(),
                        event.issuer(),
                        event.iseq(),
                        event.iprev(),
                        SampleEvents.ISSUED_AT + number)
                .sign(signer);
    }

    private static SignerKey key(String origin, int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        try {
            return new SignerKey(origin, KeyType.ED25519, bytes);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
