package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.fairness.BlockOrder;
import dev.plumbline.ledger.fairness.OrderedTransaction;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcTransaction;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import java.util.ArrayList;
import java.util.List;

/**
 * A block with all that is in it: header, transactions and receipts, found to have the hash, the transactions root and the receipts
 * root that belong together. That the rollup ever made it is another question.
 *
 * @param header the header
 * @param transactions in order
 * @param receipts what each of them came to
 */
public record FullBlock(RpcBlock header, List<RpcTransaction> transactions, List<TransactionReceipt> receipts) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is not one receipt for each transaction
     */
    public FullBlock {
        transactions = List.copyOf(transactions);
        receipts = List.copyOf(receipts);
        if (transactions.size() != receipts.size()) {
            throw new IllegalArgumentException(
                    transactions.size() + " transactions with " + receipts.size() + " receipts");
        }
    }

    /** What the order of the block is judged by. When each transaction came is not known here. */
    public BlockOrder order() {
        List<OrderedTransaction> ordered = new ArrayList<>(transactions.size());
        for (RpcTransaction transaction : transactions) {
            ordered.add(new OrderedTransaction(
                    transaction.hash(),
                    transaction.type(),
                    transaction.sender(),
                    transaction.nonce(),
                    transaction.maxFee(),
                    transaction.maxTip(),
                    null));
        }
        return new BlockOrder(header.number(), header.baseFee(), ordered);
    }
}
