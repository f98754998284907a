package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Lines;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** One signature line of a note: {@code — <name> base64(key id || signature)}. Nothing is verified yet. */
public final class NoteSignature {
    private static final String PREFIX = "— ";
    private static final int KEY_ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /**
     * A line for a signature, whose form depends on the type of its key.
     *
     * @param name name of the key
     * @param keyId first four bytes of the key's hash, big-endian
     */
    public NoteSignature(String name, int keyId, byte[] signature) {
        this(keyId, name, signature.clone());
    }

    private NoteSignature(int keyId, String name, byte[] owned) {
        this.name = name;
        this.keyId = keyId;
        this.signature = owned;
    }

    /** Name of the key that the line claims. */
    public String name() {
        return name;
    }

    /** Id of the key that the line claims. */
    public int keyId() {
        return keyId;
    }

    /** A fresh copy of what follows the key id. */
    public byte[] signature() {
        return signature.clone();
    }

    /** The line, without its newline. */
    public String encode() {
        byte[] blob = ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
                .putInt(keyId)
                .put(signature)
                .array();
        return PREFIX + name + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** Reads what {@link #encode} writes and nothing else. */
    public static NoteSignature parse(String line) throws MalformedException {
        return parse(line, 0, line.length());
    }

    /** As {@link #parse(String)}, of the line that stands in a text from {@code from} to {@code to}, exclusive. */
    static NoteSignature parse(CharSequence text, int from, int to) throws MalformedException {
        if (to - from > Limits.NOTE_BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than NOTE_BYTES_MAX = " + Limits.NOTE_BYTES_MAX);
        }
        int nameStart = from + PREFIX.length();
        int nameEnd = Lines.lastIndexOf(text, ' ', to - 1);
        if (!Lines.startsWith(text, PREFIX, from) || nameEnd <= nameStart) {
            throw malformed(
                    Malformed.SYNTAX,
                    "is not \"— name base64\": " + MalformedException.quote(Lines.substring(text, from, to)));
        }
        String name = KeyName.check(Lines.substring(text, nameStart, nameEnd), "note signature");
        String base64 = Lines.substring(text, nameEnd + 1, to);
        byte[] blob;
        try {
            blob = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed(Malformed.SYNTAX, "is not base64: " + MalformedException.quote(base64));
        }
        if (blob.length <= KEY_ID_BYTES) {
            throw malformed(Malformed.SYNTAX, "has " + blob.length + " bytes, want more than 4");
        }
        // The rest of the line was found where it was looked for; only base64 has several spellings.
        if (!isCanonical(base64, blob)) {
            throw malformed(
                    Malformed.NOT_CANONICAL,
                    "is not canonical: " + MalformedException.quote(Lines.substring(text, from, to)));
        }
        return new NoteSignature(
                ByteBuffer.wrap(blob).getInt(), name, Arrays.copyOfRange(blob, KEY_ID_BYTES, blob.length));
    }

    /** Whether base64 that was decoded has its padding, and no bits beyond the bytes. Only its last four digits can differ. */
    private static boolean isCanonical(String base64, byte[] decoded) {
        int lastGroup = (decoded.length - 1) / 3 * 3;
        byte[] last = Arrays.copyOfRange(decoded, lastGroup, decoded.length);
        return base64.length() == (lastGroup + 3) / 3 * 4
                && base64.endsWith(Base64.getEncoder().encodeToString(last));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + keyId;
    }

    @Override
    public String toString() {
        return encode();
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, "note signature", detail);
    }
}
