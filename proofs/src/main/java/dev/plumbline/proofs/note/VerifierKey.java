package dev.plumbline.proofs.note;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.VerifyingKey;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A public key under a name, the {@code vkey} of C2SP signed-note: {@code <name>+<hex key id>+base64(type || key)}.
 *
 * <p>Holds keys of the three types of {@link KeyType}, between which no signature can be mistaken: Ed25519 over a note
 * (0x01), and timestamped cosignatures by Ed25519 (0x04) and ML-DSA-44 (0x06).
 */
public final class VerifierKey {
    private final String name;
    private final KeyType type;
    private final byte[] key;
    private final int id;
    // Prepared by the first who needs it: checking an Ed25519 point and making its table costs three verifications, and
    // most
    // keys of a large policy never verify anything. Two threads may each prepare it, and the two are equal.
    private @Nullable VerifyingKey prepared;

    /**
     * @param key {@link KeyType#keyBytes} bytes
     * @throws MalformedException if the name breaks the rule of {@link KeyName}, the key has another length, or this build
     *     does not have the algorithm
     */
    public VerifierKey(String name, KeyType type, byte[] key) throws MalformedException {
        type.requireSupported();
        if (key.length != type.keyBytes()) {
            throw malformed(Malformed.VALUE, "key has " + key.length + " bytes, want " + type.keyBytes());
        }
        this.name = KeyName.check(name, "verifier key");
        this.type = type;
        this.key = key.clone();
        byte[] idInput = (name + "\n").getBytes(StandardCharsets.UTF_8);
        this.id = ByteBuffer.wrap(TreeHasher.sha256(idInput, new byte[] {type.code()}, key)
                        .bytes())
                .getInt();
    }

    /** Reads what {@link #encode} writes and nothing else. */
    public static VerifierKey parse(String vkey) throws MalformedException {
        if (vkey.length() > Limits.KEY_CHARS_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than KEY_CHARS_MAX = " + Limits.KEY_CHARS_MAX);
        }
        // From the left: neither a name nor the hex of an id has a plus, but base64 may.
        int nameEnd = vkey.indexOf('+');
        int idEnd = vkey.indexOf('+', nameEnd + 1);
        if (nameEnd < 1 || idEnd < 0) {
            throw malformed(Malformed.SYNTAX, "is not name+id+base64: " + MalformedException.quote(vkey));
        }
        byte[] typeAndKey;
        try {
            typeAndKey = Base64.getDecoder().decode(vkey.substring(idEnd + 1));
        } catch (IllegalArgumentException e) {
            throw malformed(Malformed.SYNTAX, "is not base64: " + MalformedException.quote(vkey.substring(idEnd + 1)));
        }
        if (typeAndKey.length == 0) {
            throw malformed(Malformed.SYNTAX, "has no key");
        }
        KeyType type = KeyType.of(typeAndKey[0]);
        var key =
                new VerifierKey(vkey.substring(0, nameEnd), type, Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length));
        if (!key.encode().equals(vkey)) {
            throw malformed(Malformed.NOT_CANONICAL, "is not canonical, want " + key.encode());
        }
        return key;
    }

    /** The vkey text. */
    public String encode() {
        byte[] typeAndKey =
                ByteBuffer.allocate(1 + key.length).put(type.code()).put(key).array();
        return name + "+" + String.format("%08x", id) + "+"
                + Base64.getEncoder().encodeToString(typeAndKey);
    }

    /** Name of the key; for a log's key, its origin. */
    public String name() {
        return name;
    }

    /** Which kind of signature the key makes. */
    public KeyType type() {
        return type;
    }

    /** First four bytes of SHA-256(name || newline || type || key), big-endian. */
    public int id() {
        return id;
    }

    /** A fresh copy of the bytes of the public key, {@link KeyType#keyBytes} of them. */
    public byte[] key() {
        return key.clone();
    }

    /** Whether a signature line claims to be by this key, by name and id. */
    public boolean claims(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /** Whether {@code signature} is this key's over exactly {@code message}. Total. One verification. */
    @CheckReturnValue
    public boolean verify(byte[] message, byte[] signature) {
        VerifyingKey sound = prepared();
        return sound != null && sound.verify(message, signature);
    }

    /** The key ready to verify, or null if its bytes are no sound key. */
    private @Nullable VerifyingKey prepared() {
        VerifyingKey made = prepared;
        if (made == null) {
            made = type.verifyingKey(key);
            prepared = made;
        }
        return made;
    }

    /**
     * What the note holds by this key, as C2SP demands: lines by other keys are ignored, and one line by this key that
     * does not verify spoils the note. Only for keys of {@link KeyType#ED25519}: what a cosignature signs is not the note's
     * text, so a line by a key of another type counts as one that does not verify. Total.
     */
    @CheckReturnValue
    public NoteStatus check(SignedNote note) {
        byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
        var status = NoteStatus.NOT_SIGNED;
        for (NoteSignature signature : note.signatures()) {
            if (claims(signature)) {
                if (type != KeyType.ED25519 || !verify(text, signature.signature())) {
                    return NoteStatus.BAD_SIGNATURE;
                }
                status = NoteStatus.SIGNED;
            }
        }
        return status;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return encode();
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, "verifier key", detail);
    }
}
