package dev.plumbline.proofs.crypto;

import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** A public point of one ECDSA curve. The point remembers the multiples of itself that verification computes. */
final class EcdsaKey implements VerifyingKey {
    private final EcdsaCurve curve;
    private final ECPoint point;

    private EcdsaKey(EcdsaCurve curve, ECPoint point) {
        this.curve = curve;
        this.point = point;
    }

    static @Nullable EcdsaKey of(EcdsaCurve curve, byte[] publicKey) {
        ECPoint point = curve.decode(publicKey);
        return point == null ? null : new EcdsaKey(curve, point);
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        return verifyDigest(Sha256.digest(message), signature);
    }

    boolean verifyDigest(byte[] digest32, byte[] signature) {
        return curve.verify(point, digest32, signature);
    }

    byte[] uncompressed() {
        return point.getEncoded(false);
    }

    @Override
    public byte[] bytes() {
        return point.getEncoded(true);
    }
}
