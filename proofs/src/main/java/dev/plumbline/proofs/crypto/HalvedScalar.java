package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A scalar k of secp256k1 as low + lambda * high with two numbers of about 128 bits (Gallant, Lambert, Vanstone), where lambda times (x, y)
 * is (beta x, y): half the doublings of a multiplication.
 *
 * <p>The lattice of the pairs that stand for 0 has the short base (A1, −B1), (A2, A1). The two shares are their coordinates in
 * that base, scaled by 2^288 and rounded, so that k is brought near 0 without a division.
 *
 * <p>The two numbers are five words of 32 bits, the lowest first, in two's complement.
 */
final class HalvedScalar {
    static final BigInteger BETA = hex("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee");
    static final BigInteger LAMBDA = hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");

    private static final int WORDS = 5;
    private static final int SCALE_WORDS = 9;
    private static final int COUNT_WORDS = 4;

    private static final int[] MINUS_A1 = words("-3086d221a7d46bcde86c90e49284eb15");
    private static final int[] B1 = words("e4437ed6010e88286f547fa90abfe4c3");
    private static final int[] MINUS_A2 = words("-114ca50f7a8e2f3f657c1108d9d44cfd8");
    private static final int[] SHARE1 = words("3086d221a7d46bcde86c90e49284eb153daa8a14");
    private static final int[] SHARE2 = words("e4437ed6010e88286f547fa90abfe4c4221208ad");

    final int[] low;
    final int[] high;

    private HalvedScalar(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    /** Splits a number that {@link CurveOrder} has made. */
    static HalvedScalar of(int[] scalar) {
        int[] count1 = count(scalar, SHARE1);
        int[] count2 = count(scalar, SHARE2);
        int[] low = Arrays.copyOf(scalar, WORDS);
        addProduct(count1, MINUS_A1, low);
        addProduct(count2, MINUS_A2, low);
        int[] high = new int[WORDS];
        addProduct(count1, B1, high);
        addProduct(count2, MINUS_A1, high);
        return new HalvedScalar(low, high);
    }

    /** How often a base vector is taken: scalar times share, without the scale; below 2^128. */
    private static int[] count(int[] scalar, int[] share) {
        int[] product = new int[SCALE_WORDS + WORDS];
        addProduct(scalar, share, product);
        return Arrays.copyOfRange(product, SCALE_WORDS, SCALE_WORDS + COUNT_WORDS);
    }

    /** {@code sum += a * b}, modulo what the words of the sum can hold. */
    private static void addProduct(int[] a, int[] b, int[] sum) {
        for (int i = 0; i < a.length; i++) {
            long factor = a[i] & CurveOrder.WORD_MASK;
            long carried = 0;
            for (int j = 0; i + j < sum.length; j++) {
                carried += j < b.length ? factor * (b[j] & CurveOrder.WORD_MASK) : 0;
                carried += sum[i + j] & CurveOrder.WORD_MASK;
                sum[i + j] = (int) carried;
                carried >>>= Integer.SIZE;
            }
        }
    }

    private static int[] words(String hex) {
        return CurveOrder.words(hex(hex), WORDS);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
