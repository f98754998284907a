package dev.plumbline.ledger.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.journal.Frame;
import dev.plumbline.ledger.journal.Journal;
import dev.plumbline.ledger.publish.CheckpointSigner;
import dev.plumbline.ledger.publish.LastSigned;
import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.ledger.tree.TileSource;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriterTest {
    @TempDir
    private Path folder;

    private final SignerKey key = new SignerKey("ledger.example.org/log", KeyType.ED25519, new byte[32]);

    WriterTest() throws MalformedException {}

    @Test
    void afterAFailedWriteItStopsAndSaysSoToEverybodyWhoWaits() throws Exception {
        var journal = new HeldJournal(2);
        try (Writer writer = writer(journal)) {
            CompletableFuture<Submission> first = writer.submit(List.of(event(1)));
            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Submission.Sequenced.class);
            journal.hold();
            CompletableFuture<Submission> failing = writer.submit(List.of(event(2)));
            journal.awaitHeld();
            CompletableFuture<Submission> waiting = writer.submit(List.of(event(3)));
            journal.release();
            assertThat(refusal(failing)).isEqualTo(Refusal.WRITER_STOPPED);
            assertThat(refusal(waiting)).isEqualTo(Refusal.WRITER_STOPPED);
            assertThat(refusal(writer.submit(List.of(event(4))))).isEqualTo(Refusal.WRITER_STOPPED);
            assertThat(writer.failure()).isEqualTo("simulated disk failure");
            assertThat(journal.frames).hasSize(1);
            assertThat(writer.batches()).isEqualTo(1);
        }
    }

    @Test
    void whatGathersWhileABatchIsForcedGoesIntoTheNextOneTogether() throws Exception {
        var journal = new HeldJournal(Integer.MAX_VALUE);
        try (Writer writer = writer(journal)) {
            journal.hold();
            var answers = new ArrayList<CompletableFuture<Submission>>();
            answers.add(writer.submit(List.of(event(1))));
            journal.awaitHeld();
            for (int i = 2; i <= 100; i++) {
                answers.add(writer.submit(List.of(event(i))));
            }
            journal.release();
            for (CompletableFuture<Submission> answer : answers) {
                answer.get(10, TimeUnit.SECONDS);
            }
            assertThat(journal.frames)
                    .extracting(frame -> frame.entries().size())
                    .containsExactly(1, 99);
            assertThat(writer.batches()).isEqualTo(2);
        }
    }

    @Test
    void aBatchOfKnownEventsWritesNothing() throws Exception {
        var journal = new HeldJournal(Integer.MAX_VALUE);
        try (Writer writer = writer(journal)) {
            writer.submit(List.of(event(1))).get(10, TimeUnit.SECONDS);
            var again = (Submission.Sequenced) writer.submit(List.of(event(1))).get(10, TimeUnit.SECONDS);
            assertThat(again.head().head().size()).isEqualTo(1);
            assertThat(journal.frames).hasSize(1);
        }
    }

    @Test
    void theSignerNeverSignsBackwardsNorTwoRootsForOneSize() {
        var signer = new CheckpointSigner(key, new TreeHead(5, SampleEvents.hash("five")));
        assertThat(signer.sign(new TreeHead(5, SampleEvents.hash("five")))
                        .head()
                        .size())
                .isEqualTo(5);
        for (TreeHead head : List.of(
                new TreeHead(4, SampleEvents.hash("four")), new TreeHead(5, SampleEvents.hash("another five")))) {
            assertThatThrownBy(() -> signer.sign(head))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("refused to sign");
        }
    }

    private Writer writer(Journal journal) throws IOException {
        TileSource nothing = address -> {
            throw new IOException("no files here");
        };
        var clock = InstantSource.fixed(Instant.ofEpochMilli(SampleEvents.ISSUED_AT));
        var signer = new CheckpointSigner(key, TreeHead.EMPTY);
        var state = new LogState(
                new HotTiles(nothing, 10),
                new EntryStore(nothing),
                new OwnEvents(key, clock),
                signer.sign(TreeHead.EMPTY));
        var bounds = new Writer.Bounds(1_000, 1 << 20, 1_000, 1 << 20);
        Writer.HeadListener listener = (long oldSize, SignedHead head) -> {};
        var writer =
                new Writer(state, journal, signer, LastSigned.open(folder.resolve("last-signed")), listener, bounds);
        writer.start();
        return writer;
    }

    private static Refusal refusal(CompletableFuture<Submission> answer) throws Exception {
        return ((Submission.Refused) answer.get(10, TimeUnit.SECONDS)).refusal();
    }

    private static AdmittedEvent event(int iseq) {
        EventSigner signer = SampleEvents.signer(0);
        byte[] entry = new EventDraft(
                        SampleEvents.smallUpload(iseq),
                        SampleEvents.NAMESPACE,
                        signer.issuer(),
                        iseq,
                        iseq == 1 ? null : SampleEvents.id("previous"),
                        SampleEvents.ISSUED_AT)
                .sign(signer)
                .entry();
        return ((Admission.Admitted) AdmittedEvent.admit(entry, new BatchVerifier())).event();
    }

    /** A journal in memory that can be held in the middle of an append, and fails at one of them. */
    private static final class HeldJournal implements Journal {
        private final List<Frame> frames = new ArrayList<>();
        private final int failsAt;
        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile CountDownLatch released = new CountDownLatch(0);

        HeldJournal(int failsAt) {
            this.failsAt = failsAt;
        }

        void hold() {
            held = new CountDownLatch(1);
            released = new CountDownLatch(1);
        }

        void awaitHeld() throws InterruptedException {
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void release() {
            released.countDown();
        }

        @Override
        public void replay(FrameSink sink) {}

        @Override
        public void settle() {}

        @Override
        public void append(Frame frame) throws IOException {
            held.countDown();
            try {
                assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (frames.size() + 1 == failsAt) {
                throw new IOException("simulated disk failure");
            }
            frames.add(frame);
        }

        @Override
        public void close() {}
    }
}
