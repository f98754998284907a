package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ed25519 from the curve's equation, in affine coordinates and BigInteger: shares no line with the product. */
final class SlowEd25519 {
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);
    static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    static final Point BASE = base();

    private SlowEd25519() {}

    record Point(BigInteger x, BigInteger y) {
        Point plus(Point other) {
            BigInteger xy = D.multiply(x)
                    .multiply(other.x)
                    .multiply(y)
                    .multiply(other.y)
                    .mod(P);
            BigInteger sumX = x.multiply(other.y).add(y.multiply(other.x));
            BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    sumX.multiply(BigInteger.ONE.add(xy).modInverse(P)).mod(P),
                    sumY.multiply(BigInteger.ONE.subtract(xy).modInverse(P)).mod(P));
        }

        Point times(BigInteger scalar) {
            Point sum = NEUTRAL;
            for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                if (scalar.testBit(bit)) {
                    sum = sum.plus(this);
                }
            }
            return sum;
        }

        Point negated() {
            return new Point(P.subtract(x).mod(P), y);
        }

        byte[] encode() {
            return SlowEd25519.encode(y, x.testBit(0));
        }
    }

    /** Any 255-bit number as y, canonical or not, with the sign bit. */
    static byte[] encode(BigInteger y, boolean oddX) {
        return littleEndian(oddX ? y.setBit(255) : y);
    }

    /** By RFC 8032 section 5.1.3; null for what it refuses. */
    static @Nullable Point decode(byte[] encoded) {
        BigInteger y = number(encoded).clearBit(255);
        if (y.compareTo(P) >= 0) {
            return null;
        }
        BigInteger ySquare = y.multiply(y);
        BigInteger xSquare = ySquare.subtract(BigInteger.ONE)
                .multiply(D.multiply(ySquare).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger x = root(xSquare);
        boolean oddX = encoded[31] < 0;
        if (x == null || (x.signum() == 0 && oddX)) {
            return null;
        }
        return new Point(x.testBit(0) == oddX ? x : P.subtract(x), y);
    }

    private static @Nullable BigInteger root(BigInteger square) {
        BigInteger candidate = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        BigInteger rootOfMinusOne =
                BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);
        for (BigInteger x :
                new BigInteger[] {candidate, candidate.multiply(rootOfMinusOne).mod(P)}) {
            if (x.multiply(x).mod(P).equals(square)) {
                return x;
            }
        }
        return null;
    }

    static BigInteger challenge(byte[] r, byte[] key, byte[] message) {
        try {
            MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
            sha512.update(r);
            sha512.update(key);
            return number(sha512.digest(message)).mod(L);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The equation without the cofactor, for a key and an R that decode, and S below L; the key's order is not asked. */
    static boolean equationHolds(byte[] key, byte[] message, byte[] signature) {
        byte[] encodedR = Arrays.copyOf(signature, 32);
        Point r = decode(encodedR);
        Point a = decode(key);
        BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        if (r == null || a == null || s.compareTo(L) >= 0) {
            return false;
        }
        return BASE.times(s).equals(r.plus(a.times(challenge(encodedR, key, message))));
    }

    /** A signature with any nonce point, made so that the equation times the cofactor holds. */
    static byte[] sign(BigInteger secret, byte[] key, BigInteger nonce, byte[] encodedR, byte[] message) {
        BigInteger s =
                nonce.add(secret.multiply(challenge(encodedR, key, message))).mod(L);
        byte[] signature = Arrays.copyOf(encodedR, 64);
        System.arraycopy(littleEndian(s), 0, signature, 32, 32);
        return signature;
    }

    /** The eight points whose order divides 8, the neutral one first. */
    static Point[] smallOrder() {
        Point generator = NEUTRAL;
        for (int y = 2; generator.times(BigInteger.valueOf(4)).equals(NEUTRAL); y++) {
            Point candidate = decode(littleEndian(BigInteger.valueOf(y)));
            if (candidate != null) {
                generator = candidate.times(L);
            }
        }
        Point[] points = new Point[8];
        for (int i = 0; i < points.length; i++) {
            points[i] = generator.times(BigInteger.valueOf(i));
        }
        return points;
    }

    static BigInteger number(byte[] littleEndian) {
        byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[bigEndian.length - 1 - i] = littleEndian[i];
        }
        return new BigInteger(1, bigEndian);
    }

    static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static Point base() {
        BigInteger y = BigInteger.valueOf(4)
                .multiply(BigInteger.valueOf(5).modInverse(P))
                .mod(P);
        Point point = decode(littleEndian(y));
        if (point == null) {
            throw new AssertionError("no base point");
        }
        return point;
    }
}
