package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;
import dev.plumbline.proofs.merkle.TreeHead;

/** What came of showing a signed checkpoint to a {@link LogView}. The view that was asked stays as it was. */
@CheckReturnValue
public sealed interface ViewChange {
    /**
     * The checkpoint extends what was known; the view to keep from now on is the new one.
     *
     * @param view under the newer checkpoint
     * @param from head of the view before; {@link TreeHead#EMPTY} if there was none, and then nothing was shown
     */
    record Advanced(LogView view, TreeHead from) implements ViewChange {}

    /**
     * The checkpoint has the head that is known already.
     *
     * @param view as it was
     */
    record Unchanged(LogView view) implements ViewChange {}

    /**
     * The log has signed two heads that contradict each other.
     *
     * @param evidence proven under the policy of the view
     */
    record Forked(Equivocation evidence) implements ViewChange {}

    /**
     * The policy does not believe the checkpoint.
     *
     * @param reason for programs
     * @param detail for people; its text may change
     */
    record Untrusted(CheckpointVerdict.Reason reason, String detail) implements ViewChange {}

    /**
     * The checkpoint is believed, and not taken.
     *
     * @param cause for programs
     * @param detail for people; its text may change
     */
    record Refused(Cause cause, String detail) implements ViewChange {}

    /** Why a checkpoint that is believed is not taken. New causes may be added in a minor version. */
    enum Cause {
        /** It could not stand in evidence, so it could never be held against the log: {@link Equivocation#canCarry}. */
        NO_POSSIBLE_EVIDENCE,
        /** It is of another log. */
        OTHER_LOG,
        /** The proof or the tiles do not show that its tree extends the known one. Accuses nobody. */
        PROOF_BAD,
        /** It is signed, and of a smaller tree: the log went back, or somebody replays an old answer. */
        ROLLBACK
    }
}
