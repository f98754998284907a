package dev.plumbline.proofs.crypto;

import java.math.BigInteger;

/**
 * Scalars of edwards25519: numbers modulo L = 2^252 + c, the order of the subgroup, with c = {@link #EXCESS}.
 *
 * <p>For public values only, as the time depends on them.
 */
final class EdwardsScalar {
    static final int WIDE_BYTES = 64;

    private static final BigInteger EXCESS = new BigInteger("27742317777372353535851937790883648493");
    static final BigInteger ORDER = BigInteger.TWO.pow(252).add(EXCESS);

    /** Nine limbs of 28 bits are below 2^252. */
    private static final int LIMB_BITS = 28;

    private static final int LIMBS = 9;
    private static final int WIDE_LIMBS = 19;
    private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    private static final long[] EXCESS_LIMBS = excessLimbs();

    private EdwardsScalar() {}

    /** The remainder modulo L of 64 bytes, in 32, both little-endian. */
    static byte[] remainder(byte[] wide) {
        long[] limbs = limbs(wide);
        // 2^252 is −c. What stands above it goes down limb by limb, the highest first. As c has 125 bits, what comes
        // in below is smaller by far than what went; it may be negative.
        for (int at = WIDE_LIMBS - 1; at >= LIMBS; at--) {
            addExcess(limbs, at - LIMBS, -limbs[at]);
            limbs[at] = 0;
        }
        // Above −2^154, and below L: the last limb to go down was −1 at the least, when L was added to a negative sum.
        if (limbs[LIMBS - 1] < 0) {
            limbs[LIMBS - 1] += 1L << LIMB_BITS;
            addExcess(limbs, 0, 1);
        }
        return bytes(limbs);
    }

    /** Adds times c, {@code at} limbs up, and carries into the highest of nine, which takes what is left, and the sign. */
    private static void addExcess(long[] limbs, int at, long times) {
        for (int i = 0; i < EXCESS_LIMBS.length; i++) {
            limbs[at + i] += times * EXCESS_LIMBS[i];
        }
        for (int i = at; i < at + LIMBS - 1; i++) {
            limbs[i + 1] += limbs[i] >> LIMB_BITS;
            limbs[i] &= LIMB_MASK;
        }
    }

    /** Limb i begins at bit 28i, which is the first of a byte or the fifth. */
    private static long[] limbs(byte[] wide) {
        long[] limbs = new long[WIDE_LIMBS];
        for (int i = 0; i < WIDE_LIMBS; i++) {
            int at = i * LIMB_BITS / Byte.SIZE;
            long word = 0;
            for (int j = at; j < Math.min(at + Integer.BYTES, WIDE_BYTES); j++) {
                word |= (wide[j] & 0xffL) << ((j - at) * Byte.SIZE);
            }
            limbs[i] = word >> (i * LIMB_BITS % Byte.SIZE) & LIMB_MASK;
        }
        return limbs;
    }

    private static byte[] bytes(long[] limbs) {
        byte[] bytes = new byte[EdwardsPoint.ENCODED_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            int limb = i * Byte.SIZE / LIMB_BITS;
            int bit = i * Byte.SIZE % LIMB_BITS;
            bytes[i] = (byte) (limbs[limb] >> bit | limbs[limb + 1] << (LIMB_BITS - bit));
        }
        return bytes;
    }

    private static long[] excessLimbs() {
        long[] limbs = new long[EXCESS.bitLength() / LIMB_BITS + 1];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = EXCESS.shiftRight(i * LIMB_BITS).longValue() & LIMB_MASK;
        }
        return limbs;
    }
}
