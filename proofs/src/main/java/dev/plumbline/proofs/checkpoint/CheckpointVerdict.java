package dev.plumbline.proofs.checkpoint;

import com.google.errorprone.annotations.CheckReturnValue;

/** What a {@link TrustPolicy} says of a signed checkpoint. */
@CheckReturnValue
public sealed interface CheckpointVerdict {
    /**
     * The policy is met.
     *
     * @param checkpoint what may be relied on
     */
    record Trusted(TrustPolicy.VerifiedCheckpoint checkpoint) implements CheckpointVerdict {}

    /**
     * The policy is not met.
     *
     * @param reason for programs
     * @param detail for people
     */
    record Refused(Reason reason, String detail) implements CheckpointVerdict {}

    /** Why a checkpoint was refused. */
    enum Reason {
        /** The signed text is not a checkpoint. */
        UNREADABLE,
        /** The policy has no log of that origin. */
        UNKNOWN_LOG,
        /** The log did not sign, or a line by a known key does not verify. */
        SIGNATURE_BAD,
        /** Too few of the witnesses cosigned. */
        QUORUM_MISSING
    }
}
