package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.math.raw.Mod;

/**
 * Arithmetic modulo a prime of 256 bits, for public values only, as its time depends on them. Not safe for threads.
 *
 * <p>An element is nine limbs of 29 bits, the lowest first, and stands for its value times 2^-261 modulo the prime
 * (Montgomery). The value lies between −2^258 and 2^258: the lower eight limbs are never negative, the ninth carries the sign. So
 * nine products of limbs fit a long, a product of two elements divided by 2^261 lies in that range again, and nothing is
 * compared with the prime before an element is written out.
 */
abstract class PrimeField {
    static final int LIMBS = 9;
    static final int LIMB_BITS = 29;
    static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    /** Of the ninth limb below 2^256. */
    static final int TOP_BITS = 256 - (LIMBS - 1) * LIMB_BITS;

    private static final int NUMBER_BYTES = 32;
    private static final int WORDS = 256 / Integer.SIZE;

    /** Room for the formulas of {@link CurvePoint}, which keep nothing in it from one to the next. */
    final long[] e = create();

    final long[] f = create();
    final long[] g = create();
    final long[] h = create();

    /** Columns of a product of two elements, and one to carry into. */
    private final long[] columns = new long[2 * LIMBS - 1];

    private final Constants constants;

    PrimeField(Constants constants) {
        this.constants = constants;
    }

    /** What all fields of one prime share. Immutable. */
    static final class Constants {
        private final long[] prime;
        private final int[] primeWords;
        private final long[] montgomerySquared;
        private final long[] one;

        /** @param prime a prime of 256 bits */
        Constants(BigInteger prime) {
            this.prime = limbs(prime);
            this.primeWords = words(this.prime);
            this.montgomerySquared =
                    limbs(BigInteger.ONE.shiftLeft(2 * LIMBS * LIMB_BITS).mod(prime));
            this.one = limbs(BigInteger.ONE.shiftLeft(LIMBS * LIMB_BITS).mod(prime));
        }
    }

    static long[] create() {
        return new long[LIMBS];
    }

    static void copy(long[] from, long[] to) {
        System.arraycopy(from, 0, to, 0, LIMBS);
    }

    /** The element of 1, not to be changed. */
    final long[] one() {
        return constants.one;
    }

    /** The element of a number from 0 to the prime. */
    final long[] element(BigInteger number) {
        long[] element = limbs(number);
        multiply(element, constants.montgomerySquared, element);
        return element;
    }

    /** The element of a number below 2^256, in words of 32 bits, the lowest first. */
    final long[] element(int[] words) {
        long[] element = create();
        setWords(words, element);
        multiply(element, constants.montgomerySquared, element);
        return element;
    }

    /** The number from 0 to the prime, exclusive, that an element stands for. */
    final BigInteger number(long[] element) {
        long[] value = create();
        plain(element, value);
        int[] words = words(value);
        byte[] bytes = new byte[NUMBER_BYTES];
        for (int i = 0; i < NUMBER_BYTES; i++) {
            bytes[NUMBER_BYTES - 1 - i] = (byte) (words[i / Integer.BYTES] >> (i % Integer.BYTES * Byte.SIZE));
        }
        return new BigInteger(1, bytes);
    }

    /** Whether the number that an element stands for is odd. */
    final boolean isOdd(long[] element) {
        plain(element, h);
        return (h[0] & 1) == 1;
    }

    /** Whether an element that {@link #combine} has made is zero. */
    final boolean isZero(long[] combined) {
        // Such a value lies between −2^238 and 2^256 + 2^238, where the only multiples of the prime are these two. Its
        // limbs are carried, so that there is one way to write each.
        return isNothing(combined) || Arrays.equals(combined, constants.prime);
    }

    /** {@code out = a * b}; any of the three may be the same array. */
    final void multiply(long[] a, long[] b, long[] out) {
        long[] c = columns;
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long a5 = a[5];
        long a6 = a[6];
        long a7 = a[7];
        long a8 = a[8];
        long b0 = b[0];
        long b1 = b[1];
        long b2 = b[2];
        long b3 = b[3];
        long b4 = b[4];
        long b5 = b[5];
        long b6 = b[6];
        long b7 = b[7];
        long b8 = b[8];
        c[0] = a0 * b0;
        c[1] = a0 * b1 + a1 * b0;
        c[2] = a0 * b2 + a1 * b1 + a2 * b0;
        c[3] = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        c[4] = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        c[5] = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
        c[6] = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
        c[7] = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
        c[8] = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0;
        c[9] = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1;
        c[10] = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2;
        c[11] = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3;
        c[12] = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
        c[13] = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5;
        c[14] = a6 * b8 + a7 * b7 + a8 * b6;
        c[15] = a7 * b8 + a8 * b7;
        c[16] = a8 * b8;
        reduce(c, out);
    }

    /** {@code out = a * a}; the two may be the same array. */
    final void square(long[] a, long[] out) {
        long[] c = columns;
        long a0 = a[0];
        long a1 = a[1];
        long a2 = a[2];
        long a3 = a[3];
        long a4 = a[4];
        long a5 = a[5];
        long a6 = a[6];
        long a7 = a[7];
        long a8 = a[8];
        c[0] = a0 * a0;
        c[1] = 2 * a0 * a1;
        c[2] = 2 * a0 * a2 + a1 * a1;
        c[3] = 2 * (a0 * a3 + a1 * a2);
        c[4] = 2 * (a0 * a4 + a1 * a3) + a2 * a2;
        c[5] = 2 * (a0 * a5 + a1 * a4 + a2 * a3);
        c[6] = 2 * (a0 * a6 + a1 * a5 + a2 * a4) + a3 * a3;
        c[7] = 2 * (a0 * a7 + a1 * a6 + a2 * a5 + a3 * a4);
        c[8] = 2 * (a0 * a8 + a1 * a7 + a2 * a6 + a3 * a5) + a4 * a4;
        c[9] = 2 * (a1 * a8 + a2 * a7 + a3 * a6 + a4 * a5);
        c[10] = 2 * (a2 * a8 + a3 * a7 + a4 * a6) + a5 * a5;
        c[11] = 2 * (a3 * a8 + a4 * a7 + a5 * a6);
        c[12] = 2 * (a4 * a8 + a5 * a7) + a6 * a6;
        c[13] = 2 * (a5 * a8 + a6 * a7);
        c[14] = 2 * a6 * a8 + a7 * a7;
        c[15] = 2 * a7 * a8;
        c[16] = a8 * a8;
        reduce(c, out);
    }

    /** {@code out = j * a + k * b} for factors from −8 to 8; any of the three may be the same array. */
    final void combine(int j, long[] a, int k, long[] b, long[] out) {
        for (int i = 0; i < LIMBS; i++) {
            out[i] = j * a[i] + k * b[i];
        }
        long above = out[LIMBS - 1] >> TOP_BITS;
        out[LIMBS - 1] -= above << TOP_BITS;
        fold(above, out);
        carry(out, 0, out);
    }

    /** {@code out = 1 / a}, and 0 for 0; the two may be the same array. */
    final void invert(long[] a, long[] out) {
        plain(a, out);
        if (isNothing(out)) {
            return;
        }
        int[] words = words(out);
        Mod.modOddInverseVar(constants.primeWords, words, words);
        setWords(words, out);
        multiply(out, constants.montgomerySquared, out);
    }

    /** {@code out = a^(2^squarings) * factor}, where {@code out} is neither {@code a} nor the factor. */
    final void power(long[] a, int squarings, long[] factor, long[] out) {
        square(a, out);
        for (int i = 1; i < squarings; i++) {
            square(out, out);
        }
        multiply(out, factor, out);
    }

    /** An element whose square is {@code a}, if there is one; else some other. Neither array is one of the field's own. */
    abstract void root(long[] a, long[] out);

    /**
     * Divides what the columns say by 2^261: adds the multiple of the prime that makes the lower nine zero, and carries the upper
     * nine into {@code out}.
     */
    abstract void reduce(long[] columns, long[] out);

    /** Adds {@code above} times 2^256 modulo the prime to limbs that are not carried yet. */
    abstract void fold(long above, long[] limbs);

    /** Brings nine sums from {@code from} on down to limbs of 29 bits; the last takes what is left, and the sign. */
    static void carry(long[] sums, int from, long[] out) {
        long carried = 0;
        for (int i = 0; i < LIMBS - 1; i++) {
            carried += sums[from + i];
            out[i] = carried & LIMB_MASK;
            carried >>= LIMB_BITS;
        }
        out[LIMBS - 1] = carried + sums[from + LIMBS - 1];
    }

    /** The number from 0 to the prime, exclusive, that an element stands for, without its factor of 2^261. */
    private void plain(long[] element, long[] out) {
        System.arraycopy(element, 0, columns, 0, LIMBS);
        Arrays.fill(columns, LIMBS, columns.length, 0);
        reduce(columns, out);
        // The quotient is neither negative nor above the prime.
        if (Arrays.equals(out, constants.prime)) {
            Arrays.fill(out, 0);
        }
    }

    private static boolean isNothing(long[] limbs) {
        for (long limb : limbs) {
            if (limb != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] limbs(BigInteger number) {
        byte[] bytes = number.toByteArray();
        long[] limbs = create();
        for (int i = 0; i < bytes.length; i++) {
            int bit = (bytes.length - 1 - i) * Byte.SIZE;
            int limb = bit / LIMB_BITS;
            long placed = (bytes[i] & 0xffL) << (bit % LIMB_BITS);
            limbs[limb] |= placed & LIMB_MASK;
            if (placed > LIMB_MASK) {
                limbs[limb + 1] |= placed >> LIMB_BITS;
            }
        }
        return limbs;
    }

    /** A number of at most 256 bits in words of 32, the lowest first. Word i begins at bit 3i of limb i. */
    private static int[] words(long[] limbs) {
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            int at = (Integer.SIZE - LIMB_BITS) * i;
            words[i] = (int) (limbs[i] >> at | limbs[i + 1] << (LIMB_BITS - at));
        }
        return words;
    }

    private static void setWords(int[] words, long[] limbs) {
        long waiting = 0;
        int waitingBits = 0;
        for (int i = 0; i < WORDS; i++) {
            waiting |= (words[i] & 0xffffffffL) << waitingBits;
            limbs[i] = waiting & LIMB_MASK;
            waiting >>>= LIMB_BITS;
            waitingBits += Integer.SIZE - LIMB_BITS;
        }
        limbs[WORDS] = waiting;
    }
}
