package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * A node of a Merkle-Patricia trie (yellow paper, appendix D), in the only shapes that a trie built by the rules has.
 *
 * <p>Its items are kept as they stand. A child is the empty string for none, a string of 32 bytes for the hash of a node, a
 * list of fewer than 32 bytes for a node embedded whole.
 */
sealed interface TrieNode {
    /** Children of a branch, one for each nibble; the item behind them is its value. */
    int BRANCH_WIDTH = 16;

    /** The item behind a path: the value of a leaf, the child of an extension. */
    int BEHIND_PATH = 1;

    /** The RLP items of the node. */
    RlpList items();

    /** Sixteen ways on, and the value of the key that ends here, empty if none does. */
    record Branch(RlpList items) implements TrieNode {}

    /** A stretch of at least one nibble without a fork, and the branch behind it. */
    record Extension(Nibbles path, RlpList items) implements TrieNode {}

    /** The rest of one key, perhaps empty, and its value. */
    record Leaf(Nibbles path, RlpList items) implements TrieNode {}

    /** Reads a node; it refers to the array, which must not change as long as the node is used. */
    static TrieNode parse(byte[] rlp) throws MalformedException {
        return of(CanonicalRlp.list(rlp, 0, rlp.length, "trie node"));
    }

    /** Reads a node that stands inside its parent. */
    static TrieNode embedded(RlpList parent, int index) throws MalformedException {
        return of(parent.list(index, "trie node"));
    }

    private static TrieNode of(RlpList items) throws MalformedException {
        if (items.count() == BRANCH_WIDTH + 1) {
            return branch(items);
        }
        if (items.count() == BEHIND_PATH + 1) {
            return shortNode(items);
        }
        throw malformed("has " + items.count() + " items, want 17 for a branch or 2 for a leaf or extension");
    }

    private static TrieNode branch(RlpList items) throws MalformedException {
        checkText(items, BRANCH_WIDTH);
        int entries = items.isNone(BRANCH_WIDTH) ? 0 : 1;
        for (int child = 0; child < BRANCH_WIDTH; child++) {
            if (!items.isNone(child)) {
                checkReference(items, child);
                entries++;
            }
        }
        if (entries < 2) {
            throw malformed("is a branch with " + entries + " entries, want at least 2");
        }
        return new Branch(items);
    }

    private static TrieNode shortNode(RlpList items) throws MalformedException {
        checkText(items, 0);
        Nibbles path = Nibbles.ofHexPrefix(items.shared(), items.from(0), items.end(0));
        if (Nibbles.isLeaf(items.shared()[items.from(0)])) {
            checkText(items, BEHIND_PATH);
            if (items.isNone(BEHIND_PATH)) {
                throw malformed("is a leaf with an empty value");
            }
            return new Leaf(path, items);
        }
        if (path.length() == 0) {
            throw malformed("is an extension of no nibbles");
        }
        checkReference(items, BEHIND_PATH);
        return new Extension(path, items);
    }

    private static void checkReference(RlpList items, int child) throws MalformedException {
        boolean isEmbedded = items.isList(child);
        int bytes = isEmbedded ? items.encodedLength(child) : items.length(child);
        if (isEmbedded ? bytes >= Word.LENGTH : bytes != Word.LENGTH) {
            throw malformed("refers to a child by " + bytes + " bytes, want a hash of 32 or an embedded node of fewer");
        }
    }

    private static void checkText(RlpList items, int index) throws MalformedException {
        if (items.isList(index)) {
            throw malformed("holds a list where a string belongs");
        }
    }

    private static MalformedException malformed(String detail) {
        return new MalformedException(Malformed.VALUE, "trie node", detail);
    }
}
