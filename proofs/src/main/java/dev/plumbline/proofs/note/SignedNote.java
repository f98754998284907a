package dev.plumbline.proofs.note;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Lines;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text and the signature lines under it: C2SP signed-note. Parsed, not verified: ask a {@link VerifierKey}.
 *
 * @param text what is signed; ends in a newline
 * @param signatures at least one, in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final String SUBJECT = "signed note";

    /** Copies the signatures. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || signatures.isEmpty()) {
            throw new IllegalArgumentException("a note is text that ends in a newline, and at least one signature");
        }
    }

    /** The note as it is exchanged: the text, an empty line, and a line for each signature. */
    public String encode() {
        var note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.encode()).append('\n');
        }
        return note.toString();
    }

    /** The same note with one more signature line, at the end. */
    public SignedNote with(NoteSignature signature) {
        var all = new ArrayList<>(signatures);
        all.add(signature);
        return new SignedNote(text, all);
    }

    /** The bytes of {@link #encode}. */
    public byte[] bytes() {
        return encode().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a note from the network or a file. */
    public static SignedNote parse(byte[] note) throws MalformedException {
        if (note.length > Limits.NOTE_BYTES_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "has " + note.length + " bytes, want at most NOTE_BYTES_MAX = " + Limits.NOTE_BYTES_MAX);
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            throw malformed(Malformed.ENCODING, "is not UTF-8");
        }
    }

    /** Reads what {@link #encode} writes and nothing else. */
    public static SignedNote parse(String note) throws MalformedException {
        return parse(note, 0);
    }

    /**
     * As {@link #parse(String)}, of what stands in a text from a place to the end; the text need not be a string.
     *
     * @throws IndexOutOfBoundsException if the text has no such place
     */
    public static SignedNote parse(CharSequence text, int from) throws MalformedException {
        Objects.checkFromToIndex(from, text.length(), text.length());
        if (text.length() - from > Limits.NOTE_BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "is longer than NOTE_BYTES_MAX = " + Limits.NOTE_BYTES_MAX);
        }
        requireCharacters(text, from);
        int split = Lines.lastEmptyLine(text);
        int length = text.length();
        if (split < from || text.charAt(length - 1) != '\n' || split + 2 == length) {
            throw malformed(Malformed.SYNTAX, "has no empty line with signature lines behind it");
        }
        var signatures = new ArrayList<NoteSignature>();
        int end;
        for (int start = split + 2; start < length; start = end + 1) {
            if (signatures.size() == Limits.NOTE_SIGNATURES_MAX) {
                throw malformed(
                        Malformed.LIMIT_EXCEEDED,
                        "has more than NOTE_SIGNATURES_MAX = " + Limits.NOTE_SIGNATURES_MAX + " signatures");
            }
            end = Lines.indexOf(text, '\n', start);
            signatures.add(NoteSignature.parse(text, start, end));
        }
        return new SignedNote(Lines.substring(text, from, split + 1), signatures);
    }

    private static void requireCharacters(CharSequence text, int from) throws MalformedException {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n') {
                throw malformed(Malformed.ENCODING, "has the control character " + (int) c + " at " + (i - from));
            }
            if (Character.isSurrogate(c) && isHalfPair(text, i, from)) {
                throw malformed(Malformed.ENCODING, "has half a surrogate pair at " + (i - from));
            }
        }
    }

    /** Half a pair has no bytes that could have been signed; it would be hashed as a question mark. */
    private static boolean isHalfPair(CharSequence text, int i, int from) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : i == from || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, SUBJECT, detail);
    }
}
