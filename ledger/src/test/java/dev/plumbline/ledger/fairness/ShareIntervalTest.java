package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The two intervals of a share, against published values, against their definition, and by drawing. */
class ShareIntervalTest {
    @Test
    void noneOfManyObeysTheRuleOfThree() {
        assertThat(ClopperPearson.of(0, 300, 0.05))
                .isEqualTo(new Interval(0, ClopperPearson.of(0, 300, 0.05).high()));
        assertThat(ClopperPearson.of(0, 300, 0.05).high()).isCloseTo(0.0099, within(0.00006));
        assertThat(ClopperPearson.of(0, 3_000, 0.05).high()).isCloseTo(0.0010, within(0.000006));
        assertThat(ClopperPearson.of(300, 300, 0.05).low()).isCloseTo(1 - 0.0099, within(0.00006));
    }

    /** R: binom.test(10, 100) and prop.test(10, 100, correct = FALSE). */
    @Test
    void tenOfAHundredAreAsPublished() {
        assertThat(ClopperPearson.of(10, 100, 0.05).low()).isCloseTo(0.04900469, within(1e-7));
        assertThat(ClopperPearson.of(10, 100, 0.05).high()).isCloseTo(0.17622260, within(1e-7));
        assertThat(Wilson.of(10, 100, 0.05).low()).isCloseTo(0.05522914, within(1e-7));
        assertThat(Wilson.of(10, 100, 0.05).high()).isCloseTo(0.17436566, within(1e-7));
    }

    @Test
    void theExactEndsAreWhereTheTailsAreHalfTheLevel() {
        for (int count = 2; count <= 40; count++) {
            for (int k = 1; k < count; k++) {
                Interval interval = ClopperPearson.of(k, count, 0.1);
                assertThat(1 - atMost(k - 1, count, interval.low())).isCloseTo(0.05, within(1e-9));
                assertThat(atMost(k, count, interval.high())).isCloseTo(0.05, within(1e-9));
            }
        }
    }

    private static double atMost(int k, int count, double share) {
        double sum = 0;
        double ways = 1;
        for (int i = 0; i <= k; i++) {
            sum += ways * Math.pow(share, i) * Math.pow(1 - share, count - i);
            ways = ways * (count - i) / (i + 1);
        }
        return sum;
    }

    /** The score interval holds just those shares that are at most z standard deviations from what was seen. */
    @Test
    void theScoreEndsAreWhereTheDeviationIsTheLimit() {
        for (int k = 1; k < 30; k++) {
            Interval interval = Wilson.of(k, 30, 0.05);
            for (double end : new double[] {interval.low(), interval.high()}) {
                double deviation = Math.abs(k / 30.0 - end) / Math.sqrt(end * (1 - end) / 30);
                assertThat(deviation).isCloseTo(1.959964, within(1e-5));
            }
        }
    }

    @Test
    void nothingSeenBoundsNothing() {
        assertThat(ClopperPearson.of(0, 0, 0.05)).isEqualTo(new Interval(0, 1));
        assertThat(Wilson.of(0, 0, 0.05)).isEqualTo(new Interval(0, 1));
        assertThat(Wilson.of(0, 10, 0.05).low()).isZero();
        assertThat(Wilson.of(10, 10, 0.05).high()).isOne();
    }

    @Test
    void theExactOneCoversAtLeastAsOftenAsItSays() {
        var random = new SplittableRandom(3);
        for (double share : new double[] {0.01, 0.1, 0.5}) {
            int covered = 0;
            for (int run = 0; run < 2_000; run++) {
                int k = 0;
                for (int i = 0; i < 60; i++) {
                    k += random.nextDouble() < share ? 1 : 0;
                }
                covered += ClopperPearson.of(k, 60, 0.05).covers(share) ? 1 : 0;
            }
            assertThat(covered).as("of 2,000 at " + share).isGreaterThanOrEqualTo(1_880);
        }
    }
}
