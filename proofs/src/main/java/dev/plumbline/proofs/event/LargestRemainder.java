package dev.plumbline.proofs.event;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The one way in which amounts are divided (formats section 4): every part is rounded down, and the units left over go
 * one each to the largest remainders, the smallest index first among equals.
 *
 * <p>Parts sum to the amount exactly and a larger weight never gets less. A part may shrink when the amount grows: that
 * is inherent to this method.
 */
public final class LargestRemainder {
    private LargestRemainder() {}

    /**
     * Divides {@code amount} by {@code weights}; the parts are in the order of the weights.
     *
     * @throws IllegalArgumentException if the amount or a weight is negative, or the weights sum to 0
     */
    public static List<BigInteger> split(BigInteger amount, List<BigInteger> weights) {
        BigInteger whole = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (amount.signum() < 0 || whole.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("want an amount and weights of 0 or more, and one weight above 0");
        }
        var parts = new ArrayList<BigInteger>(weights.size());
        var remainders = new ArrayList<BigInteger>(weights.size());
        BigInteger left = amount;
        for (BigInteger weight : weights) {
            BigInteger[] quotient = amount.multiply(weight).divideAndRemainder(whole);
            parts.add(quotient[0]);
            remainders.add(quotient[1]);
            left = left.subtract(quotient[0]);
        }
        // Fewer units are left than there are remainders above zero. The sort is stable, so ties keep their order.
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer index) -> remainders.get(index))
                        .reversed())
                .limit(left.intValueExact())
                .forEach(index -> parts.set(index, parts.get(index).add(BigInteger.ONE)));
        return List.copyOf(parts);
    }
}
