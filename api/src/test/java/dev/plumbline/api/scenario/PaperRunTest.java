package dev.plumbline.api.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.ledger.fairness.Casebook;
import dev.plumbline.ledger.fairness.FairnessOptions;
import dev.plumbline.ledger.fairness.FairnessReport;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs without a node: what was planted is what happened, and a seed replays it. */
class PaperRunTest {
    private static final ScenarioTime TIME = ScenarioTime.of(120);
    private static final int EVENTS = 200;

    @ParameterizedTest
    @EnumSource
    void replaysFromItsSeed(Plot plot) {
        assertThat(PaperRun.play(plot, 7, TIME, EVENTS)).isEqualTo(PaperRun.play(plot, 7, TIME, EVENTS));
        assertThat(PaperRun.play(plot, 7, TIME, EVENTS)).isNotEqualTo(PaperRun.play(plot, 8, TIME, EVENTS));
    }

    @Test
    void includesEverythingAndReordersNothingWhenHonest() {
        for (long seed = 1; seed <= 20; seed++) {
            ScenarioResult result = PaperRun.play(Plot.HONEST, seed, TIME, EVENTS);
            assertThat(result.truth().included()).hasSize(EVENTS);
            assertThat(result.truth().jumped()).isZero();
            assertThat(result.casebook().order().unexplainedCount()).isZero();
            assertThat(result.casebook().gaps()).isEmpty();
        }
    }

    @Test
    void plantsWhatThePlotSays() {
        assertThat(play(Plot.DELAY_BY_ONE_BLOCK).truth().delayed()).isNotEmpty();
        PlantedTruth dropping = play(Plot.DROP_ONE_IN_TEN).truth();
        assertThat(dropping.dropped()).isNotEmpty();
        assertThat(dropping.included().size())
                .isLessThanOrEqualTo(EVENTS - dropping.dropped().size());
        assertThat(play(Plot.REORDER_FOR_PROFIT).truth().jumped()).isPositive();
        assertThat(play(Plot.EQUIVOCATE).truth().equivocal()).hasSize(1);
        assertThat(play(Plot.OUTAGE).truth().darkSlots()).isEqualTo(40);
        assertThat(play(Plot.REPLACED).truth().signers()).isEqualTo(Set.of(0, 1));
        assertThat(play(Plot.ROTATING).truth().signers()).isEqualTo(Set.of(0, 1, 2, 3));
    }

    @Test
    void isDetectedToTheLastTransactionWhereThatCanBeCounted() {
        for (long seed = 1; seed <= 10; seed++) {
            for (Plot plot : Set.of(Plot.DROP_ONE_IN_TEN, Plot.LEAVE_OUT_FORCED, Plot.EQUIVOCATE, Plot.OUTAGE)) {
                ScenarioResult result = PaperRun.play(plot, seed, TIME, EVENTS);
                FairnessReport report = FairnessReport.of(result.casebook(), FairnessOptions.DEFAULT);
                assertThat(Detection.of(result, report).isFound())
                        .as("%s of seed %d", plot, seed)
                        .isTrue();
            }
        }
    }

    @Test
    void countsWhatWaitedDuringTheOutage() {
        Casebook casebook = play(Plot.OUTAGE).casebook();
        assertThat(casebook.gaps()).hasSize(1);
        long inFlight = casebook.transactions().stream()
                .filter(each -> each.inclusion() != null
                        && each.submittedAtMillis() < casebook.gaps().get(0).toMillis()
                        && each.inclusion().block() >= casebook.gaps().get(0).beforeBlock())
                .count();
        assertThat((long) casebook.gaps().get(0).inFlight()).isEqualTo(inFlight).isPositive();
    }

    private static ScenarioResult play(Plot plot) {
        return PaperRun.play(plot, 3, TIME, EVENTS);
    }
}
