package dev.plumbline.ledger.demand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.anchor.RootAnchor;
import dev.plumbline.ledger.sequence.Admission;
import dev.plumbline.ledger.sequence.AdmittedEvent;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.ProofStatus;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.testkit.SampleEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Demands on a real chain, from the transaction to the deposit. Each test starts a node, which takes a second. */
final class DemandWatcherTest {
    private static final byte[] GARBAGE = "no event at all".getBytes(UTF_8);

    @TempDir
    Path folder;

    private DemandScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new DemandScene(folder);
    }

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    private static Event event(int number) {
        return EventDraft.first(
                        SampleEvents.smallUpload(number),
                        SampleEvents.NAMESPACE,
                        SampleEvents.signer(number).issuer(),
                        SampleEvents.ISSUED_AT)
                .sign(SampleEvents.signer(number));
    }

    private void submit(Event event) throws Exception {
        var admitted = (Admission.Admitted) AdmittedEvent.admit(event.entry(), new BatchVerifier());
        scene.ledger.submit(List.of(admitted.event())).get(10, TimeUnit.SECONDS);
    }

    private void step() throws Exception {
        scene.watcher.step();
        assertThat(scene.watcher.status().trouble()).isNull();
    }

    private void assertAllSatisfied() throws Exception {
        scene.settle();
        step();
        assertThat(scene.watcher.status().open()).isEmpty();
        assertThat(scene.watcher.status().waitingCount()).isZero();
        assertThat(scene.included()).isEmpty();
    }

    @Test
    void aNewEventIsLoggedAnchoredAndSatisfiedWithinTheWindow() throws Exception {
        submit(event(0));
        scene.demand(event(1).entry());
        step();
        assertThat(scene.head().size()).as("before the demand is final").isEqualTo(1);
        scene.settle();
        step();
        assertThat(scene.ledger.indexOf(event(1).id())).isEqualTo(1);
        DemandStatus.Open open = scene.watcher.status().open().get(0);
        assertThat(open.id()).isZero();
        assertThat(open.index()).isEqualTo(1);
        assertThat(open.isForced()).isFalse();
        scene.nowSeconds = open.deadline() - 7;
        step();
        assertThat(scene.watcher.status().overdueSeconds()).isEqualTo(-7);
        assertThat(scene.watcher.includedUnder(scene.ledger.headAt(1), 0, 1)).isEmpty();
        assertThat(scene.watcher.includedUnder(scene.head(), 1, 1)).isEmpty();
        var proof = scene.included().get(0);
        assertThat(new InclusionProof(proof.index(), proof.inclusionProof()).check(event(1).leafHash(), scene.head()))
                .isEqualTo(ProofStatus.VALID);
        assertThat(scene.anchorAndSatisfy()).isTrue();
        assertAllSatisfied();
    }

    @Test
    void anEventThatIsLoggedAlreadyIsShownAndNotLoggedAgain() throws Exception {
        submit(event(0));
        assertThat(scene.anchor()).isTrue();
        scene.demand(event(0).entry());
        scene.settle();
        step();
        assertThat(scene.head().size()).isEqualTo(1);
        // The log has not grown, so no root can be anchored; under the one that is there, anybody may show it.
        assertThat(scene.anchorAndSatisfy()).isFalse();
        assertThat(scene.satisfy(scene.included().get(0))).isTrue();
        assertAllSatisfied();
    }

    @Test
    void garbageIsForcedInAndNamesItsDemand() throws Exception {
        scene.demand(event(0).entry());
        scene.demand(GARBAGE);
        scene.demand(GARBAGE);
        scene.settle();
        step();
        assertThat(scene.head().size()).isEqualTo(3);
        assertThat(scene.ledger.entry(2)).isEqualTo(GARBAGE);
        var forced = (EntryForced) Event.parse(scene.ledger.entry(1)).body();
        assertThat(forced.why()).isEqualTo(ForcedReason.NOT_AN_EVENT);
        assertThat(forced.leafHash()).isEqualTo(TreeHasher.leaf(GARBAGE));
        assertThat(forced.demand().id()).isEqualTo(1);
        assertThat(forced.demand().contract()).isEqualTo(scene.contract.hex());
        assertThat(scene.watcher.status().open())
                .extracting(DemandStatus.Open::index)
                .containsExactly(0L, 2L, 2L);
        assertThat(scene.anchorAndSatisfy()).isTrue();
        assertAllSatisfied();
    }

    @Test
    void aRestartAfterEachStepLosesNothingAndLogsNothingTwice() throws Exception {
        scene.demand(GARBAGE);
        scene.restart();
        scene.settle();
        step();
        scene.restart();
        assertThat(scene.included()).isEmpty();
        step();
        assertThat(scene.head().size()).isEqualTo(2);
        assertThat(scene.included()).hasSize(1);
        assertThat(scene.anchorAndSatisfy()).isTrue();
        scene.restart();
        step();
        assertThat(scene.head().size()).isEqualTo(2);
        assertAllSatisfied();
        scene.restart();
        assertAllSatisfied();
        assertThat(scene.watcher.status().madeCount()).isEqualTo(1);
    }

    @Test
    void aLogThatIgnoresADemandCannotAnchorUntilItServesIt() throws Exception {
        submit(event(0));
        scene.demand(event(1).entry());
        scene.pass(RootAnchor.WINDOW_SECONDS);
        assertThat(scene.anchor()).as("overdue").isFalse();
        scene.settle();
        step();
        scene.nowSeconds = scene.watcher.status().open().get(0).deadline() + 5;
        step();
        assertThat(scene.watcher.status().overdueSeconds()).isEqualTo(5);
        assertThat(scene.anchor()).as("logged and not shown").isFalse();
        assertThat(scene.anchorAndSatisfy()).isTrue();
        submit(event(2));
        assertThat(scene.anchor()).isTrue();
        assertAllSatisfied();
    }

    @Test
    void aDemandThatIsReorganisedAwayLeavesNoTrace() throws Exception {
        scene.demand(GARBAGE);
        step();
        scene.anvil.reorg(1);
        scene.settle();
        step();
        assertThat(scene.head().size()).isZero();
        assertThat(scene.watcher.status().madeCount()).isZero();
    }

    @Test
    void aNodeThatIsGoneIsTroubleAndNotTheEnd() throws Exception {
        scene.demand(GARBAGE);
        scene.settle();
        scene.anvil.close();
        scene.watcher.step();
        assertThat(scene.watcher.status().trouble()).startsWith("node: ");
        assertThat(scene.head().size()).isZero();
    }

    @Test
    void aLedgerThatTakesNothingIsTroubleAndTheDemandWaits() throws Exception {
        scene.demand(GARBAGE);
        scene.demand(event(1).entry());
        scene.settle();
        scene.ledger.close();
        scene.watcher.step();
        assertThat(scene.watcher.status().trouble()).startsWith("demand 0: the log takes nothing: CLOSED");
        assertThat(scene.watcher.status().waitingCount()).isEqualTo(2);
        scene.restart();
        step();
        assertThat(scene.watcher.status().waitingCount()).isZero();
        assertThat(scene.included()).hasSize(2);
    }

    @Test
    void theLargestEntryIsServed() throws Exception {
        scene.demand(new byte[RootAnchor.ENTRY_BYTES_MAX]);
        scene.settle();
        step();
        assertThat(scene.ledger.entry(1)).hasSize(RootAnchor.ENTRY_BYTES_MAX);
    }
}
