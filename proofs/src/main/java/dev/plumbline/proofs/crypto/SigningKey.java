package dev.plumbline.proofs.crypto;

import org.jspecify.annotations.Nullable;

/**
 * A private key that was expanded once and is ready to sign many messages. Never printed.
 *
 * <p>Signing is deterministic: one message has one signature. Immutable and safe for any number of threads.
 */
public sealed interface SigningKey permits Ed25519SigningKey, MlDsa44SigningKey {
    /**
     * The Ed25519 key of a seed, which is copied.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    static SigningKey ed25519(byte[] seed32) {
        return Ed25519SigningKey.of(seed32);
    }

    /**
     * The ML-DSA-44 key of a seed, which is copied; null if this build has no ML-DSA, see {@link
     * VerifyingKey#supportsMlDsa44}.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    static @Nullable SigningKey mlDsa44(byte[] seed32) {
        Lengths.require("seed", seed32, Ed25519.SEED_BYTES);
        return PostQuantum.HAS_ML_DSA_44 ? MlDsa44.signingKey(seed32) : null;
    }

    /** The signature of a message. */
    byte[] sign(byte[] message);

    /** The public key. A fresh copy. */
    byte[] publicKey();
}
