package dev.plumbline.proofs.crypto;

/**
 * A scalar as a sum of odd digits times powers of two, of which no two are nearer than a window (the non-adjacent form of
 * width w), next to the point that it multiplies. Each is taken once, from the highest bit down.
 */
final class ScalarDigits {
    private final OddMultiples multiples;
    private final byte[] digits;

    /**
     * Splits a scalar: words of 32 bits, the lowest first, in two's complement, whose topmost bits, as many as the window has, are
     * all the sign.
     */
    ScalarDigits(int[] words, OddMultiples multiples) {
        this.multiples = multiples;
        this.digits = new byte[words.length * Integer.SIZE];
        int width = multiples.windowBits();
        int carry = 0;
        int at = 0;
        while (at < digits.length) {
            if (bit(words, at) == carry) {
                at++;
                continue;
            }
            int digit = carry;
            for (int i = 0; i < width; i++) {
                digit += bit(words, at + i) << i;
            }
            carry = digit >> (width - 1);
            digits[at] = (byte) (digit - (carry << width));
            at += width;
        }
    }

    /** Bits from the lowest, of which some on top have no digit. */
    int bits() {
        return digits.length;
    }

    int digit(int bit) {
        return digits[bit];
    }

    /** Adds what the digit at one bit says, if there is one. */
    void addTo(CurvePoint sum, int bit) {
        if (digits[bit] != 0) {
            multiples.addTo(sum, digits[bit]);
        }
    }

    private static int bit(int[] words, int at) {
        return (words[at / Integer.SIZE] >>> (at % Integer.SIZE)) & 1;
    }
}
