package dev.plumbline.proofs.checkpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A signed note whose text is a checkpoint. Parsed, not verified: ask it about one key, or a {@link TrustPolicy}. */
public final class SignedCheckpoint {
    private final SignedNote note;
    private final Checkpoint checkpoint;

    private SignedCheckpoint(SignedNote note, Checkpoint checkpoint) {
        this.note = note;
        this.checkpoint = checkpoint;
    }

    /** Reads the text of the note. */
    public static SignedCheckpoint of(SignedNote note) throws MalformedException {
        return new SignedCheckpoint(note, Checkpoint.parse(note.text()));
    }

    /** What the signatures are about. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The note it came as. */
    public SignedNote note() {
        return note;
    }

    /**
     * What the note holds by a key of any type, as C2SP demands: lines by other keys are ignored, and one line by this key
     * that does not verify spoils the note. Total; one verification for each line by the key.
     */
    @CheckReturnValue
    public NoteStatus status(VerifierKey key) {
        if (!key.type().isCosignature()) {
            return key.check(note);
        }
        List<Cosignature> cosignatures = cosignatures(key);
        if (cosignatures == null) {
            return NoteStatus.BAD_SIGNATURE;
        }
        return cosignatures.isEmpty() ? NoteStatus.NOT_SIGNED : NoteStatus.SIGNED;
    }

    /** The cosignatures by a key, in the order of their lines; null if a line by the key does not verify. Total. */
    @CheckReturnValue
    public @Nullable List<Cosignature> cosignatures(VerifierKey key) {
        var cosignatures = new ArrayList<Cosignature>();
        for (NoteSignature line : note.signatures()) {
            if (key.claims(line)) {
                Cosignature cosignature = Cosignature.verified(key, line, checkpoint, note.text());
                if (cosignature == null) {
                    return null;
                }
                cosignatures.add(cosignature);
            }
        }
        return List.copyOf(cosignatures);
    }
}
