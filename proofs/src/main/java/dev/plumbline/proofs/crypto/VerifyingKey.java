package dev.plumbline.proofs.crypto;

import org.jspecify.annotations.Nullable;

/**
 * A public key that was checked once and is ready to verify many signatures.
 *
 * <p>That such a value exists says that the key is canonically encoded and is a point of the right group. Keep it when
 * one issuer signs more than one thing: making an Ed25519 key, with its table of 8 KiB, costs three times as much as
 * verifying a signature with it. Immutable and safe for any number of threads.
 */
public sealed interface VerifyingKey permits Ed25519Key, EcdsaKey, MlDsa44Key {
    /** Reads an Ed25519 key of 32 bytes by the rules of {@link Ed25519}; null if it is none. */
    static @Nullable VerifyingKey ed25519(byte[] publicKey) {
        return Ed25519Key.of(publicKey);
    }

    /** Reads a P-256 key, 33 bytes compressed or 65 uncompressed (SEC 1); null if it is none. */
    static @Nullable VerifyingKey p256(byte[] publicKey) {
        return EcdsaKey.of(EcdsaCurve.P256, publicKey);
    }

    /** Reads a secp256k1 key, 33 bytes compressed or 65 uncompressed (SEC 1); null if it is none. */
    static @Nullable VerifyingKey secp256k1(byte[] publicKey) {
        return EcdsaKey.of(EcdsaCurve.SECP256K1, publicKey);
    }

    /** Reads an ML-DSA-44 key of 1,312 bytes (FIPS 204); null if it is none, or if this build has no ML-DSA. */
    static @Nullable VerifyingKey mlDsa44(byte[] publicKey) {
        return PostQuantum.HAS_ML_DSA_44 ? MlDsa44.verifyingKey(publicKey) : null;
    }

    /** Whether this build has ML-DSA; one that leaves it out to be small has not, see {@link MlDsa44}. */
    static boolean supportsMlDsa44() {
        return PostQuantum.HAS_ML_DSA_44;
    }

    /**
     * Whether {@code signature} is this key's signature of {@code message}.
     *
     * <p>Total: false for any other input, throws for none. ECDSA keys hash the message with SHA-256 and take a
     * signature as r || s, 64 bytes.
     */
    boolean verify(byte[] message, byte[] signature);

    /** The canonical encoding: 32 bytes for Ed25519, 33 (compressed) for ECDSA, 1,312 for ML-DSA-44. A fresh copy. */
    byte[] bytes();
}
