package dev.plumbline.proofs.crypto;

import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** An ML-DSA-44 private key, expanded from its seed once. */
final class MlDsa44SigningKey implements SigningKey {
    private final MLDSAPrivateKeyParameters key;

    private MlDsa44SigningKey(MLDSAPrivateKeyParameters key) {
        this.key = key;
    }

    static MlDsa44SigningKey of(byte[] seed32) {
        Lengths.require("seed", seed32, MlDsa44.SEED_BYTES);
        return new MlDsa44SigningKey(new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed32));
    }

    /** Expands a key, which loads whatever signing needs. */
    static boolean isLinked() {
        return of(new byte[MlDsa44.SEED_BYTES]).publicKey().length == MlDsa44.PUBLIC_KEY_BYTES;
    }

    @Override
    public byte[] sign(byte[] message) {
        var signer = new MLDSASigner();
        // Without a source of randomness Bouncy Castle takes 32 zero bytes for rnd: the deterministic variant.
        signer.init(true, key);
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new AssertionError("an expanded key signs every message", e);
        }
    }

    @Override
    public byte[] publicKey() {
        return key.getPublicKeyParameters().getEncoded();
    }
}
