package dev.plumbline.proofs.crypto;

import java.math.BigInteger;

/**
 * A scalar k of secp256k1 as low + lambda * high with two numbers of about 128 bits (Gallant, Lambert, Vanstone), where lambda times (x, y)
 * is (beta x, y): half the doublings of a multiplication.
 *
 * <p>The lattice of the pairs that stand for 0 has the short base (A1, −B1), (A2, A1). The two shares are their coordinates in
 * that base, scaled by 2^272 and rounded, so that k is brought near 0 without a division.
 */
record HalvedScalar(BigInteger low, BigInteger high) {
    static final BigInteger BETA = hex("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee");
    static final BigInteger LAMBDA = hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");

    private static final BigInteger A1 = hex("3086d221a7d46bcde86c90e49284eb15");
    private static final BigInteger B1 = hex("e4437ed6010e88286f547fa90abfe4c3");
    private static final BigInteger A2 = hex("114ca50f7a8e2f3f657c1108d9d44cfd8");
    private static final BigInteger SHARE1 = hex("3086d221a7d46bcde86c90e49284eb153dab");
    private static final BigInteger SHARE2 = hex("e4437ed6010e88286f547fa90abfe4c42212");
    private static final int SCALE_BITS = 272;

    static HalvedScalar of(BigInteger scalar) {
        BigInteger count1 = scalar.multiply(SHARE1).shiftRight(SCALE_BITS);
        BigInteger count2 = scalar.multiply(SHARE2).shiftRight(SCALE_BITS);
        return new HalvedScalar(
                scalar.subtract(count1.multiply(A1)).subtract(count2.multiply(A2)),
                count1.multiply(B1).subtract(count2.multiply(A1)));
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
