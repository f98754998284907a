package dev.plumbline.proofs.verify;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.List;

/** What a verifier concluded of the evidence of a settlement. Hostile input yields {@link Rejected}, never an exception. */
@CheckReturnValue
public sealed interface SettlementVerdict {
    /** Every check in its order, those that were not made included. */
    List<Check> checks();

    /**
     * The transaction is in a block that L1 holds a claim of; how far that claim has come is in the settlement.
     *
     * @param settlement what may be relied on
     */
    record Verified(VerifiedSettlement settlement, List<Check> checks) implements SettlementVerdict {
        /** Copies the checks. */
        public Verified {
            checks = List.copyOf(checks);
        }
    }

    /**
     * A check failed.
     *
     * @param reason for programs
     * @param detail what was found and what was wanted, for people; its text may change
     */
    record Rejected(Reason reason, String detail, List<Check> checks) implements SettlementVerdict {
        /** Copies the checks. */
        public Rejected {
            checks = List.copyOf(checks);
        }
    }
}
