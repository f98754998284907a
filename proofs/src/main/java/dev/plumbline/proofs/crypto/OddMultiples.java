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
     * Computes the multiples below 2^(windowBits − 1) of an affine point; costs a doubling and half an addition for each, and
     * one inversion.
     */
    static OddMultiples of(EcdsaCurve curve, PrimeField field, long[] pointX, long[] pointY, int windowBits) {
        var multiples = new CurvePoint[1 << (windowBits - 1)];
        for (int i = 1; i < multiples.length; i++) {
            multiples[i] = curve.infinity(field);
            if (i > 1) {
                multiples[i].set(multiples[i / 2]);
                multiples[i].twice();
            }
            if (i % 2 == 1) {
                multiples[i].add(pointX, pointY, 1);
            }
        }
        int count = multiples.length / 2;
        var x = new long[count][PrimeField.LIMBS];
        var y = new long[count][PrimeField.LIMBS];
        // One inversion for all (Montgomery): products of all Z up to each, then backwards.
        var products = new long[count][PrimeField.LIMBS];
        long[] z = PrimeField.create();
        long[] inverse = field.one().clone();
        for (int i = 0; i < count; i++) {
            multiples[2 * i + 1].copyZ(z);
            field.multiply(inverse, z, inverse);
            System.arraycopy(inverse, 0, products[i], 0, PrimeField.LIMBS);
        }
        field.invert(inverse, inverse);
        long[] own = PrimeField.create();
        for (int i = count - 1; i >= 0; i--) {
            field.multiply(inverse, i == 0 ? field.one() : products[i - 1], own);
            multiples[2 * i + 1].copyZ(z);
            field.multiply(inverse, z, inverse);
            multiples[2 * i + 1].affine(own, x[i], y[i]);
        }
        return new OddMultiples(windowBits, x, y);
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
