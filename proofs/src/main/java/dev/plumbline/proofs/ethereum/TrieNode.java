package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * A node of a Merkle-Patricia trie (yellow paper, appendix D), in the only shapes that a trie built by the rules has.
 *
 * <p>Children are kept as they stand: the empty string for none, a string of 32 bytes for the hash of a node, a list
 * of fewer than 32 bytes for a node embedded whole.
 */
sealed interface TrieNode {
    /** Children of a branch, one for each nibble. */
    int BRANCH_WIDTH = 16;

    /** Sixteen ways on, and the value of the key that ends here, empty if none does. */
    record Branch(List<RlpItem> children, RlpItem.Text value) implements TrieNode {}

    /** A stretch of at least one nibble without a fork, and the branch behind it. */
    record Extension(Nibbles path, RlpItem child) implements TrieNode {}

    /** The rest of one key, perhaps empty, and its value. */
    record Leaf(Nibbles path, RlpItem.Text value) implements TrieNode {}

    static TrieNode of(RlpItem item) throws MalformedException {
        if (item instanceof RlpItem.Sequence sequence) {
            List<RlpItem> items = sequence.items();
            if (items.size() == BRANCH_WIDTH + 1) {
                return branch(items);
            }
            if (items.size() == 2) {
                return shortNode(text(items.get(0)), items.get(1));
            }
            throw malformed("has " + items.size() + " items, want 17 for a branch or 2 for a leaf or extension");
        }
        throw malformed("is an RLP string, want a list");
    }

    private static TrieNode branch(List<RlpItem> items) throws MalformedException {
        RlpItem.Text value = text(items.get(BRANCH_WIDTH));
        int entries = value.length() == 0 ? 0 : 1;
        for (RlpItem child : items.subList(0, BRANCH_WIDTH)) {
            if (!isNone(child)) {
                checkReference(child);
                entries++;
            }
        }
        if (entries < 2) {
            throw malformed("is a branch with " + entries + " entries, want at least 2");
        }
        return new Branch(items.subList(0, BRANCH_WIDTH), value);
    }

    private static TrieNode shortNode(RlpItem.Text encodedPath, RlpItem second) throws MalformedException {
        byte[] hexPrefix = encodedPath.bytes();
        Nibbles path = Nibbles.ofHexPrefix(hexPrefix);
        if (Nibbles.isLeaf(hexPrefix)) {
            RlpItem.Text value = text(second);
            if (value.length() == 0) {
                throw malformed("is a leaf with an empty value");
            }
            return new Leaf(path, value);
        }
        if (path.length() == 0) {
            throw malformed("is an extension of no nibbles");
        }
        checkReference(second);
        return new Extension(path, second);
    }

    static boolean isNone(RlpItem child) {
        return child instanceof RlpItem.Text text && text.length() == 0;
    }

    private static void checkReference(RlpItem child) throws MalformedException {
        int bytes = child instanceof RlpItem.Text text ? text.length() : RlpWriter.length(child);
        boolean isEmbedded = child instanceof RlpItem.Sequence;
        if (isEmbedded ? bytes >= Word.LENGTH : bytes != Word.LENGTH) {
            throw malformed("refers to a child by " + bytes + " bytes, want a hash of 32 or an embedded node of fewer");
        }
    }

    private static RlpItem.Text text(RlpItem item) throws MalformedException {
        if (item instanceof RlpItem.Text text) {
            return text;
        }
        throw malformed("holds a list where a string belongs");
    }

    private static MalformedException malformed(String detail) {
        return new MalformedException(Malformed.VALUE, "trie node", detail);
    }
}
