package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.testkit.SampleEvents;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LargestRemainderTest {
    private static final int SPLITS_PER_SEED = 40_000;

    @Test
    void paysAContributorOfAQuarterAnEighthOfTheFee() {
        BigInteger fee = BigInteger.TEN.pow(18);
        List<BigInteger> shares = SampleEvents.split().split(fee);
        assertThat(shares)
                .containsExactly(
                        new BigInteger("100000000000000000"),
                        new BigInteger("200000000000000000"),
                        new BigInteger("200000000000000000"),
                        new BigInteger("500000000000000000"));
        List<BigInteger> weights = numbers(Weight.WHOLE / 4, Weight.WHOLE / 4 * 3);
        assertThat(LargestRemainder.split(shares.get(3), weights))
                .containsExactly(new BigInteger("125000000000000000"), new BigInteger("375000000000000000"));
    }

    @Test
    void givesTiesToTheSmallestIndex() {
        assertThat(LargestRemainder.split(BigInteger.ONE, numbers(1, 1, 1))).isEqualTo(numbers(1, 0, 0));
        assertThat(LargestRemainder.split(BigInteger.TWO, numbers(1, 1, 1))).isEqualTo(numbers(1, 1, 0));
        assertThat(LargestRemainder.split(BigInteger.TEN, numbers(0, 1, 0, 1, 1)))
                .isEqualTo(numbers(0, 4, 0, 3, 3));
        assertThat(LargestRemainder.split(BigInteger.ZERO, numbers(1, 2))).isEqualTo(numbers(0, 0));
        assertThat(LargestRemainder.split(BigInteger.TEN, numbers(0, 5))).isEqualTo(numbers(0, 10));
    }

    @Test
    void splitsEverySmallAmountAsTheSlowWayDoes() {
        for (int amount = 0; amount <= 12; amount++) {
            for (int code = 1; code < 5 * 5 * 5 * 5; code++) {
                List<BigInteger> weights = numbers(code % 5, code / 5 % 5, code / 25 % 5, code / 125);
                assertSplitsExactly(BigInteger.valueOf(amount), weights);
            }
        }
    }

    /** Over a second because the slow way is slow: 120,000 splits in all. */
    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void splitsRandomAmountsAsTheSlowWayDoes(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < SPLITS_PER_SEED; i++) {
            var weights = new ArrayList<BigInteger>();
            int bits = random.nextInt(1, 62);
            for (int count = random.nextInt(1, 9); count > 0; count--) {
                weights.add(BigInteger.valueOf(random.nextLong(1L << bits)));
            }
            weights.set(random.nextInt(weights.size()), BigInteger.valueOf(random.nextLong(1, 2L << bits)));
            BigInteger amount = BigInteger.valueOf(random.nextLong(1L << random.nextInt(63)))
                    .multiply(random.nextBoolean() ? BigInteger.ONE : BigInteger.TEN.pow(random.nextInt(60)));
            assertSplitsExactly(amount, weights);
        }
    }

    @Test
    void refusesWhatCannotBeDivided() {
        for (List<BigInteger> weights : List.of(numbers(), numbers(0), numbers(0, 0), numbers(2, -1))) {
            assertThatThrownBy(() -> LargestRemainder.split(BigInteger.ONE, weights))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> LargestRemainder.split(BigInteger.ONE.negate(), numbers(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSplitsExactly(BigInteger amount, List<BigInteger> weights) {
        List<BigInteger> parts = LargestRemainder.split(amount, weights);
        assertThat(parts).isEqualTo(splitSlowly(amount, weights));
        assertThat(parts.stream().reduce(BigInteger.ZERO, BigInteger::add)).isEqualTo(amount);
    }

    /**
     * One unit at a time, without a sort: every line starts with its exact share rounded down, and each unit left goes
     * to the first of the lines that then lack most. What a line lacks is told in parts of the whole weight, so exactly.
     */
    private static List<BigInteger> splitSlowly(BigInteger amount, List<BigInteger> weights) {
        BigInteger whole = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        var parts = new ArrayList<BigInteger>();
        for (BigInteger weight : weights) {
            BigDecimal product = new BigDecimal(amount.multiply(weight));
            parts.add(
                    product.divide(new BigDecimal(whole), 0, RoundingMode.FLOOR).toBigInteger());
        }
        BigInteger left = amount.subtract(parts.stream().reduce(BigInteger.ZERO, BigInteger::add));
        for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
            List<BigInteger> lacking = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                lacking.add(
                        amount.multiply(weights.get(i)).subtract(parts.get(i).multiply(whole)));
            }
            int neediest = lacking.indexOf(Collections.max(lacking));
            parts.set(neediest, parts.get(neediest).add(BigInteger.ONE));
        }
        return parts;
    }

    private static List<BigInteger> numbers(long... values) {
        return LongStream.of(values).mapToObj(BigInteger::valueOf).toList();
    }
}
