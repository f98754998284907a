package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CohortComparisonTest {
    private static final String VICTIM = SimulatedRollup.cohort(0);

    private static List<Alarm> alarms(Casebook casebook) {
        return FairnessReport.of(casebook, FairnessOptions.DEFAULT).alarms();
    }

    /** Contributors that send only in their own half of the time between blocks wait unlike, and that is no favour. */
    @Test
    void sendingJustAfterABlockIsNoDisadvantage() {
        var random = new SplittableRandom(19);
        var sent = new ArrayList<TrackedTransaction>();
        for (int i = 0; i < 400; i++) {
            boolean isEarly = random.nextBoolean();
            long at = 1_000_000L + 2_000L * i + (isEarly ? random.nextInt(900) : 1_000 + random.nextInt(900));
            long block = at / 2_000 + 1;
            sent.add(Sent.at(i, at)
                    .of(isEarly ? "early" : "late")
                    .in(block, 2_000 * block)
                    .build());
        }
        assertThat(alarms(SimulatedRollup.casebook(sent))).isEmpty();
    }

    @Test
    void payingLessIsNoDisfavour() {
        var random = new SplittableRandom(20);
        var sent = new ArrayList<TrackedTransaction>();
        for (int i = 0; i < 400; i++) {
            boolean isCheap = random.nextBoolean();
            long at = 1_000_000L + 1_000L * i + random.nextInt(1_000);
            long block = at / 2_000 + (isCheap ? 5 : 1);
            sent.add(Sent.at(i, at)
                    .of(isCheap ? "cheap" : "dear")
                    .paying(isCheap ? 100 : 150, 1_000)
                    .in(block, 2_000 * block)
                    .build());
        }
        assertThat(alarms(SimulatedRollup.casebook(sent))).isEmpty();
    }

    /** Who sends mostly during an outage waits for the rollup, not for a turn. */
    @Test
    void waitingThroughAnOutageIsNoDisfavour() {
        var random = new SplittableRandom(21);
        var sent = new ArrayList<TrackedTransaction>();
        long darkFrom = 1_200_000;
        long darkTo = 1_300_000;
        for (int i = 0; i < 400; i++) {
            long at = 1_000_000L + 1_000L * i + random.nextInt(1_000);
            boolean isDark = at > darkFrom && at < darkTo;
            long block = isDark ? darkTo / 2_000 : at / 2_000 + 1;
            sent.add(Sent.at(i, at)
                    .of(random.nextInt(10) < (isDark ? 8 : 3) ? "night" : "day")
                    .in(block, 2_000 * block)
                    .build());
        }
        Casebook all = SimulatedRollup.casebook(sent);
        assertThat(alarms(withGap(all, new LivenessGap(600, 650, darkFrom, darkTo, 100))))
                .isEmpty();
    }

    private static Casebook withGap(Casebook all, LivenessGap gap) {
        return new Casebook(
                all.chain(),
                all.fromMillis(),
                all.toMillis(),
                all.blockMillis(),
                all.transactions(),
                all.order(),
                List.of(gap),
                all.reorgs(),
                all.observers(),
                all.equivocations(),
                all.settlements(),
                all.probes(),
                all.clockUncertaintyMillis());
    }

    @Test
    void droppingATenthOfOneCohortIsFound() {
        var random = new SplittableRandom(22);
        int found = 0;
        for (long seed = 0; seed < 20; seed++) {
            Casebook casebook = new SimulatedRollup(seed, 4)
                    .send(400, cohort -> cohort.equals(VICTIM) && random.nextInt(10) == 0 ? SimulatedRollup.DROPPED : 0)
                    .casebook();
            found += alarms(casebook).stream()
                            .anyMatch(alarm -> alarm.question() == Question.OMISSION
                                    && alarm.cohort().equals(VICTIM))
                    ? 1
                    : 0;
        }
        assertThat(found).as("of 20").isGreaterThanOrEqualTo(17);
    }

    @Test
    void holdingBackForAMinuteShowsAsOvertaking() {
        Casebook casebook = new SimulatedRollup(23, 4)
                .send(200, cohort -> cohort.equals(VICTIM) ? 30 : 0)
                .casebook();
        assertThat(alarms(casebook))
                .extracting(Alarm::question)
                .containsExactlyInAnyOrder(Question.DELAY, Question.OVERTAKING);
        assertThat(alarms(casebook)).extracting(Alarm::cohort).containsOnly(VICTIM);
    }

    @Test
    void oneCohortAloneIsComparedWithNobody() {
        FairnessReport report = FairnessReport.of(
                new SimulatedRollup(24, 1).send(50, cohort -> 3).casebook(), FairnessOptions.DEFAULT);
        assertThat(report.comparisons()).isZero();
        assertThat(report.alarms()).isEmpty();
        assertThat(FairnessReport.of(SimulatedRollup.casebook(List.of()), FairnessOptions.DEFAULT)
                        .figures())
                .allSatisfy(figure -> assertThat(figure.n()).isZero());
    }

    @Test
    void theSumsOfTheTimeWithoutBlocksAreRight() {
        Casebook casebook = withGap(
                SimulatedRollup.casebook(List.of()),
                new LivenessGap(1, 2, 1_700_000_000_000L, 1_700_000_000_000L + 1_002_000, 3));
        assertThat(Liveness.of(casebook)).isEqualTo(new Liveness(1, 1_000_000, 1_002_000, 0.01, 3));
        Wait wait = new Waits(casebook)
                .whileBlocksCame(Sent.at(1, 1_700_000_000_000L + 500_000)
                        .in(2, 1_700_000_000_000L + 1_003_000)
                        .build());
        assertThat(wait).isEqualTo(new Wait(3_000, true));
    }

    @Test
    void theMatchedExcessIsTheWaitLessTheMedianOfLikeOnes() {
        List<TrackedTransaction> sent = List.of(
                Sent.at(1, 10_000).of("b").in(10, 11_000).build(),
                Sent.at(2, 10_000).of("b").in(10, 13_000).build(),
                Sent.at(3, 10_000).of("c").in(15, 12_000).build(),
                // Too far off in blocks, in tip.
                Sent.at(4, 10_000).of("b").in(16, 90_000).build(),
                Sent.at(5, 10_000).of("b").paying(12, 1_000).in(10, 90_000).build(),
                Sent.at(6, 10_000).of("a").in(10, 15_000).build());
        assertThat(FeeMatchedDelay.of(sent, 0.1).get("a")).containsExactly(5_000 - 2_000);
    }

    @Test
    void theFiguresOfADelayedCohortSaySo() {
        Casebook casebook = new SimulatedRollup(25, 3)
                .send(300, cohort -> cohort.equals(VICTIM) ? 1 : 0)
                .casebook();
        List<Figure> figures =
                FairnessReport.of(casebook, FairnessOptions.DEFAULT).figures();
        Figure shift = figure(figures, "later than the others by");
        assertThat(shift.value()).isCloseTo(2_000, within(250.0));
        assertThat(shift.low()).isLessThan(2_000);
        assertThat(shift.high()).isGreaterThan(2_000);
        assertThat(figure(figures, "fee-matched excess p50").value()).isCloseTo(2_000, within(400.0));
        assertThat(figure(figures, "delay p50").n())
                .isEqualTo(casebook.transactions().stream()
                        .filter(one -> one.cohort().equals(VICTIM))
                        .count());
    }

    private static Figure figure(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure ->
                        figure.cohort().equals(VICTIM) && figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
