package dev.plumbline.proofs.checkpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A cosigner's word that it saw the head of a checkpoint, consistent with all it saw before: C2SP tlog-cosignature, types
 * 0x04 and 0x06. Exists only verified.
 *
 * <p>It vouches for origin, size and root, and for nothing else. The message of type 0x06 has no extension lines, anybody
 * may change them under it; that of type 0x04 has them, but the specification attaches no statement to them.
 *
 * <p>The message of type 0x04 does not name the cosigner, so such a key must belong to one cosigner.
 */
public final class Cosignature {
    private final VerifierKey cosigner;
    private final long unixSeconds;

    private Cosignature(VerifierKey cosigner, long unixSeconds) {
        this.cosigner = cosigner;
        this.unixSeconds = unixSeconds;
    }

    /**
     * The cosignature in a line, or null if the line is not by {@code cosigner} or does not hold. Total; one verification.
     */
    @CheckReturnValue
    public static @Nullable Cosignature verified(VerifierKey cosigner, NoteSignature line, Checkpoint checkpoint) {
        return verified(cosigner, line, checkpoint, checkpoint.encode());
    }

    /** As the other, given what {@link Checkpoint#encode} says. */
    static @Nullable Cosignature verified(
            VerifierKey cosigner, NoteSignature line, Checkpoint checkpoint, String text) {
        TimestampedSignature signed = TimestampedSignature.of(cosigner, line);
        if (signed == null) {
            return null;
        }
        byte[] message = message(cosigner, checkpoint, text, signed.unixSeconds());
        return message != null && cosigner.verify(message, signed.signature())
                ? new Cosignature(cosigner, signed.unixSeconds())
                : null;
    }

    /**
     * The line that cosigns a checkpoint. The caller answers for what it says: see the type's own words.
     *
     * @param unixSeconds when; 0 only with type 0x06, where it claims nothing about the tree being the largest seen
     * @throws IllegalArgumentException if the key's type makes no cosignatures, or if type and parts allow no message
     */
    public static NoteSignature sign(SignerKey cosigner, Checkpoint checkpoint, long unixSeconds) {
        byte[] message = message(cosigner.verifierKey(), checkpoint, checkpoint.encode(), unixSeconds);
        if (message == null || unixSeconds < 0) {
            throw new IllegalArgumentException(cosigner.verifierKey().type() + " cannot cosign size "
                    + checkpoint.head().size() + " of " + checkpoint.origin() + " at " + unixSeconds);
        }
        return cosigner.line(new TimestampedSignature(unixSeconds, cosigner.signature(message)).encode());
    }

    /** What is signed, by the type of the key; null if there is no such message. */
    private static byte @Nullable [] message(
            VerifierKey cosigner, Checkpoint checkpoint, String text, long unixSeconds) {
        return switch (cosigner.type()) {
            case ED25519 -> null;
            case COSIGNATURE_ED25519 -> message(unixSeconds, text);
            case COSIGNATURE_ML_DSA_44 -> subtreeMessage(cosigner.name(), checkpoint, unixSeconds);
        };
    }

    private static byte @Nullable [] subtreeMessage(String cosigner, Checkpoint checkpoint, long unixSeconds) {
        String origin = checkpoint.origin();
        long size = checkpoint.head().size();
        return CosignedMessage.isWellFormed(cosigner, unixSeconds, origin, 0, size)
                ? new CosignedMessage(
                                cosigner,
                                unixSeconds,
                                origin,
                                0,
                                size,
                                checkpoint.head().root())
                        .encode()
                : null;
    }

    /** The message of type 0x04: {@code cosignature/v1}, the time, and the whole text of the checkpoint. */
    public static byte[] message(long unixSeconds, String checkpointText) {
        return ("cosignature/v1\ntime " + unixSeconds + "\n" + checkpointText).getBytes(StandardCharsets.UTF_8);
    }

    /** Whose word it is. */
    public VerifierKey witness() {
        return cosigner;
    }

    /**
     * When, by the cosigner's clock, in seconds since 1970: at that time it knew no larger tree of the log. With type 0x06 it
     * may be 0, and then nothing is said about time: such a cosignature is evidence of consistency, never of freshness.
     */
    public long unixSeconds() {
        return unixSeconds;
    }
}
