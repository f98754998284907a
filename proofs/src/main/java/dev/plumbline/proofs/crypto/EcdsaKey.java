package dev.plumbline.proofs.crypto;

import org.jspecify.annotations.Nullable;

/** A public point of one ECDSA curve. It remembers the multiples of itself that verification needs. */
final class EcdsaKey implements VerifyingKey {
    private final EcdsaCurve curve;
    private final EcdsaPoint point;
    // Made by the first check. Two threads may each make them, and the two are equal and immutable.
    private @Nullable OddMultiples multiples;

    private EcdsaKey(EcdsaCurve curve, EcdsaPoint point) {
        this.curve = curve;
        this.point = point;
    }

    static @Nullable EcdsaKey of(EcdsaCurve curve, byte[] publicKey) {
        EcdsaPoint point = EcdsaPoint.decode(curve, publicKey);
        return point == null ? null : new EcdsaKey(curve, point);
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        return verifyDigest(Sha256.digest(message), signature);
    }

    boolean verifyDigest(byte[] digest32, byte[] signature) {
        OddMultiples made = multiples;
        if (made == null) {
            made = curve.multiples(point);
            multiples = made;
        }
        return curve.verify(made, digest32, signature);
    }

    byte[] uncompressed() {
        return point.uncompressed();
    }

    @Override
    public byte[] bytes() {
        return point.compressed();
    }
}
