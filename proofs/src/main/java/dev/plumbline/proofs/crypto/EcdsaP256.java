package dev.plumbline.proofs.crypto;

/** ECDSA over P-256 with SHA-256 (ES256): signatures are r || s, 64 bytes. A verification costs about 80 microseconds. */
public final class EcdsaP256 {
    private EcdsaP256() {}

    /**
     * Whether r || s is the signature of a message under a key of 33 (compressed) or 65 bytes.
     *
     * <p>Total. Takes the high s as well as the low: both are valid ECDSA, so never use a signature as an identity.
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature64) {
        EcdsaKey key = EcdsaKey.of(EcdsaCurve.P256, publicKey);
        return key != null && key.verify(message, signature64);
    }

    /**
     * Signs a message: r || s with the deterministic nonce of RFC 6979 and the low s.
     *
     * @throws IllegalArgumentException if the key is not 32 bytes in [1, n−1]
     */
    public static byte[] sign(byte[] privateKey32, byte[] message) {
        return EcdsaSigner.P256.sign(privateKey32, Sha256.digest(message));
    }

    /**
     * The compressed key, 33 bytes, of a private scalar.
     *
     * @throws IllegalArgumentException if the scalar is not 32 bytes in [1, n−1]
     */
    public static byte[] publicKey(byte[] privateKey32) {
        return EcdsaSigner.P256.publicPoint(privateKey32).getEncoded(true);
    }
}
