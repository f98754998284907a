package dev.plumbline.proofs.crypto;

import java.math.BigInteger;

/** The field of secp256k1, modulo 2^256 − 2^32 − 977. */
final class FieldOfSecp256k1 extends PrimeField {
    static final BigInteger PRIME =
            new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);

    /** −1 divided by the prime, modulo 2^29. */
    private static final long NEGATED_INVERSE =
            PRIME.modInverse(BigInteger.ONE.shiftLeft(LIMB_BITS)).negate().longValue() & LIMB_MASK;

    private static final Constants CONSTANTS = new Constants(PRIME);

    FieldOfSecp256k1() {
        super(CONSTANTS);
    }

    @Override
    void reduce(long[] c, long[] out) {
        long c0 = c[0];
        long c1 = c[1];
        long c2 = c[2];
        long c3 = c[3];
        long c4 = c[4];
        long c5 = c[5];
        long c6 = c[6];
        long c7 = c[7];
        long c8 = c[8];
        long c9 = c[9];
        long c10 = c[10];
        long c11 = c[11];
        long c12 = c[12];
        long c13 = c[13];
        long c14 = c[14];
        long c15 = c[15];
        long c16 = c[16];
        long times;
        times = (c0 * NEGATED_INVERSE) & LIMB_MASK;
        c1 += ((c0 - 977 * times) >> LIMB_BITS) - (times << 3);
        c8 += times << 24;
        times = (c1 * NEGATED_INVERSE) & LIMB_MASK;
        c2 += ((c1 - 977 * times) >> LIMB_BITS) - (times << 3);
        c9 += times << 24;
        times = (c2 * NEGATED_INVERSE) & LIMB_MASK;
        c3 += ((c2 - 977 * times) >> LIMB_BITS) - (times << 3);
        c10 += times << 24;
        times = (c3 * NEGATED_INVERSE) & LIMB_MASK;
        c4 += ((c3 - 977 * times) >> LIMB_BITS) - (times << 3);
        c11 += times << 24;
        times = (c4 * NEGATED_INVERSE) & LIMB_MASK;
        c5 += ((c4 - 977 * times) >> LIMB_BITS) - (times << 3);
        c12 += times << 24;
        times = (c5 * NEGATED_INVERSE) & LIMB_MASK;
        c6 += ((c5 - 977 * times) >> LIMB_BITS) - (times << 3);
        c13 += times << 24;
        times = (c6 * NEGATED_INVERSE) & LIMB_MASK;
        c7 += ((c6 - 977 * times) >> LIMB_BITS) - (times << 3);
        c14 += times << 24;
        times = (c7 * NEGATED_INVERSE) & LIMB_MASK;
        c8 += ((c7 - 977 * times) >> LIMB_BITS) - (times << 3);
        c15 += times << 24;
        times = (c8 * NEGATED_INVERSE) & LIMB_MASK;
        c9 += ((c8 - 977 * times) >> LIMB_BITS) - (times << 3);
        c16 += times << 24;
        out[0] = c9 & LIMB_MASK;
        c10 += c9 >> LIMB_BITS;
        out[1] = c10 & LIMB_MASK;
        c11 += c10 >> LIMB_BITS;
        out[2] = c11 & LIMB_MASK;
        c12 += c11 >> LIMB_BITS;
        out[3] = c12 & LIMB_MASK;
        c13 += c12 >> LIMB_BITS;
        out[4] = c13 & LIMB_MASK;
        c14 += c13 >> LIMB_BITS;
        out[5] = c14 & LIMB_MASK;
        c15 += c14 >> LIMB_BITS;
        out[6] = c15 & LIMB_MASK;
        c16 += c15 >> LIMB_BITS;
        out[7] = c16 & LIMB_MASK;
        out[8] = c16 >> LIMB_BITS;
    }

    @Override
    void root(long[] a, long[] out) {
        // A quarter of the prime and one: in binary 223 ones, a zero, 22 ones, four zeros, two ones, two zeros.
        power(a, 1, a, e);
        power(e, 1, a, f);
        power(f, 3, f, g);
        power(g, 3, f, h);
        power(h, 2, e, f);
        power(f, 11, f, g);
        power(g, 22, g, h);
        power(h, 44, h, f);
        power(f, 44, h, out);
        power(out, 88, f, h);
        power(h, 2, e, f);
        power(f, 1, a, h);
        power(h, 23, g, f);
        power(f, 6, e, out);
        square(out, out);
        square(out, out);
    }

    @Override
    void fold(long above, long[] limbs) {
        limbs[0] += 977 * above;
        limbs[1] += above << 3;
    }
}
