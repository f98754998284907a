package dev.plumbline.proofs.crypto;

import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** A point of a curve, not infinity, by its affine coordinates: what a public key is. */
record EcdsaPoint(BigInteger x, BigInteger y) {
    /** Reads 02/03 and 32 bytes, or 04 and 64 bytes; the hybrid forms 06/07 and infinity are refused. */
    static @Nullable EcdsaPoint decode(EcdsaCurve curve, byte[] publicKey) {
        if (publicKey.length == EcdsaCurve.COMPRESSED_BYTES && (publicKey[0] == 2 || publicKey[0] == 3)) {
            return curve.point(EcdsaCurve.scalar(publicKey, 1), publicKey[0] == 3);
        }
        if (publicKey.length == EcdsaCurve.UNCOMPRESSED_BYTES && publicKey[0] == 4) {
            return curve.point(
                    EcdsaCurve.scalar(publicKey, 1), EcdsaCurve.scalar(publicKey, 1 + EcdsaCurve.SCALAR_BYTES));
        }
        return null;
    }

    /** 33 bytes. */
    byte[] compressed() {
        byte[] encoded = new byte[EcdsaCurve.COMPRESSED_BYTES];
        encoded[0] = (byte) (y.testBit(0) ? 3 : 2);
        BigIntegers.asUnsignedByteArray(x, encoded, 1, EcdsaCurve.SCALAR_BYTES);
        return encoded;
    }

    /** 65 bytes. */
    byte[] uncompressed() {
        byte[] encoded = new byte[EcdsaCurve.UNCOMPRESSED_BYTES];
        encoded[0] = 4;
        BigIntegers.asUnsignedByteArray(x, encoded, 1, EcdsaCurve.SCALAR_BYTES);
        BigIntegers.asUnsignedByteArray(y, encoded, 1 + EcdsaCurve.SCALAR_BYTES, EcdsaCurve.SCALAR_BYTES);
        return encoded;
    }
}
