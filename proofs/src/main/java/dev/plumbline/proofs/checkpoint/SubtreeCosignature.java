package dev.plumbline.proofs.checkpoint;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.merkle.SubtreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * A cosigner's word that a run of leaves is consistent with all it saw of a log: C2SP tlog-cosignature, type 0x06. Exists
 * only verified.
 */
public final class SubtreeCosignature {
    private final VerifierKey cosigner;
    private final String origin;
    private final SubtreeHead subtree;
    private final long unixSeconds;

    private SubtreeCosignature(VerifierKey cosigner, String origin, SubtreeHead subtree, long unixSeconds) {
        this.cosigner = cosigner;
        this.origin = origin;
        this.subtree = subtree;
        this.unixSeconds = unixSeconds;
    }

    /**
     * The cosignature in a line, or null if the line is not by {@code cosigner} or does not hold: also if its time is not 0
     * and its subtree does not start at leaf 0. Total; one verification.
     */
    @CheckReturnValue
    public static @Nullable SubtreeCosignature verified(
            VerifierKey cosigner, NoteSignature line, String origin, SubtreeHead subtree) {
        TimestampedSignature signed = TimestampedSignature.of(cosigner, line);
        if (signed == null
                || cosigner.type() != KeyType.COSIGNATURE_ML_DSA_44
                || !CosignedMessage.isWellFormed(
                        cosigner.name(), signed.unixSeconds(), origin, subtree.start(), subtree.end())) {
            return null;
        }
        byte[] message = message(cosigner, signed.unixSeconds(), origin, subtree);
        return cosigner.verify(message, signed.signature())
                ? new SubtreeCosignature(cosigner, origin, subtree, signed.unixSeconds())
                : null;
    }

    /**
     * The line that cosigns a subtree.
     *
     * @param unixSeconds 0, unless the subtree starts at leaf 0 and is the largest tree seen
     * @throws IllegalArgumentException if the key is of another type than 0x06 or the parts make no {@link CosignedMessage}
     */
    public static NoteSignature sign(SignerKey cosigner, String origin, SubtreeHead subtree, long unixSeconds) {
        VerifierKey key = cosigner.verifierKey();
        if (key.type() != KeyType.COSIGNATURE_ML_DSA_44) {
            throw new IllegalArgumentException("a key of type " + key.type() + " cosigns no subtree");
        }
        byte[] signature = cosigner.signature(message(key, unixSeconds, origin, subtree));
        return cosigner.line(new TimestampedSignature(unixSeconds, signature).encode());
    }

    private static byte[] message(VerifierKey cosigner, long unixSeconds, String origin, SubtreeHead subtree) {
        return new CosignedMessage(cosigner.name(), unixSeconds, origin, subtree.start(), subtree.end(), subtree.root())
                .encode();
    }

    /** Whose word it is. */
    public VerifierKey cosigner() {
        return cosigner;
    }

    /** Of which log. */
    public String origin() {
        return origin;
    }

    /** Which leaves, and their root. */
    public SubtreeHead subtree() {
        return subtree;
    }

    /** When it was the largest tree that the cosigner knew, in seconds since 1970; 0 if nothing is said about that. */
    public long unixSeconds() {
        return unixSeconds;
    }
}
