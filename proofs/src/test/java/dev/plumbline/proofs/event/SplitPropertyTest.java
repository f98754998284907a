package dev.plumbline.proofs.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link LargestRemainder} promises, on over a million random splits against rational arithmetic that ranks and never
 * sorts. Takes some ten seconds, for the number is asked for and the second way is slow.
 */
final class SplitPropertyTest {
    private static final int SPLITS_PER_SEED = 350_000;
    private static final int WEIGHTS_MAX = 9;
    private static final BigInteger HUGE = BigInteger.TEN.pow(78).subtract(BigInteger.ONE);

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void everySplitKeepsItsPromises(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < SPLITS_PER_SEED; i++) {
            BigInteger amount = amount(random);
            List<BigInteger> weights = weights(random);
            List<BigInteger> parts = LargestRemainder.split(amount, weights);
            if (!parts.equals(Rational.split(amount, weights)) || !keepsPromises(amount, weights, parts)) {
                throw new AssertionError(amount + " by " + weights + " gives " + parts);
            }
            if (!isTheSameInAnyOrder(amount, weights, parts, random)) {
                throw new AssertionError(amount + " by " + weights + " depends on the order of the weights");
            }
        }
    }

    /** Sum, range, order, and nothing for nothing. */
    private static boolean keepsPromises(BigInteger amount, List<BigInteger> weights, List<BigInteger> parts) {
        BigInteger sum = BigInteger.ZERO;
        boolean holds = parts.size() == weights.size();
        for (int i = 0; i < parts.size(); i++) {
            sum = sum.add(parts.get(i));
            holds &= parts.get(i).signum() >= 0 && parts.get(i).compareTo(amount) <= 0;
            holds &= weights.get(i).signum() > 0 || parts.get(i).signum() == 0;
            for (int j = 0; j < i; j++) {
                int byWeight = weights.get(j).compareTo(weights.get(i));
                int byPart = parts.get(j).compareTo(parts.get(i));
                // Equal weights may differ by the one unit that the earlier got.
                holds &= byWeight == 0 ? byPart >= 0 : byPart == 0 || byPart == byWeight;
            }
        }
        return holds && sum.equals(amount);
    }

    /** Shuffles the weights; every part goes with its weight, but among equal remainders, where place decides. */
    private static boolean isTheSameInAnyOrder(
            BigInteger amount, List<BigInteger> weights, List<BigInteger> parts, SplittableRandom random) {
        BigInteger whole = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (Rational.remainders(amount, weights, whole).stream().distinct().count() < weights.size()) {
            return LargestRemainder.split(amount, weights).equals(parts);
        }
        var order = new ArrayList<Integer>();
        for (int i = 0; i < weights.size(); i++) {
            order.add(random.nextInt(i + 1), i);
        }
        List<BigInteger> shuffled =
                LargestRemainder.split(amount, order.stream().map(weights::get).toList());
        return shuffled.equals(order.stream().map(parts::get).toList());
    }

    @Test
    void theLargestAmountIsDividedToTheUnit() {
        for (List<BigInteger> weights : List.of(
                List.of(BigInteger.ONE),
                List.of(HUGE),
                List.of(HUGE, HUGE, HUGE, BigInteger.ONE),
                Collections.nCopies(1_000, HUGE),
                List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ZERO))) {
            List<BigInteger> parts = LargestRemainder.split(HUGE, weights);
            assertThat(parts).isEqualTo(Rational.split(HUGE, weights));
            assertThat(keepsPromises(HUGE, weights, parts)).isTrue();
        }
    }

    @Test
    void amongTiesTheFirstGetTheUnits() {
        for (int count = 1; count <= 40; count++) {
            for (int amount = 0; amount <= 2 * count; amount++) {
                List<BigInteger> parts =
                        LargestRemainder.split(BigInteger.valueOf(amount), Collections.nCopies(count, HUGE));
                for (int i = 0; i < count; i++) {
                    assertThat(parts.get(i).intValueExact()).isEqualTo(amount / count + (i < amount % count ? 1 : 0));
                }
            }
        }
    }

    private static BigInteger amount(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(100));
            case 1 -> BigInteger.valueOf(random.nextLong(Long.MAX_VALUE));
            case 2 -> BigInteger.TEN.pow(random.nextInt(78));
            default -> HUGE.subtract(BigInteger.valueOf(random.nextLong(Long.MAX_VALUE)));
        };
    }

    /** Small ones, which tie; wide ones; none, now and then; and never all 0. */
    private static List<BigInteger> weights(SplittableRandom random) {
        int bits = random.nextInt(1, 62);
        BigInteger scale = random.nextInt(8) == 0 ? BigInteger.TEN.pow(random.nextInt(70)) : BigInteger.ONE;
        var weights = new ArrayList<BigInteger>();
        for (int count = random.nextInt(1, WEIGHTS_MAX); count > 0; count--) {
            boolean isNone = random.nextInt(6) == 0;
            weights.add(isNone ? BigInteger.ZERO : scale.multiply(BigInteger.valueOf(random.nextLong(1L << bits))));
        }
        weights.set(random.nextInt(weights.size()), scale);
        return weights;
    }

    /** The definition, word for word: exact shares as fractions, and for each how many have a larger fractional part. */
    private static final class Rational {
        static List<BigInteger> split(BigInteger amount, List<BigInteger> weights) {
            BigInteger whole = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
            List<BigInteger> remainders = remainders(amount, weights, whole);
            BigInteger sumOfRemainders = remainders.stream().reduce(BigInteger.ZERO, BigInteger::add);
            // The parts that are not whole sum to a whole number, which is how many units are left.
            int left = sumOfRemainders.divide(whole).intValueExact();
            var parts = new ArrayList<BigInteger>();
            for (int i = 0; i < weights.size(); i++) {
                BigInteger floor = amount.multiply(weights.get(i))
                        .subtract(remainders.get(i))
                        .divide(whole);
                parts.add(rank(remainders, i) < left ? floor.add(BigInteger.ONE) : floor);
            }
            return parts;
        }

        static List<BigInteger> remainders(BigInteger amount, List<BigInteger> weights, BigInteger whole) {
            var remainders = new ArrayList<BigInteger>();
            for (BigInteger weight : weights) {
                remainders.add(amount.mod(whole).multiply(weight.mod(whole)).mod(whole));
            }
            return remainders;
        }

        private static int rank(List<BigInteger> remainders, int index) {
            int before = 0;
            for (int i = 0; i < remainders.size(); i++) {
                int order = remainders.get(i).compareTo(remainders.get(index));
                before += order > 0 || (order == 0 && i < index) ? 1 : 0;
            }
            return before;
        }
    }
}
