package dev.plumbline.proofs.crypto;

/** The affine multiples 1, 3, 5, … of one point, to be added digit by digit. Immutable, safe for threads. */
final class OddMultiples {
    private final int windowBits;
    private final long[][] x;
    private final long[][] y;

    private OddMultiples(int windowBits, long[][] x, long[][] y) {
        this.windowBits = windowBits;
        this.x = x;
        this.y = y;
    }

    /**
     * Computes the multiples below 2^(windowBits − 1) of an affine point; costs an addition for each, a doubling and one
     * inversion.
     */
    static OddMultiples of(EcdsaCurve curve, PrimeField field, long[] pointX, long[] pointY, int windowBits) {
        int count = 1 << (windowBits - 2);
        var x = new long[count][PrimeField.LIMBS];
        var y = new long[count][PrimeField.LIMBS];
        var z = new long[count][PrimeField.LIMBS];
        CurvePoint twice = curve.infinity(field);
        twice.add(pointX, pointY, 1);
        twice.twice();
        // Each is the one before and twice the point. With all Z divided by that of twice the point, the latter is
        // affine: they are then points of another curve, for which the formula of addition, having neither a nor b
        // in it, holds as well.
        field.square(twice.z, x[0]);
        field.multiply(x[0], twice.z, y[0]);
        field.multiply(pointX, x[0], x[0]);
        field.multiply(pointY, y[0], y[0]);
        CurvePoint multiple = curve.infinity(field);
        multiple.add(x[0], y[0], 1);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                multiple.add(twice.x, twice.y, 1);
            }
            PrimeField.copy(multiple.x, x[i]);
            PrimeField.copy(multiple.y, y[i]);
            field.multiply(multiple.z, twice.z, z[i]);
        }
        divide(field, x, y, z);
        return new OddMultiples(windowBits, x, y);
    }

    /** From Jacobian coordinates to affine ones, in place, with one inversion for all (Montgomery). */
    private static void divide(PrimeField field, long[][] x, long[][] y, long[][] z) {
        var before = new long[z.length][PrimeField.LIMBS];
        long[] product = field.one().clone();
        for (int i = 0; i < z.length; i++) {
            PrimeField.copy(product, before[i]);
            field.multiply(product, z[i], product);
        }
        field.invert(product, product);
        long[] power = field.e;
        for (int i = z.length - 1; i >= 0; i--) {
            long[] inverse = before[i];
            field.multiply(inverse, product, inverse);
            field.multiply(product, z[i], product);
            field.square(inverse, power);
            field.multiply(x[i], power, x[i]);
            field.multiply(power, inverse, power);
            field.multiply(y[i], power, y[i]);
        }
    }

    /** The same multiples of the point (factor * x, y), where the curve has one. */
    OddMultiples withXTimes(PrimeField field, long[] factor) {
        var product = new long[x.length][PrimeField.LIMBS];
        for (int i = 0; i < x.length; i++) {
            field.multiply(x[i], factor, product[i]);
        }
        return new OddMultiples(windowBits, product, y);
    }

    int windowBits() {
        return windowBits;
    }

    /** Adds {@code digit} times the point, for an odd digit from −2^(windowBits − 1) to 2^(windowBits − 1). */
    void addTo(CurvePoint sum, int digit) {
        int at = Math.abs(digit) >> 1;
        sum.add(x[at], y[at], digit < 0 ? -1 : 1);
    }
}
