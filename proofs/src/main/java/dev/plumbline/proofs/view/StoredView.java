package dev.plumbline.proofs.view;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plumbline.proofs.checkpoint.CheckpointVerdict;

/** What came of reading a {@link LogView} that was kept. Nothing in here is about the log but what a policy says of it. */
@CheckReturnValue
public sealed interface StoredView {
    /**
     * It is whole and still trusted.
     *
     * @param view to go on from
     */
    record Restored(LogView view) implements StoredView {}

    /**
     * These bytes are not what was written: damage on this side, which says nothing about the log.
     *
     * @param detail for people; its text may change
     */
    record Damaged(String detail) implements StoredView {}

    /**
     * It is whole, and of a version that this build does not know.
     *
     * @param detail for people; its text may change
     */
    record OtherVersion(String detail) implements StoredView {}

    /**
     * It is whole, and its checkpoint is not one that the policy believes: it was written under another policy.
     *
     * @param reason for programs
     * @param detail for people; its text may change
     */
    record NoLongerTrusted(CheckpointVerdict.Reason reason, String detail) implements StoredView {}
}
