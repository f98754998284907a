package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Checks ECDSA over one 256-bit curve of cofactor 1, so that every point of the curve but infinity is a key.
 *
 * <p>The arithmetic is our own ({@link PrimeField}, {@link CurvePoint}, {@link CurveOrder}): it sees public values only, so it may
 * take the time that they ask for, it allocates some eight kilobytes where Bouncy Castle's takes a hundred, and a build that only
 * verifies needs no other. Signing is Bouncy Castle's, in {@link EcdsaSigner}.
 */
final class EcdsaCurve {
    static final int SCALAR_BYTES = 32;
    static final int SIGNATURE_BYTES = 2 * SCALAR_BYTES;
    static final int COMPRESSED_BYTES = 1 + SCALAR_BYTES;
    static final int UNCOMPRESSED_BYTES = 1 + 2 * SCALAR_BYTES;

    static final EcdsaCurve P256 = new EcdsaCurve(
            false,
            FieldOfP256.PRIME,
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
            "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    static final EcdsaCurve SECP256K1 = new EcdsaCurve(
            true,
            FieldOfSecp256k1.PRIME,
            "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
            "7",
            "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");

    private static final int BASE_WINDOW_BITS = 8;
    /** For a key that is kept, and for a point that is used once. */
    private static final int WINDOW_BITS = 5;

    private static final int WINDOW_BITS_ONCE = 4;

    private final boolean isKoblitz;
    private final BigInteger prime;
    private final BigInteger order;
    private final BigInteger halfOrder;
    private final CurveOrder scalars;
    private final long[] b;
    private final OddMultiples base;
    private final OddMultiples baseTimesLambda;

    /** A curve by its parameters (SEC 2 sections 2.4.1 and 2.4.2), numbers in hex. */
    private EcdsaCurve(boolean isKoblitz, BigInteger prime, String order, String b, String baseX, String baseY) {
        this.isKoblitz = isKoblitz;
        this.prime = prime;
        this.order = new BigInteger(order, 16);
        this.halfOrder = this.order.shiftRight(1);
        this.scalars = new CurveOrder(this.order);
        PrimeField field = field();
        this.b = field.element(new BigInteger(b, 16));
        long[] x = field.element(new BigInteger(baseX, 16));
        long[] y = field.element(new BigInteger(baseY, 16));
        this.base = OddMultiples.of(this, field, x, y, BASE_WINDOW_BITS);
        this.baseTimesLambda = isKoblitz ? base.withXTimes(field, field.element(HalvedScalar.BETA)) : base;
    }

    PrimeField field() {
        return isKoblitz ? new FieldOfSecp256k1() : new FieldOfP256();
    }

    CurvePoint infinity(PrimeField field) {
        return new CurvePoint(field, isKoblitz);
    }

    BigInteger order() {
        return order;
    }

    /** The point with these affine coordinates, or null if the curve has none. */
    @Nullable
    EcdsaPoint point(BigInteger x, BigInteger y) {
        if (!isCoordinate(x) || !isCoordinate(y)) {
            return null;
        }
        PrimeField field = field();
        long[] ySquared = ySquared(field, field.element(x));
        return isRoot(field, field.element(y), ySquared) ? new EcdsaPoint(x, y) : null;
    }

    /** The point with this x and the y of this parity, or null if the curve has none. */
    @Nullable
    EcdsaPoint point(BigInteger x, boolean oddY) {
        if (!isCoordinate(x)) {
            return null;
        }
        PrimeField field = field();
        long[] y = y(field, field.element(x), oddY);
        return y == null ? null : new EcdsaPoint(x, field.number(y));
    }

    /** The y of this parity beside an x, or null if the curve has none. */
    private long @Nullable [] y(PrimeField field, long[] x, boolean oddY) {
        long[] ySquared = ySquared(field, x);
        long[] y = PrimeField.create();
        field.root(ySquared, y);
        if (!isRoot(field, y, ySquared)) {
            return null;
        }
        // No point has y = 0, as the order is odd, so one of the two roots has the parity.
        if (field.isOdd(y) != oddY) {
            field.combine(-1, y, 0, y, y);
        }
        return y;
    }

    /** x³ + ax + b. */
    private long[] ySquared(PrimeField field, long[] x) {
        long[] sum = PrimeField.create();
        field.square(x, sum);
        field.combine(1, sum, isKoblitz ? 0 : -3, field.one(), sum);
        field.multiply(sum, x, sum);
        field.combine(1, sum, 1, b, sum);
        return sum;
    }

    private static boolean isRoot(PrimeField field, long[] root, long[] square) {
        long[] difference = field.e;
        field.square(root, difference);
        field.combine(1, difference, -1, square, difference);
        return field.isZero(difference);
    }

    /** The multiples of a point that checks under it need; a tenth of a check. */
    OddMultiples multiples(EcdsaPoint point) {
        PrimeField field = field();
        return OddMultiples.of(this, field, field.element(point.x()), field.element(point.y()), WINDOW_BITS);
    }

    /** Checks r || s over a digest. A high s is as good as a low one here; callers who mind look at it themselves. */
    boolean verify(OddMultiples publicKey, byte[] digest32, byte[] signature64) {
        if (digest32.length != SCALAR_BYTES || signature64.length != SIGNATURE_BYTES) {
            return false;
        }
        int[] r = CurveOrder.words(signature64, 0);
        int[] s = CurveOrder.words(signature64, SCALAR_BYTES);
        if (!scalars.isScalar(r) || !scalars.isScalar(s)) {
            return false;
        }
        int[] inverse = scalars.invert(s);
        int[] u1 = scalars.multiply(CurveOrder.words(digest32, 0), inverse);
        int[] u2 = scalars.multiply(r, inverse);
        PrimeField field = field();
        CurvePoint nonce = sum(field, u1, u2, publicKey);
        if (nonce.hasX(field.element(r))) {
            return true;
        }
        // The signature keeps x modulo the order, and two x of the field may be the same there.
        BigInteger other = scalar(signature64, 0).add(order);
        return isCoordinate(other) && nonce.hasX(field.element(other));
    }

    /**
     * The key under which r || s, 64 bytes or the first of more, signs a digest of 32, given whether the nonce point's y is odd; null
     * if there is none.
     *
     * <p>A nonce point whose x lies between the order and the field's prime cannot be named by that one bit and is
     * not tried.
     */
    @Nullable
    EcdsaPoint recover(byte[] digest32, byte[] signature, boolean oddY) {
        int[] r = CurveOrder.words(signature, 0);
        int[] s = CurveOrder.words(signature, SCALAR_BYTES);
        if (!scalars.isScalar(r) || !scalars.isScalar(s)) {
            return null;
        }
        PrimeField field = field();
        long[] x = field.element(r);
        long[] y = y(field, x, oddY);
        if (y == null) {
            return null;
        }
        // The key is (−digest/r) times the base point and s/r times the nonce point.
        int[] inverse = scalars.invert(scalars.negate(r));
        int[] u1 = scalars.multiply(CurveOrder.words(digest32, 0), inverse);
        int[] u2 = scalars.multiply(scalars.negate(s), inverse);
        CurvePoint key = sum(field, u1, u2, OddMultiples.of(this, field, x, y, WINDOW_BITS_ONCE));
        if (key.isInfinity()) {
            return null;
        }
        key.affine(x, y);
        return new EcdsaPoint(field.number(x), field.number(y));
    }

    /** u1 times the base point and u2 times another, all bits of all scalars in one row of doublings. */
    private CurvePoint sum(PrimeField field, int[] u1, int[] u2, OddMultiples other) {
        ScalarDigits[] terms;
        if (isKoblitz) {
            HalvedScalar half1 = HalvedScalar.of(u1);
            HalvedScalar half2 = HalvedScalar.of(u2);
            terms = new ScalarDigits[] {
                new ScalarDigits(half1.low, base),
                new ScalarDigits(half1.high, baseTimesLambda),
                new ScalarDigits(half2.low, other),
                new ScalarDigits(half2.high, other.withXTimes(field, field.element(HalvedScalar.BETA)))
            };
        } else {
            terms = new ScalarDigits[] {new ScalarDigits(u1, base), new ScalarDigits(u2, other)};
        }
        CurvePoint sum = infinity(field);
        for (int bit = terms[0].bits() - 1; bit >= 0; bit--) {
            sum.twice();
            for (ScalarDigits term : terms) {
                term.addTo(sum, bit);
            }
        }
        return sum;
    }

    boolean isLow(BigInteger s) {
        return s.compareTo(halfOrder) <= 0;
    }

    static BigInteger scalar(byte[] source, int offset) {
        return new BigInteger(1, source, offset, SCALAR_BYTES);
    }

    private boolean isCoordinate(BigInteger value) {
        return value.compareTo(prime) < 0;
    }
}
