package dev.plumbline.proofs.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;
import org.jspecify.annotations.Nullable;

/** A decoded Ed25519 key of the prime-order subgroup. */
final class Ed25519Key implements VerifyingKey {
    private final byte[] encoded;
    private final PublicPoint point;

    private Ed25519Key(byte[] encoded, PublicPoint point) {
        this.encoded = encoded;
        this.point = point;
    }

    static @Nullable Ed25519Key of(byte[] publicKey) {
        if (publicKey.length != Ed25519.PUBLIC_KEY_BYTES) {
            return null;
        }
        byte[] encoded = publicKey.clone();
        PublicPoint point = org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFullExport(encoded, 0);
        return point == null ? null : new Ed25519Key(encoded, point);
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_BYTES
                && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, point, message, 0, message.length)
                && org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyFull(signature, 0);
    }

    @Override
    public byte[] bytes() {
        return encoded.clone();
    }
}
