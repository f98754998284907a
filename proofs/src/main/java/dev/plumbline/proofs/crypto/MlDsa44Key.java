package dev.plumbline.proofs.crypto;

import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.jspecify.annotations.Nullable;

/** An ML-DSA-44 public key. Any 1,312 bytes are one: each ten bits of them are a coefficient in range. */
final class MlDsa44Key implements VerifyingKey {
    private static final int CONTEXT_BYTES_MAX = 255;

    private final MLDSAPublicKeyParameters key;

    private MlDsa44Key(MLDSAPublicKeyParameters key) {
        this.key = key;
    }

    static @Nullable MlDsa44Key of(byte[] publicKey) {
        return publicKey.length == MlDsa44.PUBLIC_KEY_BYTES
                ? new MlDsa44Key(new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, publicKey))
                : null;
    }

    /** Makes a signer, which loads whatever verifying needs. */
    static boolean isLinked() {
        new MLDSASigner();
        return MLDSAParameters.ml_dsa_44 != null;
    }

    @Override
    public boolean verify(byte[] message, byte[] signature) {
        return verify(key, message, signature);
    }

    /** For public vectors that have a context; the product uses none. */
    boolean verifyWithContext(byte[] context, byte[] message, byte[] signature) {
        return context.length <= CONTEXT_BYTES_MAX
                && verify(new ParametersWithContext(key, context), message, signature);
    }

    private static boolean verify(CipherParameters key, byte[] message, byte[] signature) {
        if (signature.length != MlDsa44.SIGNATURE_BYTES) {
            return false;
        }
        var signer = new MLDSASigner();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    @Override
    public byte[] bytes() {
        return key.getEncoded();
    }
}
