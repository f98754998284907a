package dev.plumbline.proofs.view;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The file form of a {@link LogView}: docs/format/log-view.md. */
final class StoredNote {
    private static final String FAMILY = "plumbline/log-view@v";
    private static final String HEADER = FAMILY + "1\n";
    private static final String ORIGIN = "origin ";
    private static final String CHECKSUM = "sha256 ";
    private static final int CHECKSUM_LINE_BYTES = CHECKSUM.length() + 64 + 1;
    private static final int BYTES_MAX = Limits.NOTE_BYTES_MAX + 2_048;

    private StoredNote() {}

    static byte[] encode(String origin, SignedNote note) {
        byte[] content = (HEADER + ORIGIN + origin + "\n\n" + note.encode()).getBytes(StandardCharsets.UTF_8);
        byte[] checksum = checksumLine(content);
        byte[] file = Arrays.copyOf(content, content.length + checksum.length);
        System.arraycopy(checksum, 0, file, content.length, checksum.length);
        return file;
    }

    /**
     * Reads what {@link #encode} writes and nothing else.
     *
     * @throws MalformedException with {@link Malformed#UNSUPPORTED} if the checksum is right and the version unknown
     */
    static SignedNote parse(byte[] file) throws MalformedException {
        if (file.length > BYTES_MAX) {
            throw malformed(Malformed.LIMIT_EXCEEDED, "has " + file.length + " bytes, want at most " + BYTES_MAX);
        }
        // Before anything is read: what a flipped bit says must not be taken for what somebody wrote.
        int end = file.length - CHECKSUM_LINE_BYTES;
        if (end < 0
                || !Arrays.equals(checksumLine(Arrays.copyOf(file, end)), Arrays.copyOfRange(file, end, file.length))) {
            throw malformed(Malformed.RULE, "does not end in the SHA-256 of what stands before");
        }
        String content = new String(file, 0, end, StandardCharsets.UTF_8);
        if (!content.startsWith(HEADER)) {
            throw content.startsWith(FAMILY)
                    ? malformed(Malformed.UNSUPPORTED, "is of another version, want " + HEADER.strip())
                    : malformed(Malformed.SYNTAX, "does not start with " + HEADER.strip());
        }
        int originEnd = content.indexOf("\n\n");
        if (originEnd < 0) {
            throw malformed(Malformed.SYNTAX, "has no empty line before its checkpoint");
        }
        SignedNote note = SignedNote.parse(content.substring(originEnd + 2));
        // Encoding it again finds every other difference: the origin line, lines beside it, bytes that are not UTF-8.
        if (!Arrays.equals(encode(Checkpoint.parse(note.text()).origin(), note), file)) {
            throw malformed(Malformed.NOT_CANONICAL, "is not in canonical form");
        }
        return note;
    }

    private static byte[] checksumLine(byte[] content) {
        return (CHECKSUM + TreeHasher.sha256(content).hex() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static MalformedException malformed(Malformed code, String detail) {
        return new MalformedException(code, "log view", detail);
    }
}
