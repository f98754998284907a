package dev.plumbline.ledger.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderStatisticIntervalTest {
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    /** The ranks of the sign test's interval of a median at 95 %, as tables have them. */
    @ParameterizedTest
    @CsvSource({"6,1,6", "10,2,9", "15,4,12", "20,6,15", "25,8,18", "50,18,33", "100,40,61"})
    void hasTheRanksOfTheTables(int count, int low, int high) {
        assertThat(OrderStatisticInterval.lowRank(count, 0.5, 0.05)).isEqualTo(low);
        assertThat(OrderStatisticInterval.highRank(count, 0.5, 0.05)).isEqualTo(high);
    }

    @Test
    void takesTheInnermostRanksThatMissWithHalfTheLevelEach() {
        for (int count = 1; count <= 120; count++) {
            for (double quantile : QUANTILES) {
                int low = OrderStatisticInterval.lowRank(count, quantile, 0.05);
                int high = OrderStatisticInterval.highRank(count, quantile, 0.05);
                // The value of rank r is above the quantile if fewer than r values are below it.
                assertThat(fewerThan(low, count, quantile)).isLessThanOrEqualTo(0.025);
                assertThat(fewerThan(low + 1, count, quantile)).isGreaterThan(0.025);
                assertThat(1 - fewerThan(high, count, quantile)).isLessThanOrEqualTo(0.025 + 1e-12);
                if (high > 1) {
                    assertThat(1 - fewerThan(high - 1, count, quantile)).isGreaterThan(0.025);
                }
            }
        }
    }

    /** The chance that fewer than {@code rank} of so many values are below the quantile, by adding up exactly. */
    private static double fewerThan(int rank, int count, double quantile) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal below = BigDecimal.valueOf(quantile);
        BigInteger ways = BigInteger.ONE;
        for (int k = 0; k < rank && k <= count; k++) {
            sum = sum.add(new BigDecimal(ways)
                    .multiply(below.pow(k))
                    .multiply(BigDecimal.ONE.subtract(below).pow(count - k)));
            ways = ways.multiply(BigInteger.valueOf(count - k)).divide(BigInteger.valueOf(k + 1L));
        }
        return sum.doubleValue();
    }

    @Test
    void hasNoUpperEndForThe99thPercentileOfFewerThan368() {
        assertThat(of(367, 0.99).high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(of(368, 0.99).high()).isEqualTo(368);
        assertThat(of(500, 0.99).high()).isEqualTo(500);
        assertThat(of(1_000, 0.99).high()).isLessThan(1_000);
        assertThat(of(1, 0.5)).isEqualTo(Interval.UNBOUNDED);
        assertThat(OrderStatisticInterval.of(new long[0], 0.5, 0.05)).isEqualTo(Interval.UNBOUNDED);
    }

    private static Interval of(int count, double quantile) {
        long[] sorted = new long[count];
        Arrays.setAll(sorted, i -> i + 1L);
        return OrderStatisticInterval.of(sorted, quantile, 0.05);
    }

    @Test
    void theQuantileIsTheLeastValueThatEnoughDoNotExceed() {
        long[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(OrderStatisticInterval.quantile(sorted, 0.5)).isEqualTo(5);
        assertThat(OrderStatisticInterval.quantile(sorted, 0.9)).isEqualTo(9);
        assertThat(OrderStatisticInterval.quantile(sorted, 0.91)).isEqualTo(10);
        assertThat(OrderStatisticInterval.quantile(new long[] {7}, 0.01)).isEqualTo(7);
    }

    // The 90th percentile of an exponential distribution is ln 10 of its means.
    @Test
    void coversASkewedQuantileAsOftenAsItSays() {
        int covered = 0;
        var random = new SplittableRandom(20);
        for (int run = 0; run < 2_000; run++) {
            long[] sample = new long[200];
            Arrays.setAll(sample, i -> Math.round(-1e6 * Math.log(1 - random.nextDouble())));
            Arrays.sort(sample);
            covered += OrderStatisticInterval.of(sample, 0.9, 0.05).covers(1e6 * Math.log(10)) ? 1 : 0;
        }
        assertThat(covered).as("of 2,000").isBetween(1_900, 1_970);
    }
}
