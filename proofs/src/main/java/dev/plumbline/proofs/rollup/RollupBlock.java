package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockTrie;
import dev.plumbline.proofs.ethereum.RawRlp;
import dev.plumbline.proofs.ethereum.Word;
import java.util.List;

/** A block of a rollup with all its transactions, so that what is not in it can be said too. Not verified. */
public sealed interface RollupBlock {
    /**
     * A block by its header, which is as good as its hash.
     *
     * @param header raw
     * @param transactions raw, every one of them, in order
     */
    record ByHeader(RawRlp header, List<RawRlp> transactions) implements RollupBlock {
        /** Copies the list. */
        public ByHeader {
            transactions = List.copyOf(transactions);
        }
    }

    /** A block by the signature of whoever spread it. */
    record BySignature(UnsafeBlock block) implements RollupBlock {}

    /**
     * What a block says, once its transactions are found to be those that it commits to.
     *
     * @param transactions raw and owned
     */
    record Contents(long number, Word hash, Word parentHash, L1Attributes attributes, List<byte[]> transactions) {}

    /**
     * Opens the block: its transactions are those of its transactions root, or of what was signed, and the first says from where on
     * L1 it takes deposits.
     */
    default Contents open() throws MalformedException {
        if (this instanceof BySignature signed) {
            UnsafeBlock block = signed.block();
            if (!block.namesItsHash()) {
                throw new MalformedException(
                        Malformed.RULE,
                        "rollup block",
                        "names the hash " + block.statedHash() + ", and has " + block.hash());
            }
            return contents(block.height(), block.hash(), block.parentHash(), block.transactions());
        }
        var plain = (ByHeader) this;
        BlockHeader header = plain.header().readHeader();
        List<byte[]> transactions =
                plain.transactions().stream().map(RawRlp::bytes).toList();
        if (transactions.stream().anyMatch(transaction -> transaction.length == 0)
                || !BlockTrie.of(transactions).root().equals(header.transactionsRoot())) {
            throw new MalformedException(
                    Malformed.RULE, "rollup block", "lists transactions that are not those of its root");
        }
        return contents(header.number(), header.hash(), header.parentHash(), transactions);
    }

    private static Contents contents(long number, Word hash, Word parent, List<byte[]> transactions)
            throws MalformedException {
        if (transactions.isEmpty()) {
            throw new MalformedException(
                    Malformed.RULE, "rollup block", "has no transaction, want the L1 attributes first");
        }
        return new Contents(number, hash, parent, L1Attributes.parse(transactions.get(0)), transactions);
    }
}
