package dev.plumbline.ledger.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.publish.SignedHead;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.event.DisputeCode;
import dev.plumbline.proofs.event.DisputeOpen;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.merkle.MultiInclusionProof;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.trace.LoggedEvent;
import dev.plumbline.proofs.trace.TraceBundle;
import dev.plumbline.proofs.trace.TraceVerdict;
import dev.plumbline.proofs.trace.TraceVerifier;
import dev.plumbline.testkit.SampleEvents;
import dev.plumbline.testkit.SampleTrace;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A small log whose index names every entry, whatever is asked, and reads that are counted. */
final class TracerTest {
    private static final int PAYMENT = 7;

    private final SampleTrace log = SampleTrace.paid();
    private final Lying source = new Lying();

    private final class Lying implements TraceSource {
        private int reads;

        @Override
        public SignedHead head() {
            SignedNote note = log.traceOf(log.at(0), null).checkpoint();
            try {
                return new SignedHead(Checkpoint.parse(note.text()).head(), note);
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public byte[] entry(long index) {
            reads++;
            return log.at((int) index).entry();
        }

        @Override
        public long indexOf(EventId id) {
            return LongStream.range(0, log.size())
                    .filter(index -> log.at((int) index).id().equals(id))
                    .findFirst()
                    .orElse(-1);
        }

        @Override
        public MultiInclusionProof prove(List<Long> leafIndexes, long size) {
            return log.trace(log.at(0), null, leafIndexes).proof();
        }

        /** All entries, then some that the log does not have. */
        @Override
        public Hits find(@Nullable String namespace, @Nullable String kind, @Nullable String reference, long after) {
            return new Hits(LongStream.range(after + 1, log.size() + 5L).boxed().toList(), log.size() + 5L, true);
        }
    }

    @Test
    void anIndexThatLiesPutsNothingWrongIntoATrace() throws Exception {
        TraceBundle trace = new Tracer(source).trace(log.at(PAYMENT).id(), null);
        // All but the upload of the other contributor, which no sum of this line needs.
        assertThat(trace.proof().leafIndexes()).containsExactly(0L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(new TraceVerifier(SampleTrace.TRUST).verify(trace.encode()))
                .isInstanceOf(TraceVerdict.Verified.class);
    }

    @Test
    void refusesWhatTheLogOrTheEventDoesNotHave() {
        var tracer = new Tracer(source);
        assertThatThrownBy(() -> tracer.trace(SampleEvents.id("none"), null))
                .isInstanceOfSatisfying(
                        TraceRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(TraceRefusedException.Reason.NOT_LOGGED));
        assertThatThrownBy(() -> tracer.trace(log.at(PAYMENT).id(), 1L))
                .isInstanceOfSatisfying(
                        TraceRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(TraceRefusedException.Reason.NO_SUCH_LINE));
        assertThatThrownBy(() -> tracer.trace(log.at(0).id(), 0L)).isInstanceOf(TraceRefusedException.class);
    }

    @Test
    void strangersWhoDisputeWithoutEndCannotFillATraceOrWearOutTheLog() throws Exception {
        for (int i = 0; i < 300; i++) {
            EventSigner stranger = SampleEvents.signer(1_000 + i % 7);
            log.add(
                    stranger,
                    new DisputeOpen(
                            log.at(6).id(),
                            DisputeCode.LATE,
                            DisputeOpen.Claim.ofAmount(BigInteger.valueOf(i)),
                            List.of(),
                            SampleEvents.ISSUED_AT));
        }
        TraceBundle trace = new Tracer(source).trace(log.at(PAYMENT).id(), null);
        assertThat(trace.entries().size()).isLessThan(7 + 2 * Tracer.LATER_MAX);
        assertThat(source.reads).isLessThan(Tracer.READS_MAX);
        assertThat(new TraceVerifier(SampleTrace.TRUST).verify(trace.encode()))
                .isInstanceOf(TraceVerdict.Verified.class);
    }

    @Test
    void standingHoldsTheEventAndWhatIsSaidOfIt() throws Exception {
        log.add(
                SampleTrace.CONTRIBUTOR,
                new DisputeOpen(
                        log.at(6).id(),
                        DisputeCode.LATE,
                        DisputeOpen.Claim.ofAmount(BigInteger.ONE),
                        List.of(),
                        SampleEvents.ISSUED_AT));
        assertThat(new Tracer(source).standing(log.at(6).id()))
                .extracting(LoggedEvent::index)
                .containsExactly(6L, 8L);
        assertThat(new Tracer(source).standing(SampleEvents.id("none"))).isEmpty();
    }
}
