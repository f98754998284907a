package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.TransactionReceipt;
import dev.plumbline.proofs.ethereum.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A block with all transactions and receipts, found to have the hash, the transactions root and the receipts root that belong
 * together. That the chain ever made it is another question. Immutable.
 */
public final class WholeBlock {
    private final RpcBlock header;
    private final List<TransactionJson> transactions;
    private final List<ReceiptJson> receipts;
    private final BlockTrie transactionsTrie;
    private final BlockTrie receiptsTrie;

    WholeBlock(
            RpcBlock header,
            List<TransactionJson> transactions,
            BlockTrie transactionsTrie,
            List<ReceiptJson> receipts,
            BlockTrie receiptsTrie) {
        this.header = header;
        this.transactions = List.copyOf(transactions);
        this.transactionsTrie = transactionsTrie;
        this.receipts = List.copyOf(receipts);
        this.receiptsTrie = receiptsTrie;
    }

    public RpcBlock header() {
        return header;
    }

    /** The transactions in order. Costs a key recovery for each that is signed. */
    public List<RpcTransaction> transactions() throws RpcException {
        List<RpcTransaction> read = new ArrayList<>(transactions.size());
        for (TransactionJson transaction : transactions) {
            read.add(transaction.transaction());
        }
        return read;
    }

    /** What each of them came to. */
    public List<TransactionReceipt> receipts() {
        return receipts.stream().map(ReceiptJson::receipt).toList();
    }

    /** The transactions as the trie holds them (EIP-2718). */
    public List<byte[]> rawTransactions() {
        return transactions.stream()
                .map(transaction -> transaction.raw().clone())
                .toList();
    }

    /** Proves a transaction to the header's transactions root. */
    public BlockTrie transactionsTrie() {
        return transactionsTrie;
    }

    /** Proves a receipt to the header's receipts root. */
    public BlockTrie receiptsTrie() {
        return receiptsTrie;
    }

    /** The place of the transaction with that hash; -1 if the block does not hold it. */
    public int indexOf(Word hash) {
        for (int i = 0; i < transactions.size(); i++) {
            if (Word.keccak(transactions.get(i).raw()).equals(hash)) {
                return i;
            }
        }
        return -1;
    }
}
