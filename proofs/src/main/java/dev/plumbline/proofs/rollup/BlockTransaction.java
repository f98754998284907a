package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;

/**
 * A transaction of a rollup and what it came to, with the proofs that one block's header commits to both. Not verified.
 *
 * @param hash the name of the transaction
 * @param index its place in the block, from 0
 * @param header the raw header of the block
 * @param transactionProof the trie nodes that lead to the transaction, root first
 * @param receiptProof the same for its receipt
 */
public record BlockTransaction(
        Word hash, long index, RawRlp header, List<RawRlp> transactionProof, List<RawRlp> receiptProof) {
    /** Copies the lists. */
    public BlockTransaction {
        transactionProof = List.copyOf(transactionProof);
        receiptProof = List.copyOf(receiptProof);
    }
}
