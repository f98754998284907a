package dev.plumbline.proofs.crypto;

import java.math.BigInteger;

/** The field of P-256, modulo 2^256 − 2^224 + 2^192 + 2^96 − 1. */
final class FieldOfP256 extends PrimeField {
    static final BigInteger PRIME =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

    private static final Constants CONSTANTS = new Constants(PRIME);

    FieldOfP256() {
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
        times = c0 & LIMB_MASK;
        c1 += c0 >> LIMB_BITS;
        c3 += times << 9;
        c6 += times << 18;
        c7 -= times << 21;
        c8 += times << 24;
        times = c1 & LIMB_MASK;
        c2 += c1 >> LIMB_BITS;
        c4 += times << 9;
        c7 += times << 18;
        c8 -= times << 21;
        c9 += times << 24;
        times = c2 & LIMB_MASK;
        c3 += c2 >> LIMB_BITS;
        c5 += times << 9;
        c8 += times << 18;
        c9 -= times << 21;
        c10 += times << 24;
        times = c3 & LIMB_MASK;
        c4 += c3 >> LIMB_BITS;
        c6 += times << 9;
        c9 += times << 18;
        c10 -= times << 21;
        c11 += times << 24;
        times = c4 & LIMB_MASK;
        c5 += c4 >> LIMB_BITS;
        c7 += times << 9;
        c10 += times << 18;
        c11 -= times << 21;
        c12 += times << 24;
        times = c5 & LIMB_MASK;
        c6 += c5 >> LIMB_BITS;
        c8 += times << 9;
        c11 += times << 18;
        c12 -= times << 21;
        c13 += times << 24;
        times = c6 & LIMB_MASK;
        c7 += c6 >> LIMB_BITS;
        c9 += times << 9;
        c12 += times << 18;
        c13 -= times << 21;
        c14 += times << 24;
        times = c7 & LIMB_MASK;
        c8 += c7 >> LIMB_BITS;
        c10 += times << 9;
        c13 += times << 18;
        c14 -= times << 21;
        c15 += times << 24;
        times = c8 & LIMB_MASK;
        c9 += c8 >> LIMB_BITS;
        c11 += times << 9;
        c14 += times << 18;
        c15 -= times << 21;
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
        // A quarter of the prime and one: 2^254 − 2^222 + 2^190 + 2^94.
        power(a, 1, a, e);
        power(e, 2, e, f);
        power(f, 4, f, e);
        power(e, 8, e, f);
        power(f, 16, f, e);
        power(e, 32, a, f);
        power(f, 96, a, out);
        for (int i = 0; i < 94; i++) {
            square(out, out);
        }
    }

    @Override
    void fold(long above, long[] limbs) {
        limbs[0] += above;
        limbs[3] -= above << 9;
        limbs[6] -= above << 18;
        limbs[7] += above << 21;
    }
}
