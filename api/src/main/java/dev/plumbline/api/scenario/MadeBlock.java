package dev.plumbline.api.scenario;

import java.util.List;

/**
 * A block as the sequencer decided it, before a node has executed it.
 *
 * @param slot its place
 * @param transactions what it holds, in order, deposits not counted
 * @param signer which of the sequencer's keys signs it
 * @param isEquivocal whether another block of the same number is signed as well
 */
public record MadeBlock(Slot slot, List<PooledTransaction> transactions, int signer, boolean isEquivocal) {
    /** Copies the list. */
    public MadeBlock {
        transactions = List.copyOf(transactions);
    }
}
