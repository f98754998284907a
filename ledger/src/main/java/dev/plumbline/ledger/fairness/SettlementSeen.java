package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Grade;
import java.util.Comparator;

/**
 * How far a block of the chain that was followed has settled on L1, and with it every block before it.
 *
 * @param block number of the block
 * @param hash its hash
 * @param grade how far
 * @param basis how that is known
 */
public record SettlementSeen(long block, Word hash, Grade grade, Basis basis) {
    /** How a grade is known; the later ones rest on less. */
    public enum Basis {
        /** Evidence under a trusted L1 block was verified. */
        PROVEN("proven"),
        /** An observer calls the block finalized: its data are on L1, in a block that L1 can no longer lose. */
        CALLED_FINALIZED("an observer calls its data final on L1"),
        /** An observer calls the block safe. */
        CALLED_SAFE("an observer calls it safe");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** The higher grade first, and of the same grade what rests on more. */
    static final Comparator<SettlementSeen> STRONGEST_FIRST =
            Comparator.comparing(SettlementSeen::grade).reversed().thenComparing(SettlementSeen::basis);

    /** @throws IllegalArgumentException if the number is negative */
    public SettlementSeen {
        Bounds.checkAtLeast("block", block, 0);
    }

    /** Whether that block is the one that holds the transaction, or a later one. */
    boolean covers(Inclusion inclusion) {
        return inclusion.block() == block ? inclusion.blockHash().equals(hash) : inclusion.block() < block;
    }
}
