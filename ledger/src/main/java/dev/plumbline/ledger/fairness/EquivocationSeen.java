package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;

/**
 * Two blocks of one height, both signed by the sequencer. Whoever puts one here has checked the signatures: it is a
 * fact, and no statistic.
 *
 * @param chain CAIP-2 chain
 * @param height number of both blocks
 * @param first hash of one
 * @param second hash of the other
 * @param signer who signed both, as text
 */
public record EquivocationSeen(String chain, long height, Word first, Word second, String signer) {
    /** @throws IllegalArgumentException if a name is empty, the height negative or the blocks are one */
    public EquivocationSeen {
        Bounds.checkNamed("chain", chain);
        Bounds.checkAtLeast("height", height, 0);
        Bounds.checkNamed("signer", signer);
        if (first.equals(second)) {
            throw new IllegalArgumentException("both blocks of height " + height + " are " + first);
        }
    }
}
