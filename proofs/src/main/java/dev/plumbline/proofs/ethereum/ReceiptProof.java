package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;
import java.util.List;

/** What a Merkle-Patricia proof says about one transaction's receipt under one receipts root. */
public sealed interface ReceiptProof {
    /** The block's transaction of that index came to this. */
    record Exists(TransactionReceipt receipt) implements ReceiptProof {}

    /** The block has no transaction of that index. */
    enum Missing implements ReceiptProof {
        /** The only instance. */
        MISSING
    }

    /** The proof proves nothing; see {@link TrieLookup.Bad}. */
    record Bad(TrieDefect defect, String detail) implements ReceiptProof {}

    /**
     * Checks a proof and decodes the leaf. Total: any bytes yield a result, none throws.
     *
     * @param receiptsRoot from a header whose hash the caller trusts
     * @param index place of the transaction in the block, from 0
     * @param nodes RLP of the trie nodes, root first, exactly those that the index needs
     */
    static ReceiptProof check(Word receiptsRoot, long index, List<byte[]> nodes) {
        TrieLookup lookup = lookup(receiptsRoot, index, nodes);
        if (lookup instanceof TrieLookup.Bad bad) {
            return new Bad(bad.defect(), bad.detail());
        }
        if (!(lookup instanceof TrieLookup.Present present)) {
            return Missing.MISSING;
        }
        try {
            return new Exists(TransactionReceipt.parse(present.value()));
        } catch (MalformedException e) {
            return new Bad(TrieDefect.VALUE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** Looks an index up in one of the two tries of a block whose keys are the RLP of indexes. */
    static TrieLookup lookup(Word root, long index, List<byte[]> nodes) {
        if (index < 0) {
            return new TrieLookup.Bad(
                    TrieDefect.VALUE_MALFORMED, "transaction index: is " + index + ", want 0 or more");
        }
        byte[] key = RlpItem.ofNumber(BigInteger.valueOf(index)).encode();
        return TrieProof.check(new TrieProof(root, nodes, Limits.BLOCK_TRIE_NODE_BYTES_MAX), key);
    }
}
