package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;

/** What came of the check of an {@link Equivocation}. */
@CheckReturnValue
public sealed interface EquivocationVerdict {
    /**
     * The log has signed two heads of which no tree can have both.
     *
     * @param origin of the log
     * @param older head that the log signed, with at least one leaf
     * @param newer head that the log signed, of the same size or larger
     * @param prefixRoot root of the first {@code older.size()} leaves under {@code newer}; another one than that of
     *     {@code older}
     */
    record Proven(String origin, TreeHead older, TreeHead newer, Hash prefixRoot) implements EquivocationVerdict {}

    /**
     * The file accuses nobody.
     *
     * @param cause for programs
     * @param detail for people; its text may change
     */
    record NotProven(Cause cause, String detail) implements EquivocationVerdict {}

    /** Why nothing is proven. New causes may be added in a minor version; treat one you do not know like these. */
    enum Cause {
        /** One of the notes is not a checkpoint. */
        CHECKPOINT_UNREADABLE,
        /** The two checkpoints are of two logs, or a key of the file is another log's. */
        ORIGINS_DIFFER,
        /** None of the keys in the file is one that the reader's policy names for this log. */
        UNKNOWN_LOG,
        /** A key that the file or the policy names has a line that does not verify. */
        SIGNATURE_BAD,
        /** A checkpoint has no line by a key that both the file and the policy name, or a key of the file has none. */
        SIGNATURE_MISSING,
        /** The older tree is empty, or larger than the newer: no relation between the two is claimed. */
        SIZES_OUT_OF_ORDER,
        /** The path does not show the prefix root to be that of the newer tree. */
        PROOF_BAD,
        /** The older root is what the newer tree has at that size: the two checkpoints agree. */
        NO_CONTRADICTION
    }
}
