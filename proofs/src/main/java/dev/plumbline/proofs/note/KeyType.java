package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.crypto.MlDsa44;
import dev.plumbline.proofs.crypto.SigningKey;
import dev.plumbline.proofs.crypto.VerifyingKey;
import org.jspecify.annotations.Nullable;

/** The signature types of C2SP signed-note that this build reads. */
public enum KeyType {
    /** Ed25519 over the text of the note. */
    ED25519((byte) 0x01, Ed25519.PUBLIC_KEY_BYTES, Ed25519.SIGNATURE_BYTES),
    /** Ed25519 over a time and a checkpoint: C2SP tlog-cosignature. */
    COSIGNATURE_ED25519((byte) 0x04, Ed25519.PUBLIC_KEY_BYTES, Ed25519.SIGNATURE_BYTES),
    /**
     * ML-DSA-44 over a time, a name and the head of a tree or subtree: C2SP tlog-cosignature. A build may lack it; such a
     * build refuses keys of this type as {@link Malformed#UNSUPPORTED}.
     */
    COSIGNATURE_ML_DSA_44((byte) 0x06, MlDsa44.PUBLIC_KEY_BYTES, MlDsa44.SIGNATURE_BYTES);

    private final byte code;
    private final int keyBytes;
    private final int signatureBytes;

    KeyType(byte code, int keyBytes, int signatureBytes) {
        this.code = code;
        this.keyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
    }

    /** The byte that stands for the type in keys and key ids. */
    public byte code() {
        return code;
    }

    /** Bytes of a public key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Bytes of the bare signature, without the time in front of it that a cosignature has. */
    public int signatureBytes() {
        return signatureBytes;
    }

    /** Whether what is signed is a time and a tree, and not the text of the note. */
    public boolean isCosignature() {
        return this != ED25519;
    }

    /** Whether this build has the algorithm. */
    public boolean isSupported() {
        return this != COSIGNATURE_ML_DSA_44 || VerifyingKey.supportsMlDsa44();
    }

    void requireSupported() throws MalformedException {
        if (!isSupported()) {
            throw new MalformedException(
                    Malformed.UNSUPPORTED, "verifier key", "has the type 0x06, and this build leaves ML-DSA-44 out");
        }
    }

    /** The key ready to verify, or null if it is no sound one. */
    @Nullable
    VerifyingKey verifyingKey(byte[] key) {
        return this == COSIGNATURE_ML_DSA_44 ? VerifyingKey.mlDsa44(key) : VerifyingKey.ed25519(key);
    }

    /** The private key of a seed of 32 bytes. */
    SigningKey signingKey(byte[] seed) throws MalformedException {
        requireSupported();
        SigningKey key = this == COSIGNATURE_ML_DSA_44 ? SigningKey.mlDsa44(seed) : SigningKey.ed25519(seed);
        if (key == null) {
            throw new AssertionError(this + " is supported and makes no key");
        }
        return key;
    }

    /** The type behind a byte. */
    static KeyType of(byte code) throws MalformedException {
        for (KeyType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new MalformedException(
                Malformed.UNSUPPORTED,
                "verifier key",
                String.format(
                        "has the type 0x%02x, want 0x01 (Ed25519), 0x04 or 0x06 (cosignature by Ed25519 or ML-DSA-44)",
                        code));
    }
}
