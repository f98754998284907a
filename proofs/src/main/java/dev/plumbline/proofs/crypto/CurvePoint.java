package dev.plumbline.proofs.crypto;

/**
 * A point of a curve y² = x³ + ax + b with a = 0 or a = −3, changed in place; for public values only. Not safe for threads.
 *
 * <p>Jacobian coordinates x = X/Z², y = Y/Z³; infinity is kept beside them, so that no formula meets it. The formulas hold for
 * two different points that are not opposite, and {@link #add} looks which case it has: a hostile signature can bring about
 * any.
 */
final class CurvePoint {
    final long[] x = PrimeField.create();
    final long[] y = PrimeField.create();
    final long[] z = PrimeField.create();

    private final PrimeField field;
    private final boolean isKoblitz;
    private boolean isInfinity = true;

    /**
     * Infinity.
     *
     * @param isKoblitz whether a is 0, else it is −3
     */
    CurvePoint(PrimeField field, boolean isKoblitz) {
        this.field = field;
        this.isKoblitz = isKoblitz;
    }

    boolean isInfinity() {
        return isInfinity;
    }

    /** Doubles the point. */
    void twice() {
        long[] e = field.e;
        long[] f = field.f;
        long[] g = field.g;
        // No point has order two on a curve whose order is odd, so y is not zero.
        if (isInfinity) {
            return;
        }
        if (isKoblitz) {
            field.square(x, e);
            field.combine(3, e, 0, e, e);
        } else {
            field.square(z, f);
            field.combine(1, x, -1, f, e);
            field.combine(1, x, 1, f, f);
            field.multiply(e, f, e);
            field.combine(3, e, 0, e, e);
        }
        field.multiply(y, z, z);
        field.combine(2, z, 0, z, z);
        field.square(y, g);
        field.multiply(x, g, f);
        field.square(g, g);
        field.square(e, x);
        field.combine(1, x, -8, f, x);
        field.combine(4, f, -1, x, f);
        field.multiply(e, f, y);
        field.combine(1, y, -8, g, y);
    }

    /** Adds the affine point (otherX, sign * otherY). */
    void add(long[] otherX, long[] otherY, int sign) {
        if (isInfinity) {
            field.combine(1, otherX, 0, otherX, x);
            field.combine(sign, otherY, 0, otherY, y);
            PrimeField.copy(field.one(), z);
            isInfinity = false;
            return;
        }
        long[] e = field.e;
        long[] f = field.f;
        long[] g = field.g;
        long[] h = field.h;
        field.square(z, e);
        field.multiply(otherX, e, h);
        field.combine(1, h, -1, x, h);
        field.multiply(e, z, e);
        field.multiply(otherY, e, e);
        field.combine(sign, e, -1, y, e);
        if (field.isZero(h)) {
            addSameX(e);
            return;
        }
        field.multiply(z, h, z);
        field.square(h, f);
        field.multiply(h, f, h);
        field.multiply(x, f, f);
        field.square(e, x);
        field.combine(1, x, -1, h, x);
        field.combine(1, x, -2, f, x);
        field.combine(1, f, -1, x, f);
        field.multiply(e, f, f);
        field.multiply(y, h, g);
        field.combine(1, f, -1, g, y);
    }

    /** The other point is this one or its opposite, by the difference of the two y. */
    private void addSameX(long[] difference) {
        if (field.isZero(difference)) {
            twice();
        } else {
            isInfinity = true;
        }
    }

    /** Whether x = number/1 for an element of the field; no inversion. */
    boolean hasX(long[] element) {
        long[] f = field.f;
        field.square(z, f);
        field.multiply(element, f, f);
        field.combine(1, f, -1, x, f);
        return !isInfinity && field.isZero(f);
    }

    /** Writes the affine coordinates, which infinity has not. An inversion. */
    void affine(long[] outX, long[] outY) {
        long[] f = field.f;
        long[] g = field.g;
        field.invert(z, g);
        field.square(g, f);
        field.multiply(x, f, outX);
        field.multiply(f, g, f);
        field.multiply(y, f, outY);
    }
}
