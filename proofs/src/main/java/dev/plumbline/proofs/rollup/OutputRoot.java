package dev.plumbline.proofs.rollup;

import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;

/**
 * What an OP-Stack rollup claims on L1 of one of its blocks, in version 0: its state, its withdrawals, and its hash (OP Stack
 * specification, "L2 output commitment construction").
 *
 * <p>Whoever knows the {@link #hash} can be shown the block, since nobody finds two blocks with one output root.
 *
 * @param stateRoot root of the trie of all accounts after the block
 * @param messagePasserRoot root of the storage of the contract that takes withdrawals; see {@link MessagePasserRoot}
 * @param blockHash hash of the block
 */
public record OutputRoot(Word stateRoot, Word messagePasserRoot, Word blockHash) {
    /** The output root of a block. */
    public static OutputRoot of(BlockHeader block, Word messagePasserRoot) {
        return new OutputRoot(block.stateRoot(), messagePasserRoot, block.hash());
    }

    /** Keccak-256 of the version, which is 32 zero bytes, and the three parts. */
    public Word hash() {
        var preimage = new ByteArrayOutputStream();
        preimage.writeBytes(Word.ZERO.bytes());
        preimage.writeBytes(stateRoot.bytes());
        preimage.writeBytes(messagePasserRoot.bytes());
        preimage.writeBytes(blockHash.bytes());
        return Word.keccak(preimage.toByteArray());
    }
}
