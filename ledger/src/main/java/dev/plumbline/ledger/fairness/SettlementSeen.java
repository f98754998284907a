package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;

/**
 * How final a block is on L1.
 *
 * @param block number of the block
 * @param hash its hash
 * @param grade the grade, in the word of the settlement proof
 */
public record SettlementSeen(long block, Word hash, String grade) {
    /** @throws IllegalArgumentException if the number is negative or the grade empty */
    public SettlementSeen {
        Bounds.checkAtLeast("block", block, 0);
        Bounds.checkNamed("grade", grade);
    }
}
