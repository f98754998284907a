package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/** The signature types of C2SP signed-note that this build reads. */
public enum KeyType {
    /** Ed25519 over the text of the note. */
    ED25519((byte) 0x01),
    /** Ed25519 over a time and a checkpoint: C2SP tlog-cosignature. */
    COSIGNATURE_ED25519((byte) 0x04);

    private final byte code;

    KeyType(byte code) {
        this.code = code;
    }

    /** The byte that stands for the type in keys and key ids. */
    public byte code() {
        return code;
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
                String.format("has the type 0x%02x, want 0x01 (Ed25519) or 0x04 (cosignature)", code));
    }
}
