package dev.plumbline.proofs.verify;

import dev.plumbline.proofs.ethereum.Word;
import java.util.List;

/** What a verifier concluded about a forced transaction. Hostile input yields {@link Rejected}, never an exception. */
public sealed interface ForcedVerdict {
    /** Every check that was made, in order. */
    List<Check> checks();

    /**
     * The rollup took the transaction over in the block that had to hold it. Whether it did there what it was to do is not said.
     *
     * @param transaction hash of the transaction on the rollup
     * @param l1Block height of the L1 block of the deposit
     * @param rollupBlock height of the block that holds it
     * @param index its place in that block
     * @param grounds what that rests on, in words
     */
    record Included(
            Word transaction, long l1Block, long rollupBlock, int index, List<String> grounds, List<Check> checks)
            implements ForcedVerdict {
        /** Copies the lists. */
        public Included {
            grounds = List.copyOf(grounds);
            checks = List.copyOf(checks);
        }
    }

    /**
     * It is not shown to be included: {@link Reason#FORCED_OMITTED} if it is shown to be omitted, {@link
     * Reason#FORCED_PENDING} if its time is not over, else why nothing can be said.
     *
     * @param reason for programs
     * @param detail what was found, for people; its text may change
     */
    record Rejected(Reason reason, String detail, List<Check> checks) implements ForcedVerdict {
        /** Copies the checks. */
        public Rejected {
            checks = List.copyOf(checks);
        }
    }
}
