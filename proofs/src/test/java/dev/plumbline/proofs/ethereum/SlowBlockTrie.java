package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.List;

/** The trie of a block's transactions or receipts, under the RLP of their indexes, for tests of other rooms. */
public final class SlowBlockTrie {
    private final SlowTrie trie = new SlowTrie();

    /** The trie of these values, in the order of the block. */
    public SlowBlockTrie(List<byte[]> values) {
        for (int index = 0; index < values.size(); index++) {
            trie.put(key(index), values.get(index));
        }
    }

    /** What a header would have to name. */
    public Word root() {
        return trie.root();
    }

    /** The nodes for an index, present or not. */
    public List<byte[]> prove(long index) {
        return trie.prove(key(index));
    }

    private static byte[] key(long index) {
        return RlpItem.ofNumber(BigInteger.valueOf(index)).encode();
    }
}
