package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.jspecify.annotations.Nullable;

/**
 * A point of edwards25519, −x² + y² = 1 + dx²y², changed in place; for public values only, as its time depends on them.
 *
 * <p>Extended coordinates x = X/Z, y = Y/Z, xy = T/Z, and the unified formulas of Hisil, Wong, Carter and Dawson (2008),
 * which for this curve are complete: they hold for every pair of points, equal, opposite or neutral. Not safe for
 * threads.
 */
final class EdwardsPoint {
    static final int ENCODED_BYTES = 32;

    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final byte[] ENCODED_PRIME = littleEndian(PRIME);
    private static final int[] D = field(
            BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(PRIME)));
    private static final int[] TWICE_D = twiceD();

    final int[] x = X25519Field.create();
    final int[] y = X25519Field.create();
    final int[] z = X25519Field.create();
    final int[] t = X25519Field.create();

    private final int[] a = X25519Field.create();
    private final int[] b = X25519Field.create();
    private final int[] c = X25519Field.create();
    private final int[] e = X25519Field.create();
    private final int[] f = X25519Field.create();
    private final int[] g = X25519Field.create();
    private final int[] h = X25519Field.create();

    /** The neutral point. */
    EdwardsPoint() {
        setNeutral();
    }

    /** Makes this the neutral point. */
    void setNeutral() {
        X25519Field.zero(x);
        X25519Field.one(y);
        X25519Field.one(z);
        X25519Field.zero(t);
    }

    /**
     * Reads the 32 bytes of RFC 8032 section 5.1.3: y little-endian, the lowest bit of x on top.
     *
     * <p>Null for a y at or above the prime, a y without x, and the sign bit on x = 0.
     */
    static @Nullable EdwardsPoint decode(byte[] encoded) {
        boolean oddX = encoded[ENCODED_BYTES - 1] < 0;
        byte[] yBytes = encoded.clone();
        yBytes[ENCODED_BYTES - 1] &= 0x7f;
        if (!isBelow(yBytes, ENCODED_PRIME)) {
            return null;
        }
        var point = new EdwardsPoint();
        X25519Field.decode255(yBytes, point.y);
        // x² = (y² − 1) / (dy² + 1)
        X25519Field.sqr(point.y, point.a);
        X25519Field.mul(D, point.a, point.b);
        X25519Field.subOne(point.a);
        X25519Field.addOne(point.b);
        if (!X25519Field.sqrtRatioVar(point.a, point.b, point.x)) {
            return null;
        }
        X25519Field.normalize(point.x);
        boolean isZero = X25519Field.isZeroVar(point.x);
        if (isZero && oddX) {
            return null;
        }
        if (oddX != ((point.x[0] & 1) == 1)) {
            X25519Field.negate(point.x, point.x);
            X25519Field.carry(point.x);
        }
        X25519Field.mul(point.x, point.y, point.t);
        return point;
    }

    /** The one canonical encoding. An inversion, a fifth of what a verification costs. */
    byte[] encode() {
        X25519Field.invVar(z, a);
        X25519Field.mul(x, a, b);
        X25519Field.mul(y, a, c);
        X25519Field.normalize(b);
        X25519Field.normalize(c);
        byte[] encoded = new byte[ENCODED_BYTES];
        X25519Field.encode(c, encoded, 0);
        encoded[ENCODED_BYTES - 1] |= (byte) ((b[0] & 1) << 7);
        return encoded;
    }

    boolean isNeutral() {
        X25519Field.sub(y, z, a);
        X25519Field.carry(a);
        X25519Field.normalize(a);
        X25519Field.copy(x, 0, b, 0);
        X25519Field.normalize(b);
        return X25519Field.isZeroVar(a) && X25519Field.isZeroVar(b);
    }

    void set(EdwardsPoint other) {
        X25519Field.copy(other.x, 0, x, 0);
        X25519Field.copy(other.y, 0, y, 0);
        X25519Field.copy(other.z, 0, z, 0);
        X25519Field.copy(other.t, 0, t, 0);
    }

    void negate() {
        X25519Field.negate(x, x);
        X25519Field.carry(x);
        X25519Field.negate(t, t);
        X25519Field.carry(t);
    }

    void twice() {
        X25519Field.sqr(x, a);
        X25519Field.sqr(y, b);
        X25519Field.sqr(z, c);
        X25519Field.add(c, c, c);
        X25519Field.add(x, y, e);
        X25519Field.carry(e);
        X25519Field.sqr(e, e);
        X25519Field.apm(a, b, h, g);
        X25519Field.sub(h, e, e);
        X25519Field.add(c, g, f);
        finish();
    }

    void add(EdwardsPoint other) {
        X25519Field.mul(t, other.t, c);
        X25519Field.mul(c, TWICE_D, c);
        X25519Field.mul(z, other.z, f);
        X25519Field.add(f, f, f);
        X25519Field.apm(y, x, b, a);
        X25519Field.apm(other.y, other.x, g, e);
        X25519Field.mul(a, e, a);
        X25519Field.mul(b, g, b);
        X25519Field.apm(b, a, h, e);
        X25519Field.apm(f, c, g, f);
        finish();
    }

    /** Adds the affine point given by y + x, y − x and 2dxy, or subtracts it. */
    void add(int[] yPlusX, int[] yMinusX, int[] twiceDxy, boolean subtract) {
        X25519Field.apm(y, x, b, a);
        X25519Field.mul(a, subtract ? yPlusX : yMinusX, a);
        X25519Field.mul(b, subtract ? yMinusX : yPlusX, b);
        X25519Field.mul(t, twiceDxy, c);
        X25519Field.add(z, z, f);
        X25519Field.apm(b, a, h, e);
        if (subtract) {
            X25519Field.apm(f, c, f, g);
        } else {
            X25519Field.apm(f, c, g, f);
        }
        finish();
    }

    /** From e, f, g and h to the sum. Carries first, so that no limb is wider than multiplication allows. */
    private void finish() {
        X25519Field.carry(e);
        X25519Field.carry(f);
        X25519Field.carry(g);
        X25519Field.carry(h);
        X25519Field.mul(e, f, x);
        X25519Field.mul(g, h, y);
        X25519Field.mul(e, h, t);
        X25519Field.mul(f, g, z);
    }

    /** Writes y + x, y − x and 2dxy of an affine point, for the faster {@link #add}. */
    static void prepare(int[] x, int[] y, int[] yPlusX, int[] yMinusX, int[] twiceDxy) {
        X25519Field.apm(y, x, yPlusX, yMinusX);
        X25519Field.carry(yPlusX);
        X25519Field.carry(yMinusX);
        X25519Field.mul(x, y, twiceDxy);
        X25519Field.mul(twiceDxy, TWICE_D, twiceDxy);
    }

    /** Whether 32 bytes are a number below the 32 of the bound, both little-endian. */
    static boolean isBelow(byte[] littleEndian, byte[] bound) {
        for (int i = ENCODED_BYTES - 1; i >= 0; i--) {
            int difference = Byte.compareUnsigned(littleEndian[i], bound[i]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** The number below 2^256 as 32 bytes, little-endian. */
    static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[ENCODED_BYTES];
        byte[] bigEndian = number.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return bytes;
    }

    private static int[] field(BigInteger value) {
        int[] element = X25519Field.create();
        X25519Field.decode255(littleEndian(value.mod(PRIME)), element);
        return element;
    }

    private static int[] twiceD() {
        int[] element = X25519Field.create();
        X25519Field.add(D, D, element);
        X25519Field.carry(element);
        return element;
    }
}
