package dev.plumbline.proofs.crypto;

/**
 * Ed25519 (RFC 8032) by one strict rule, so that no two verifiers of this project can disagree.
 *
 * <p>Accepted is exactly: a key of 32 bytes, the canonical encoding (y below the prime) of a point of the prime-order
 * subgroup other than the neutral one; a signature of 64 bytes whose R is canonically encoded and whose S is below the
 * group order; and the equation [S]B = R + [k]A <em>without</em> the cofactor. With A in the prime-order subgroup the
 * equation holds only for an R of that subgroup, and there the equation multiplied by the cofactor says the same: what
 * is accepted here, every verifier that follows RFC 8032 accepts, batched or not. The eight points of small order, in
 * any encoding, and keys with a part of small order are no keys.
 */
public final class Ed25519 {
    /** Bytes of a public key. */
    public static final int PUBLIC_KEY_BYTES = 32;
    /** Bytes of the seed that is the private key. */
    public static final int SEED_BYTES = 32;
    /** Bytes of a signature. */
    public static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    /**
     * Whether {@code signature} is the key's signature of the message.
     *
     * <p>Total: false for any other input. Prepares the key each time, which costs three times what the verification
     * does (about 140 and 45 microseconds); keep a {@link VerifyingKey} where one key signs often.
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Ed25519Key key = Ed25519Key.of(publicKey);
        return key != null && key.verify(message, signature);
    }

    /**
     * Whether 32 bytes are the canonical encoding of a point of the curve; its order is not looked at.
     *
     * <p>Total, and about 8 microseconds: a first look at a key that may never verify anything.
     */
    public static boolean isPoint(byte[] publicKey) {
        return publicKey.length == PUBLIC_KEY_BYTES && EdwardsPoint.decode(publicKey) != null;
    }

    /**
     * The deterministic signature of a message.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static byte[] sign(byte[] seed32, byte[] message) {
        Lengths.require("seed", seed32, SEED_BYTES);
        byte[] signature = new byte[SIGNATURE_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed32, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * The public key of a seed.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static byte[] publicKey(byte[] seed32) {
        Lengths.require("seed", seed32, SEED_BYTES);
        byte[] publicKey = new byte[PUBLIC_KEY_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed32, 0, publicKey, 0);
        return publicKey;
    }
}
