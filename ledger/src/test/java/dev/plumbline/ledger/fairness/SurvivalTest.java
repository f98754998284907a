package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Waiting with some not finished, against the data that textbooks use: weeks of remission of 42 children with leukaemia
 * (E. J. Freireich and others 1963), half of whom had 6-mercaptopurine.
 */
class SurvivalTest {
    private static final List<Wait> TREATED = waits(
            "6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+", "22", "23", "25+",
            "32+", "32+", "34+", "35+");
    private static final List<Wait> PLACEBO = waits(
            "1", "1", "2", "2", "3", "4", "4", "5", "5", "8", "8", "8", "8", "11", "11", "12", "12", "15", "17", "22",
            "23");

    private static List<Wait> waits(String... text) {
        var waits = new ArrayList<Wait>();
        for (String one : text) {
            boolean isOver = !one.endsWith("+");
            waits.add(new Wait(Long.parseLong(isOver ? one : one.substring(0, one.length() - 1)), isOver));
        }
        return waits;
    }

    @Test
    void theCurveIsTheTextbooks() {
        KaplanMeier curve = KaplanMeier.of(TREATED, 0.05);
        assertThat(curve.count()).isEqualTo(21);
        assertThat(curve.over()).isEqualTo(9);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::millis).containsExactly(6L, 7L, 10L, 13L, 16L, 22L, 23L);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::atRisk).containsExactly(21L, 17L, 15L, 12L, 11L, 7L, 6L);
        double[] waiting = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
        for (int i = 0; i < waiting.length; i++) {
            assertThat(curve.steps().get(i).waiting()).isCloseTo(waiting[i], within(0.0006));
        }
    }

    /** R: survfit(Surv(time, cens) ~ 1, conf.type = "log-log"), rows 6, 10 and 23. */
    @Test
    void theBandIsThatOfTheLogLogScale() {
        List<KaplanMeier.Step> steps = KaplanMeier.of(TREATED, 0.05).steps();
        assertBand(steps.get(0), 0.620, 0.952);
        assertBand(steps.get(2), 0.503, 0.889);
        assertBand(steps.get(6), 0.188, 0.680);
    }

    private static void assertBand(KaplanMeier.Step step, double low, double high) {
        assertThat(step.low()).isCloseTo(low, within(0.0006));
        assertThat(step.high()).isCloseTo(high, within(0.0006));
    }

    @Test
    void theMedianIsReadOffTheCurveAndItsIntervalOffTheBand() {
        KaplanMeier curve = KaplanMeier.of(TREATED, 0.05);
        assertThat(curve.quantile(0.5)).isEqualTo(23);
        assertThat(curve.quantileInterval(0.5)).isEqualTo(new Interval(13, Double.POSITIVE_INFINITY));
        assertThat(curve.quantile(0.9)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KaplanMeier.of(PLACEBO, 0.05).quantile(0.5)).isEqualTo(8);
    }

    @Test
    void withoutAnybodyWaitingTheCurveIsTheShareThatIsLeft() {
        var random = new SplittableRandom(4);
        var waits = new ArrayList<Wait>();
        for (int i = 0; i < 50; i++) {
            waits.add(new Wait(random.nextInt(20), true));
        }
        for (KaplanMeier.Step step : KaplanMeier.of(waits, 0.05).steps()) {
            long left =
                    waits.stream().filter(one -> one.millis() > step.millis()).count();
            assertThat(step.waiting()).isCloseTo(left / 50.0, within(1e-12));
            assertThat(step.low()).isLessThanOrEqualTo(step.waiting());
            assertThat(step.high()).isGreaterThanOrEqualTo(step.waiting());
        }
    }

    @Test
    void leavingOutThoseThatWaitWouldHideThem() {
        List<Wait> half = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            half.add(new Wait(100, true));
            half.add(new Wait(10_000, false));
        }
        assertThat(KaplanMeier.of(half, 0.05).quantile(0.9)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KaplanMeier.of(List.of(), 0.05).steps()).isEmpty();
    }

    /** R: survdiff(Surv(time, cens) ~ treat), chi-squared 16.8 on 1 degree of freedom, p = 4e-05. */
    @Test
    void theLogRankTestIsTheTextbooks() {
        LogRank test = LogRank.of(TREATED, PLACEBO);
        assertThat(test.chiSquared()).isCloseTo(16.793, within(0.001));
        assertThat(test.p()).isCloseTo(4.17e-5, within(2e-7));
        assertThat(LogRank.of(PLACEBO, TREATED).chiSquared()).isCloseTo(test.chiSquared(), within(1e-9));
        assertThat(LogRank.of(TREATED, List.of()).p()).isOne();
    }

    @Test
    void theBandCoversAsOftenAsItSays() {
        var random = new SplittableRandom(5);
        int covered = 0;
        for (int run = 0; run < 1_000; run++) {
            var waits = new ArrayList<Wait>();
            for (int i = 0; i < 80; i++) {
                double wait = -1_000 * Math.log(1 - random.nextDouble());
                double watched = 3_000 * random.nextDouble();
                waits.add(new Wait((long) Math.min(wait, watched), wait <= watched));
            }
            KaplanMeier.Step last = KaplanMeier.of(waits, 0.05).steps().stream()
                    .filter(step -> step.millis() <= 700)
                    .reduce((one, other) -> other)
                    .orElseThrow();
            double truth = Math.exp(-0.7);
            covered += last.low() <= truth && truth <= last.high() ? 1 : 0;
        }
        assertThat(covered).as("of 1,000").isBetween(925, 975);
    }
}
