package dev.plumbline.proofs.verify;

import java.util.List;

/** What a verifier concluded, and from what. Hostile input yields {@link Rejected}, never an exception. */
public sealed interface Verdict {
    /** Every check in its order, those that were not made included. */
    List<Check> checks();

    /**
     * Every check that the policy demands passed.
     *
     * @param receipt what may be relied on
     */
    record Verified(VerifiedReceipt receipt, List<Check> checks) implements Verdict {
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
    record Rejected(Reason reason, String detail, List<Check> checks) implements Verdict {
        /** Copies the checks. */
        public Rejected {
            checks = List.copyOf(checks);
        }
    }
}
