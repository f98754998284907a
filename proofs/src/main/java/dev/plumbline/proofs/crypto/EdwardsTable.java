package dev.plumbline.proofs.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * The multiples of one point that make adding up many of it cheap: for each of eight blocks j and m = 1 to 8 the point
 * m·2^(32j)·P.
 *
 * <p>A scalar is cut into 64 signed digits of base 16, eight to a block, so that a multiple takes 64 additions and 28
 * doublings, and the sum of two multiples shares the doublings. About 8 KiB. Immutable.
 */
final class EdwardsTable {
    private static final int BLOCKS = 8;
    private static final int DIGITS_PER_BLOCK = 8;
    private static final int DIGIT_BITS = 4;
    private static final int DIGITS = BLOCKS * DIGITS_PER_BLOCK;
    private static final int MULTIPLES = 8;

    private final int[][] yPlusX = new int[BLOCKS * MULTIPLES][];
    private final int[][] yMinusX = new int[BLOCKS * MULTIPLES][];
    private final int[][] twiceDxy = new int[BLOCKS * MULTIPLES][];

    EdwardsTable(EdwardsPoint point) {
        int[][] x = new int[BLOCKS * MULTIPLES][];
        int[][] y = new int[BLOCKS * MULTIPLES][];
        int[][] z = new int[BLOCKS * MULTIPLES][];
        multiply(point, x, y, z);
        int[][] zInverse = inverted(z);
        for (int i = 0; i < z.length; i++) {
            yPlusX[i] = X25519Field.create();
            yMinusX[i] = X25519Field.create();
            twiceDxy[i] = X25519Field.create();
            X25519Field.mul(x[i], zInverse[i], x[i]);
            X25519Field.mul(y[i], zInverse[i], y[i]);
            EdwardsPoint.prepare(x[i], y[i], yPlusX[i], yMinusX[i], twiceDxy[i]);
        }
    }

    private static void multiply(EdwardsPoint point, int[][] x, int[][] y, int[][] z) {
        var blockPoint = new EdwardsPoint();
        blockPoint.set(point);
        for (int block = 0; block < BLOCKS; block++) {
            if (block > 0) {
                for (int i = 0; i < DIGIT_BITS * DIGITS_PER_BLOCK; i++) {
                    blockPoint.twice();
                }
            }
            var multiple = new EdwardsPoint();
            for (int entry = block * MULTIPLES; entry < (block + 1) * MULTIPLES; entry++) {
                multiple.add(blockPoint);
                x[entry] = multiple.x.clone();
                y[entry] = multiple.y.clone();
                z[entry] = multiple.z.clone();
            }
        }
    }

    /** 1/z of every z for one inversion in all: invert the product, then peel factors off it from the end. */
    private static int[][] inverted(int[][] z) {
        int[][] inverses = new int[z.length][];
        int[] product = X25519Field.create();
        X25519Field.one(product);
        for (int i = 0; i < z.length; i++) {
            inverses[i] = product.clone();
            X25519Field.mul(product, z[i], product);
        }
        X25519Field.invVar(product, product);
        for (int i = z.length - 1; i >= 0; i--) {
            X25519Field.mul(inverses[i], product, inverses[i]);
            X25519Field.mul(product, z[i], product);
        }
        return inverses;
    }

    /** [scalar]P, for a scalar of 32 bytes, little-endian, below 2^255. */
    EdwardsPoint times(byte[] scalar) {
        byte[] digits = digits(scalar);
        var sum = new EdwardsPoint();
        for (int place = DIGITS_PER_BLOCK - 1; place >= 0; place--) {
            shift(sum, place);
            addDigits(digits, place, sum);
        }
        return sum;
    }

    /** Sets a point to [scalar]P + [otherScalar]Q, where Q is the point of the other table. */
    void timesPlus(byte[] scalar, EdwardsTable other, byte[] otherScalar, EdwardsPoint sum) {
        byte[] digits = digits(scalar);
        byte[] otherDigits = digits(otherScalar);
        sum.setNeutral();
        for (int place = DIGITS_PER_BLOCK - 1; place >= 0; place--) {
            shift(sum, place);
            addDigits(digits, place, sum);
            other.addDigits(otherDigits, place, sum);
        }
    }

    private static void shift(EdwardsPoint sum, int place) {
        if (place < DIGITS_PER_BLOCK - 1) {
            for (int i = 0; i < DIGIT_BITS; i++) {
                sum.twice();
            }
        }
    }

    private void addDigits(byte[] digits, int place, EdwardsPoint sum) {
        for (int block = 0; block < BLOCKS; block++) {
            int digit = digits[block * DIGITS_PER_BLOCK + place];
            if (digit != 0) {
                int entry = block * MULTIPLES + Math.abs(digit) - 1;
                sum.add(yPlusX[entry], yMinusX[entry], twiceDxy[entry], digit < 0);
            }
        }
    }

    /** Base 16 with digits from −8 to 7, least significant first; the topmost may be 8 as it passes nothing on. */
    private static byte[] digits(byte[] scalar) {
        byte[] digits = new byte[DIGITS];
        int carry = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = ((scalar[i / 2] >>> (DIGIT_BITS * (i % 2))) & 0xf) + carry;
            carry = i < DIGITS - 1 && digit >= 8 ? 1 : 0;
            digits[i] = (byte) (digit - 16 * carry);
        }
        return digits;
    }
}
