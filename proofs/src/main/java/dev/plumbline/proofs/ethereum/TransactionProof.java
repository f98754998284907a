package dev.plumbline.proofs.ethereum;

import java.util.List;

/** What a Merkle-Patricia proof says about one transaction under one transactions root. */
public sealed interface TransactionProof {
    /** The block has this transaction at that index. */
    final class Exists implements TransactionProof {
        private final byte[] raw;

        private Exists(byte[] owned) {
            this.raw = owned;
        }

        /** Keccak-256 of the raw bytes, by which everybody names the transaction. */
        public Word hash() {
            return Word.keccak(raw);
        }

        /** A fresh copy of the transaction as it was signed (EIP-2718); its content is not read here. */
        public byte[] raw() {
            return raw.clone();
        }
    }

    /** The block has no transaction of that index. */
    enum Missing implements TransactionProof {
        /** The only instance. */
        MISSING
    }

    /** The proof proves nothing; see {@link TrieLookup.Bad}. */
    record Bad(TrieDefect defect, String detail) implements TransactionProof {}

    /**
     * Checks a proof. Total: any bytes yield a result, none throws.
     *
     * @param transactionsRoot from a header whose hash the caller trusts
     * @param index place of the transaction in the block, from 0
     * @param nodes RLP of the trie nodes, root first, exactly those that the index needs
     */
    static TransactionProof check(Word transactionsRoot, long index, List<byte[]> nodes) {
        TrieLookup lookup = ReceiptProof.lookup(transactionsRoot, index, nodes);
        if (lookup instanceof TrieLookup.Bad bad) {
            return new Bad(bad.defect(), bad.detail());
        }
        return lookup instanceof TrieLookup.Present present ? new Exists(present.value()) : Missing.MISSING;
    }
}
