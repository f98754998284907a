package dev.plumbline.api.scenario;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * When contributors send and what they pay: a Poisson process, whose senders are drawn alike and whose tips look as those of OP
 * Mainnet do, where two of five pairs in a block tie because most wallets offer the same.
 */
public final class Arrivals {
    /** Wei of tip that most wallets offer. */
    public static final long USUAL_TIP_WEI = 1_000_000;

    private static final double USUAL_SHARE = 0.6;
    private static final double TIP_SPREAD = 1.2;

    private Arrivals() {}

    /**
     * Draws arrivals.
     *
     * @param random the run's own
     * @param contributors how many there are
     * @param count transactions in all
     * @param fromMillis when the first may come
     * @param toMillis when the last may come
     * @param baseFee the base fee that wallets reckon with; caps leave room for it to double
     */
    public static List<Arrival> draw(
            SplittableRandom random, int contributors, int count, long fromMillis, long toMillis, BigInteger baseFee) {
        // Given how many there are, the arrivals of a Poisson process lie anywhere in its time alike.
        long[] times = random.longs(count, fromMillis, toMillis).sorted().toArray();
        var arrivals = new ArrayList<Arrival>();
        for (long atMillis : times) {
            BigInteger tip = tip(random);
            BigInteger cap = baseFee.shiftLeft(1).add(tip);
            arrivals.add(new Arrival(atMillis, random.nextInt(contributors), cap, tip));
        }
        return arrivals;
    }

    private static BigInteger tip(SplittableRandom random) {
        if (random.nextDouble() < USUAL_SHARE) {
            return BigInteger.valueOf(USUAL_TIP_WEI);
        }
        double factor = Math.exp(TIP_SPREAD * normal(random));
        return BigInteger.valueOf(Math.max(1, Math.round(USUAL_TIP_WEI * factor)));
    }

    /** One draw from the standard normal distribution, by Box and Muller. */
    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log1p(-random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
