package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The trie of all transactions of a block, or of all its receipts, from the values in the order of the block: the way from a
 * list to the root that a header names, and to the proof of one index. Its keys are the RLP of the indexes. Immutable.
 *
 * <p>The root costs one Keccak hash for each value and about a fifteenth more; a proof costs some more than that.
 */
public final class BlockTrie {
    /** Root of the trie of a block without any. */
    public static final Word EMPTY_ROOT = WholeTrie.EMPTY;

    private final WholeTrie trie;

    private BlockTrie(WholeTrie trie) {
        this.trie = trie;
    }

    /**
     * The trie of these values.
     *
     * @param values what stands in the leaves, by index: transactions or receipts in their binary form; not to be changed any more
     * @throws IllegalArgumentException if a value is empty, which no trie can hold
     */
    public static BlockTrie of(List<byte[]> values) {
        var keys = new ArrayList<byte[]>(values.size());
        for (int index = 0; index < values.size(); index++) {
            keys.add(key(index));
        }
        return new BlockTrie(WholeTrie.of(keys, values));
    }

    /** The root that the header names. */
    public Word root() {
        return trie.root();
    }

    /** The nodes that prove the value of an index, or that the block has none there: root first. Fresh arrays. */
    public List<byte[]> prove(long index) {
        return trie.prove(key(index));
    }

    private static byte[] key(long index) {
        return RlpItem.ofNumber(BigInteger.valueOf(index)).encode();
    }
}
