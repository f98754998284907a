package dev.plumbline.proofs.crypto;

import org.jspecify.annotations.Nullable;

/**
 * ML-DSA-44 (FIPS 204), the pure form with the empty context, which is what C2SP tlog-cosignature asks for by naming no
 * other.
 *
 * <p>All of ML-DSA hangs on this class: the rest of the module reaches it through {@link VerifyingKey#mlDsa44} and
 * {@link SigningKey#mlDsa44}, which ask first whether it is there. A jar without it (and without the classes of Bouncy
 * Castle behind it) is whole in every other respect, and answers that it does not support such keys.
 *
 * <p>Signing is the deterministic variant of FIPS 204 section 5.2 (rnd is 32 zero bytes), so that one message has one
 * signature and published vectors can be made again. The section advises the hedged variant where an attacker can
 * provoke faults in the signer.
 */
public final class MlDsa44 {
    /** Bytes of a public key. */
    public static final int PUBLIC_KEY_BYTES = 1_312;
    /** Bytes of the seed that is the private key. */
    public static final int SEED_BYTES = 32;
    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 2_420;

    private MlDsa44() {}

    /**
     * Whether {@code signature} is the key's signature of the message. Total: false for any other input.
     *
     * <p>A prepared key is hardly faster: the matrix that a key stands for is expanded for each signature.
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        MlDsa44Key key = MlDsa44Key.of(publicKey);
        return key != null && key.verify(message, signature);
    }

    /**
     * The deterministic signature of a message.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static byte[] sign(byte[] seed32, byte[] message) {
        return MlDsa44SigningKey.of(seed32).sign(message);
    }

    /**
     * The public key of a seed.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static byte[] publicKey(byte[] seed32) {
        return MlDsa44SigningKey.of(seed32).publicKey();
    }

    /** True, unless a class that ML-DSA needs is missing: then whoever asks gets a {@link LinkageError}. */
    static boolean isLinked() {
        return MlDsa44Key.isLinked() && MlDsa44SigningKey.isLinked();
    }

    static @Nullable VerifyingKey verifyingKey(byte[] publicKey) {
        return MlDsa44Key.of(publicKey);
    }

    static SigningKey signingKey(byte[] seed32) {
        return MlDsa44SigningKey.of(seed32);
    }
}
