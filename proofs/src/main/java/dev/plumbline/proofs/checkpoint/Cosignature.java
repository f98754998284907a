package dev.plumbline.proofs.checkpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A witness's word that it saw a checkpoint, consistent with all it saw before: C2SP tlog-cosignature, type 0x04. Exists
 * only verified.
 *
 * <p>The signed message does not name the witness, so a key must belong to one witness.
 */
public final class Cosignature {
    private static final int TIME_BYTES = 8;
    private static final int SIGNATURE_BYTES = 64;

    private final VerifierKey witness;
    private final long unixSeconds;

    private Cosignature(VerifierKey witness, long unixSeconds) {
        this.witness = witness;
        this.unixSeconds = unixSeconds;
    }

    /**
     * The cosignature in a line that {@code witness} claims, or null if the line does not hold. Total; one Ed25519
     * verification.
     *
     * @param checkpointText the whole text of the note, extension lines included
     */
    @CheckReturnValue
    static @Nullable Cosignature verified(VerifierKey witness, NoteSignature line, String checkpointText) {
        byte[] blob = line.signature();
        if (witness.type() != KeyType.COSIGNATURE_ED25519
                || !witness.claims(line)
                || blob.length != TIME_BYTES + SIGNATURE_BYTES) {
            return null;
        }
        long unixSeconds = ByteBuffer.wrap(blob).getLong();
        byte[] signature = Arrays.copyOfRange(blob, TIME_BYTES, blob.length);
        if (unixSeconds < 0 || !witness.verify(message(unixSeconds, checkpointText), signature)) {
            return null;
        }
        return new Cosignature(witness, unixSeconds);
    }

    /** What a witness signs: {@code cosignature/v1}, the time, and the text of the checkpoint. */
    public static byte[] message(long unixSeconds, String checkpointText) {
        return ("cosignature/v1\ntime " + unixSeconds + "\n" + checkpointText).getBytes(StandardCharsets.UTF_8);
    }

    /** Whose word it is. */
    public VerifierKey witness() {
        return witness;
    }

    /** When, by the witness's clock, in seconds since 1970. */
    public long unixSeconds() {
        return unixSeconds;
    }
}
