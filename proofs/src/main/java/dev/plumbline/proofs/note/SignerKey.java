package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A private key under a name, in the text form that Go's note package gave it:
 * {@code PRIVATE+KEY+<name>+<hex key id>+base64(type || seed)}. Of every {@link KeyType} the private key is a seed of 32
 * bytes.
 *
 * <p>No method but {@link #encode} and {@link #seed} gives the seed away, {@link #toString} names the public half.
 */
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    private final VerifierKey verifierKey;
    private final byte[] seed;
    private final SigningKey signingKey;

    /**
     * @param seed 32 random bytes
     * @throws MalformedException if the name or the length of the seed is wrong, or this build does not have the algorithm
     */
    public SignerKey(String name, KeyType type, byte[] seed) throws MalformedException {
        if (seed.length != SEED_BYTES) {
            throw malformed(Malformed.VALUE, "seed has " + seed.length + " bytes, want 32");
        }
        this.seed = seed.clone();
        this.signingKey = type.signingKey(seed);
        this.verifierKey = new VerifierKey(name, type, signingKey.publicKey());
    }

    /** Reads what {@link #encode} writes and nothing else. The message of a refusal quotes nothing of the key. */
    public static SignerKey parse(String text) throws MalformedException {
        if (text.length() > Limits.KEY_CHARS_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than KEY_CHARS_MAX = " + Limits.KEY_CHARS_MAX);
        }
        int nameEnd = text.indexOf('+', PREFIX.length());
        int idEnd = text.indexOf('+', nameEnd + 1);
        if (!text.startsWith(PREFIX) || nameEnd < 0 || idEnd < 0) {
            throw malformed(Malformed.SYNTAX, "is not PRIVATE+KEY+name+id+base64");
        }
        byte[] typeAndSeed;
        try {
            typeAndSeed = Base64.getDecoder().decode(text.substring(idEnd + 1));
        } catch (IllegalArgumentException e) {
            throw malformed(Malformed.SYNTAX, "is not base64 behind the key id");
        }
        if (typeAndSeed.length == 0) {
            throw malformed(Malformed.SYNTAX, "has no seed");
        }
        var key = new SignerKey(
                text.substring(PREFIX.length(), nameEnd),
                KeyType.of(typeAndSeed[0]),
                Arrays.copyOfRange(typeAndSeed, 1, typeAndSeed.length));
        if (!key.encode().equals(text)) {
            throw malformed(Malformed.NOT_CANONICAL, "does not have the key id that its seed demands");
        }
        return key;
    }

    /** The private key as text. Secret. */
    public String encode() {
        byte[] typeAndSeed = ByteBuffer.allocate(1 + SEED_BYTES)
                .put(verifierKey.type().code())
                .put(seed)
                .array();
        return PREFIX + verifierKey.name() + "+" + String.format("%08x", verifierKey.id()) + "+"
                + Base64.getEncoder().encodeToString(typeAndSeed);
    }

    /** The public half. */
    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** A fresh copy of the 32 bytes of the seed. Secret. */
    public byte[] seed() {
        return seed.clone();
    }

    /**
     * Signs {@code text} as a note.
     *
     * @throws IllegalStateException if the key is not of type {@link KeyType#ED25519}: the others sign checkpoints, not texts
     */
    public SignedNote sign(String text) {
        if (verifierKey.type() != KeyType.ED25519) {
            throw new IllegalStateException("a key of type " + verifierKey.type() + " signs no text");
        }
        return new SignedNote(text, List.of(line(signature(text.getBytes(StandardCharsets.UTF_8)))));
    }

    /** The bare, deterministic signature of a message, whose form its caller answers for. */
    public byte[] signature(byte[] message) {
        return signingKey.sign(message);
    }

    /** A signature line under the name and id of this key. */
    public NoteSignature line(byte[] signature) {
        return new NoteSignature(verifierKey.name(), verifierKey.id(), signature);
    }

    @Override
    public String toString() {
        return "private half of " + verifierKey;
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, "private key", detail);
    }
}
