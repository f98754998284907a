package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** That our own check of ECDSA takes what Bouncy Castle's takes, and recovers the key that its point arithmetic gives. */
public final class EcdsaAgreement {
    private EcdsaAgreement() {}

    /**
     * Ninety-eight bytes that choose curve, key, nonce and digest, and how the signature is bent: a raw one would hardly ever
     * hold. Small keys and nonces bring about sums of equal and of opposite points.
     */
    public static void check(byte[] input) {
        ByteBuffer read = ByteBuffer.wrap(Arrays.copyOf(input, 98));
        int how = read.get();
        int bend = read.get();
        byte[] digest = new byte[32];
        byte[] secret = new byte[32];
        byte[] nonce = new byte[32];
        read.get(digest).get(secret).get(nonce);
        boolean isKoblitz = (how & 1) == 0;
        ECDomainParameters domain = isKoblitz ? CurveDomain.secp256k1() : CurveDomain.p256();
        BigInteger order = domain.getN();
        BigInteger d = scalar((how & 2) == 0 ? Arrays.copyOf(secret, 1) : secret, order);
        BigInteger k = scalar((how & 4) == 0 ? Arrays.copyOf(nonce, 1) : nonce, order);
        ECPoint noncePoint = domain.getG().multiply(k).normalize();
        BigInteger r = noncePoint.getAffineXCoord().toBigInteger().mod(order);
        BigInteger e = (how & 8) == 0 ? new BigInteger(1, digest) : special(bend, d, r, order);
        byte[] hash = bytes(e);
        BigInteger s = k.modInverse(order).multiply(e.add(r.multiply(d))).mod(order);
        byte[] signature = new byte[64];
        System.arraycopy(bytes(r), 0, signature, 0, 32);
        System.arraycopy(bytes((how & 16) == 0 ? s : order.subtract(s).mod(order)), 0, signature, 32, 32);
        if ((how & 32) != 0) {
            signature[bend & 63] ^= (byte) (1 << (how >> 6 & 3));
        }
        ECPoint key = domain.getG().multiply(d).normalize();
        checkVerify(isKoblitz, domain, key, hash, signature);
        if (isKoblitz) {
            checkRecover(domain, hash, signature, (bend & 64) == 0);
        }
    }

    /** Digests for which the two terms of the sum are equal, opposite, or one of them nothing. */
    private static BigInteger special(int bend, BigInteger d, BigInteger r, BigInteger order) {
        return switch (bend & 3) {
            case 0 -> BigInteger.ZERO;
            case 1 -> r.multiply(d).mod(order);
            case 2 -> r.multiply(d).negate().mod(order);
            default -> order.subtract(BigInteger.ONE);
        };
    }

    private static void checkVerify(
            boolean isKoblitz, ECDomainParameters domain, ECPoint key, byte[] hash, byte[] signature) {
        var theirs = new ECDSASigner();
        theirs.init(false, new ECPublicKeyParameters(key, domain));
        boolean wanted = theirs.verifySignature(
                hash, EcdsaCurve.scalar(signature, 0), EcdsaCurve.scalar(signature, EcdsaCurve.SCALAR_BYTES));
        EcdsaCurve curve = isKoblitz ? EcdsaCurve.SECP256K1 : EcdsaCurve.P256;
        for (boolean isCompressed : new boolean[] {true, false}) {
            EcdsaKey ours = EcdsaKey.of(curve, key.getEncoded(isCompressed));
            if (ours == null || ours.verifyDigest(hash, signature) != wanted) {
                throw new AssertionError(wanted ? "refused what it must take" : "took what it must refuse");
            }
            if (!Arrays.equals(ours.bytes(), key.getEncoded(true))
                    || !Arrays.equals(ours.uncompressed(), key.getEncoded(false))) {
                throw new AssertionError("writes another key than it read");
            }
        }
    }

    private static void checkRecover(ECDomainParameters domain, byte[] hash, byte[] signature, boolean isOdd) {
        BigInteger r = EcdsaCurve.scalar(signature, 0);
        BigInteger s = EcdsaCurve.scalar(signature, EcdsaCurve.SCALAR_BYTES);
        checkRecover(domain, hash, r, s, isOdd);
    }

    /** Any digest of 32 bytes and any two numbers below 2^256. */
    static void checkRecover(ECDomainParameters domain, byte[] hash, BigInteger r, BigInteger s, boolean isOdd) {
        byte[] wanted = slowRecover(domain, new BigInteger(1, hash), r, s, isOdd);
        byte[] signature = Arrays.copyOf(bytes(r), 64);
        System.arraycopy(bytes(s), 0, signature, 32, 32);
        EcdsaPoint found = EcdsaCurve.SECP256K1.recover(hash, signature, isOdd);
        if (!Arrays.equals(wanted, found == null ? null : found.uncompressed())) {
            throw new AssertionError("recovers another key than Bouncy Castle's arithmetic");
        }
    }

    /** SEC 1 section 4.1.6, as it is written. */
    private static byte @Nullable [] slowRecover(
            ECDomainParameters domain, BigInteger e, BigInteger r, BigInteger s, boolean isOdd) {
        BigInteger order = domain.getN();
        if (r.signum() == 0 || s.signum() == 0 || r.compareTo(order) >= 0 || s.compareTo(order) >= 0) {
            return null;
        }
        byte[] encoded = new byte[33];
        encoded[0] = (byte) (isOdd ? 3 : 2);
        System.arraycopy(bytes(r), 0, encoded, 1, 32);
        ECPoint nonce;
        try {
            nonce = domain.getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException notOnTheCurve) {
            return null;
        }
        BigInteger inverse = r.modInverse(order);
        ECPoint key = ECAlgorithms.referenceMultiply(nonce, s.multiply(inverse).mod(order))
                .subtract(ECAlgorithms.referenceMultiply(
                        domain.getG(), e.multiply(inverse).mod(order)))
                .normalize();
        return key.isInfinity() ? null : key.getEncoded(false);
    }

    private static BigInteger scalar(byte[] bytes, BigInteger order) {
        return new BigInteger(1, bytes).mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    static byte[] bytes(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(32, raw.length);
        System.arraycopy(raw, raw.length - length, bytes, 32 - length, length);
        return bytes;
    }
}
