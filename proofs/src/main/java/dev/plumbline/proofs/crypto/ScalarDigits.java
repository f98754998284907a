package dev.plumbline.proofs.crypto;

import java.math.BigInteger;

/**
 * A scalar as a sum of odd digits times powers of two, of which no two are nearer than a window (the non-adjacent form of
 * width w), next to the point that it multiplies. Each is taken once, from the highest bit down.
 */
final class ScalarDigits {
    /** A scalar of 256 bits, and the carry out of it. */
    static final int BITS = 257;

    private final OddMultiples multiples;
    private final byte[] digits = new byte[BITS];

    /** Splits a scalar, which may be negative, of at most 256 bits. */
    ScalarDigits(BigInteger scalar, OddMultiples multiples) {
        this.multiples = multiples;
        BigInteger magnitude = scalar.abs();
        int sign = scalar.signum();
        int width = multiples.windowBits();
        int carry = 0;
        int at = 0;
        while (at < BITS) {
            if (bit(magnitude, at) == carry) {
                at++;
                continue;
            }
            int digit = carry;
            for (int i = 0; i < width; i++) {
                digit += bit(magnitude, at + i) << i;
            }
            carry = digit >> (width - 1);
            digits[at] = (byte) (sign * (digit - (carry << width)));
            at += width;
        }
    }

    /** Adds what the digit at one bit says, if there is one. */
    void addTo(CurvePoint sum, int bit) {
        if (digits[bit] != 0) {
            multiples.addTo(sum, digits[bit]);
        }
    }

    private static int bit(BigInteger magnitude, int at) {
        return magnitude.testBit(at) ? 1 : 0;
    }
}
