package dev.plumbline.proofs.cose;

import com.google.errorprone.annotations.CheckReturnValue;

/** What the check of a COSE receipt came to. */
@CheckReturnValue
public sealed interface CoseVerdict {
    /**
     * The log signed a tree that has the leaf.
     *
     * @param leaf what may be relied on
     */
    record Included(CoseReceipt.VerifiedLeaf leaf) implements CoseVerdict {}

    /**
     * It did not, or the policy wants more than a COSE receipt can show.
     *
     * @param reason for programs
     * @param detail for people
     */
    record Refused(Reason reason, String detail) implements CoseVerdict {}

    /** Why a receipt was refused. Treat one that you do not know as a refusal. */
    enum Reason {
        /** The policy has no log of that origin. */
        UNKNOWN_LOG,
        /** The leaf's index is not below the size of the tree. */
        INDEX_OUT_OF_RANGE,
        /** The path does not have as many hashes as index and size demand. */
        PATH_LENGTH_WRONG,
        /**
         * No key of the log signed the root that leaf and path lead to. Because the root is detached, a forged path, another
         * leaf and a forged signature look alike.
         */
        SIGNATURE_BAD,
        /** The policy demands witnesses, and a COSE receipt has none: ask for the receipt in its own form. */
        QUORUM_MISSING
    }
}
