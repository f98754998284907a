package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import dev.plumbline.ledger.fairness.InFlightAccount;
import dev.plumbline.ledger.fairness.ObserverStanding;
import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.ledger.sequencer.InFlight;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.SequencerEquivocation;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.SequencerEvidenceVerifier;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each plot once on a real node, in small. They take some seconds each, which is the node, the ledger's disk and HTTP. */
class LiveStageTest {
    private static final ScenarioTime TIME = ScenarioTime.of(40);
    private static final int EVENTS = 60;

    @TempDir
    private Path folder;

    @Test
    void findsNothingWithAnHonestSequencer() throws IOException, MalformedException, InterruptedException {
        ScenarioResult result = play(Plot.HONEST, 3);
        assertThat(included(result.casebook()))
                .isEqualTo(result.truth().included())
                .hasSize(EVENTS);
        assertThat(result.casebook().order().pairs()).isPositive();
        assertThat(result.casebook().observers()).allMatch(each -> each.worst() == null && each.lies() == 0);
        assertThat(report(result).alarms()).isEmpty();
    }

    @Test
    void findsADelayOfOneBlock() throws IOException, MalformedException, InterruptedException {
        ScenarioResult result = play(Plot.DELAY_BY_ONE_BLOCK, 4);
        assertThat(result.truth().delayed()).isNotEmpty();
        Detection detection = Detection.of(result, report(result));
        assertThat(detection.isFound()).isTrue();
        assertThat(detection.strays()).isEmpty();
    }

    @Test
    void findsExactlyWhatWasDropped() throws IOException, MalformedException, InterruptedException {
        ScenarioResult result = LiveRun.play(Anvil.binary(), folder, Plot.DROP_ONE_IN_TEN, 12, TIME, 3 * EVENTS);
        assertThat(result.truth().dropped()).isNotEmpty();
        assertThat(Detection.of(result, report(result)).isFound()).isTrue();
    }

    @Test
    void findsTheFriendInFront() throws IOException, MalformedException, InterruptedException {
        ScenarioResult result = play(Plot.REORDER_FOR_PROFIT, 6);
        assertThat(result.truth().jumped()).isPositive();
        assertThat(result.casebook().order().unexplainedCount()).isPositive();
        assertThat(Detection.of(result, report(result)).isFound()).isTrue();
    }

    @Test
    void accountsForEverythingThatWasInFlightInAnOutage() throws IOException, MalformedException, InterruptedException {
        ScenarioResult result = play(Plot.OUTAGE, 7);
        Casebook casebook = result.casebook();
        assertThat(Detection.of(result, report(result)).isFound()).isTrue();
        InFlightAccount account = InFlight.of(
                casebook,
                casebook.gaps().get(0).fromMillis(),
                casebook.gaps().get(0).toMillis());
        assertThat(account.counts().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(account.total())
                .isGreaterThanOrEqualTo(casebook.gaps().get(0).inFlight());
        assertThat(account.counts().get(InFlightAccount.Fate.REORDERED)).isPositive();
        assertThat(account.counts().get(InFlightAccount.Fate.MISSING)).isZero();
    }

    @Test
    void goesOnAcceptingWhenTheOperatorIsReplaced() throws IOException, MalformedException, InterruptedException {
        try (Staged staged = stage(Plot.ROTATING, 8, LiveStage.Play.soundObservers())) {
            Casebook casebook = staged.casebook();
            assertThat(included(casebook)).hasSize(EVENTS);
            assertThat(FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms())
                    .isEmpty();
            Set<Address> signers = staged.stage().gossip().signers().keySet();
            assertThat(signers)
                    .containsExactlyInAnyOrder(
                            SequencerNode.signer(0),
                            SequencerNode.signer(1),
                            SequencerNode.signer(2),
                            SequencerNode.signer(3));
        }
    }

    @Test
    void provesAnEquivocationToAStranger() throws IOException, MalformedException, InterruptedException {
        try (Staged staged = stage(Plot.EQUIVOCATE, 2, LiveStage.Play.soundObservers())) {
            assertThat(staged.casebook().equivocations()).hasSize(1);
            List<SequencerEquivocation> evidence = staged.stage().gossip().equivocations();
            assertThat(evidence).hasSize(1);
            assertThat(staged.stage().truth().equivocal())
                    .containsExactly(evidence.get(0).first().height());
            var verifier = new SequencerEvidenceVerifier(Set.of(SequencerNode.signer(0)));
            Verdict.Rejected verdict = verifier.verify(evidence.get(0).encode());
            assertThat(verdict.reason()).isEqualTo(Reason.SEQUENCER_EQUIVOCATION);
        }
    }

    @Test
    void namesTheObserversWithWhomSomethingIsWrong() throws IOException, MalformedException, InterruptedException {
        var observers = new LinkedHashMap<String, ObserverFault>();
        for (String name : List.of("liar", "stale", "slow", "other", "gone", "north", "east", "south")) {
            observers.put(name, ObserverFault.NONE);
        }
        observers.put("liar", ObserverFault.LYING);
        observers.put("stale", ObserverFault.STALE);
        observers.put("slow", ObserverFault.SLOW);
        observers.put("other", ObserverFault.DISAGREEING);
        observers.put("gone", ObserverFault.UNREACHABLE);
        try (Staged staged = stage(Plot.HONEST, 9, observers)) {
            Casebook casebook = staged.casebook();
            assertThat(included(casebook))
                    .isEqualTo(staged.stage().truth().included())
                    .hasSize(EVENTS);
            Map<String, ObserverStanding> standings =
                    casebook.observers().stream().collect(Collectors.toMap(ObserverStanding::name, each -> each));
            assertThat(standings.get("liar").lies()).isPositive();
            assertThat(standings.get("stale").stale()).isPositive();
            assertThat(standings.get("slow").slow()).isPositive();
            assertThat(standings.get("other").disagreements()).isPositive();
            assertThat(standings.get("gone").unreachable()).isPositive();
            for (String name : List.of("north", "east", "south")) {
                assertThat(standings.get(name).worst()).as(name).isNull();
            }
        }
    }

    /** A play that is over. */
    private record Staged(LiveStage stage, ScenarioLedger ledger, Casebook casebook) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stage.close();
            ledger.close();
        }
    }

    private Staged stage(Plot plot, long seed, Map<String, ObserverFault> observers)
            throws IOException, MalformedException, InterruptedException {
        var clock = new SimulatedClock(TIME.startMillis());
        var play = new LiveStage.Play(Anvil.binary(), folder, plot, seed, TIME, EVENTS, observers);
        ScenarioLedger ledger = ScenarioLedger.open(folder.resolve("ledger"), clock);
        LiveStage stage = LiveStage.open(play, ledger.log(), clock);
        stage.run();
        return new Staged(stage, ledger, stage.casebook(ledger.ledger(), TIME.startMillis(), clock.millis()));
    }

    private ScenarioResult play(Plot plot, long seed) throws IOException, MalformedException, InterruptedException {
        return LiveRun.play(Anvil.binary(), folder, plot, seed, TIME, EVENTS);
    }

    private static FairnessReport report(ScenarioResult result) {
        return FairnessReport.of(result.casebook(), FairnessOptions.DEFAULT);
    }

    private static Set<Word> included(Casebook casebook) {
        return casebook.transactions().stream()
                .filter(each -> each.inclusion() != null)
                .map(TrackedTransaction::tx)
                .collect(Collectors.toSet());
    }
}
