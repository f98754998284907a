package dev.plumbline.proofs.verify;

import java.util.List;

/** What a verifier concluded of a disclosure, and from what. Hostile input yields {@link Rejected}, never an exception. */
public sealed interface DisclosureVerdict {
    /** Every check of the receipt in its order, then that of the commitment; those that were not made included. */
    List<Check> checks();

    /**
     * The receipt is verified, and the value is what its event commits to.
     *
     * @param disclosure what may be relied on
     */
    record Verified(VerifiedDisclosure disclosure, List<Check> checks) implements DisclosureVerdict {
        /** Copies the checks. */
        public Verified {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check failed, or one that the policy demands could not be made.
     *
     * @param reason for programs
     * @param detail what was found and what was wanted, for people; its text may change
     */
    record Rejected(Reason reason, String detail, List<Check> checks) implements DisclosureVerdict {
        /** Copies the checks. */
        public Rejected {
            checks = List.copyOf(checks);
        }
    }
}
