package dev.plumbline.api.scenario;

import dev.plumbline.proofs.ethereum.Word;
import java.util.List;
import java.util.Set;

/**
 * A block as the sequencer decided it, before a node has executed it.
 *
 * @param slot its place
 * @param transactions what it holds, in order, deposits not counted
 * @param signer which of the sequencer's keys signs it
 * @param passedOver what could have been in it and was not taken, hashes
 * @param isEquivocal whether another block of the same number is signed as well
 */
public record MadeBlock(
        Slot slot, List<PooledTransaction> transactions, Set<Word> passedOver, int signer, boolean isEquivocal) {
    /** Copies the collections. */
    public MadeBlock {
        transactions = List.copyOf(transactions);
        passedOver = Set.copyOf(passedOver);
    }
}
