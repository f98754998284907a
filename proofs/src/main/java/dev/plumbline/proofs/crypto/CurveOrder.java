package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.raw.Mod;
import org.bouncycastle.math.raw.Nat;

/**
 * Arithmetic modulo the order of a curve, a prime of 256 bits; for public values only, as its time depends on them. Immutable.
 *
 * <p>A number is nine words of 32 bits, the lowest first, of which the ninth is 0: so it reads the same with a sign and without.
 */
final class CurveOrder {
    static final int WORDS = 8;
    static final long WORD_MASK = 0xffffffffL;

    private final int[] order;
    private final int[] montgomerySquared;
    private final long negatedInverse;

    CurveOrder(BigInteger order) {
        BigInteger word = BigInteger.ONE.shiftLeft(Integer.SIZE);
        this.order = words(order, WORDS + 1);
        this.montgomerySquared = words(word.pow(2 * WORDS).mod(order), WORDS + 1);
        this.negatedInverse = order.modInverse(word).negate().longValue() & WORD_MASK;
    }

    /** A number in so many words, negative ones in two's complement. */
    static int[] words(BigInteger number, int count) {
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            words[i] = number.shiftRight(i * Integer.SIZE).intValue();
        }
        return words;
    }

    /** The number that 32 bytes are, big-endian: below 2^256, not below the order. */
    static int[] words(byte[] source, int offset) {
        int[] words = new int[WORDS + 1];
        for (int i = 0; i < EcdsaCurve.SCALAR_BYTES; i++) {
            int place = EcdsaCurve.SCALAR_BYTES - 1 - i;
            words[place / Integer.BYTES] |= (source[offset + i] & 0xff) << (place % Integer.BYTES * Byte.SIZE);
        }
        return words;
    }

    /** Whether a number is above 0 and below the order. */
    boolean isScalar(int[] number) {
        return !Nat.isZero(WORDS, number) && !Nat.gte(WORDS, number, order);
    }

    /** The scalar that gives 0 with this one. */
    int[] negate(int[] scalar) {
        int[] difference = new int[WORDS + 1];
        Nat.sub(WORDS, order, scalar, difference);
        return difference;
    }

    int[] invert(int[] scalar) {
        int[] inverse = new int[WORDS + 1];
        Mod.modOddInverseVar(order, scalar, inverse);
        return inverse;
    }

    /** The product of a number and a scalar, below the order. */
    int[] multiply(int[] number, int[] scalar) {
        return reduce(reduce(number, scalar), montgomerySquared);
    }

    /** number * scalar / 2^256 (Montgomery): at each word as much of the order is added as makes the lowest word 0. */
    private int[] reduce(int[] number, int[] scalar) {
        int[] sum = new int[WORDS + 1];
        for (int i = 0; i < WORDS; i++) {
            long factor = number[i] & WORD_MASK;
            long product = factor * (scalar[0] & WORD_MASK) + (sum[0] & WORD_MASK);
            long times = product * negatedInverse & WORD_MASK;
            long added = times * (order[0] & WORD_MASK) + (product & WORD_MASK);
            for (int j = 1; j < WORDS; j++) {
                product = factor * (scalar[j] & WORD_MASK) + (sum[j] & WORD_MASK) + (product >>> Integer.SIZE);
                added = times * (order[j] & WORD_MASK) + (product & WORD_MASK) + (added >>> Integer.SIZE);
                sum[j - 1] = (int) added;
            }
            long top = (sum[WORDS] & WORD_MASK) + (product >>> Integer.SIZE) + (added >>> Integer.SIZE);
            sum[WORDS - 1] = (int) top;
            sum[WORDS] = (int) (top >>> Integer.SIZE);
        }
        // Below twice the order, as the scalar is below the order.
        if (Nat.gte(WORDS + 1, sum, order)) {
            Nat.subFrom(WORDS + 1, order, sum);
        }
        return sum;
    }
}
