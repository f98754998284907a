package dev.plumbline.proofs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The codes of a stored view's defects, which {@link LogViewTest} sees only as damage, and its exact bounds. */
class StoredNoteTest {
    private static final int BYTES_MAX = Limits.NOTE_BYTES_MAX + 2_048;

    @Test
    void mayBeAsLongAsItsLimitAndNoLonger() throws MalformedException {
        int otherBytes = StoredNote.encode(SlowLog.ORIGIN, noteWith("x")).length - 1;
        // Characters of three bytes, so that the note stays below its own limit, which counts characters.
        int bytes = BYTES_MAX - otherBytes;
        SignedNote note = noteWith("\u20ac".repeat(bytes / 3) + "x".repeat(bytes % 3));
        byte[] longest = StoredNote.encode(SlowLog.ORIGIN, note);
        assertThat(longest).hasSize(BYTES_MAX);
        assertThat(StoredNote.parse(longest)).isEqualTo(note);
        byte[] longer =
                StoredNote.encode(SlowLog.ORIGIN, noteWith("\u20ac".repeat(bytes / 3) + "x".repeat(bytes % 3 + 1)));
        assertThat(longer).hasSize(BYTES_MAX + 1);
        assertRefused(longer, Malformed.LIMIT_EXCEEDED);
    }

    private static SignedNote noteWith(String extension) {
        var checkpoint = new Checkpoint(SlowLog.ORIGIN, SlowLog.honest(5).head(5), List.of(extension));
        return SlowLog.KEY.sign(checkpoint.encode());
    }

    @Test
    void theChecksumIsLookedAtBeforeAnythingElse() {
        byte[] alone = withChecksum("");
        assertRefused(alone, Malformed.SYNTAX);
        assertRefused(Arrays.copyOf(alone, alone.length - 1), Malformed.RULE);
        assertRefused(new byte[0], Malformed.RULE);
        assertRefused("plumbline/log-view@v2\n".getBytes(StandardCharsets.UTF_8), Malformed.RULE);
    }

    @Test
    void eachDefectUnderARightChecksumHasItsCode() {
        String note = SlowLog.honest(5).note(5).encode();
        String header = "plumbline/log-view@v1\norigin log.example/slow\n";
        assertRefused(withChecksum("plumbline/log-view@v2\n"), Malformed.UNSUPPORTED);
        assertRefused(withChecksum("plumbline/log-sight@v1\n"), Malformed.SYNTAX);
        assertRefused(withChecksum(header), Malformed.SYNTAX);
        assertRefused(withChecksum(header + "\n"), Malformed.SYNTAX);
        assertRefused(withChecksum(header + "more\n\n" + note), Malformed.NOT_CANONICAL);
    }

    private static byte[] withChecksum(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        String line = "sha256 " + TreeHasher.sha256(bytes).hex() + "\n";
        return (content + line).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] file, Malformed code) {
        assertThatThrownBy(() -> StoredNote.parse(file))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
