package dev.plumbline.proofs.ethereum;

/** Why a Merkle-Patricia proof proves nothing. New constants may be added in a minor version. */
public enum TrieDefect {
    /** More nodes, or a larger node, than {@link dev.plumbline.proofs.Limits} allows. */
    LIMIT_EXCEEDED,
    /** The walk to the key needs a node that the proof does not hold. */
    NODE_MISSING,
    /** The next node of the proof does not have the hash that its parent, or the root, asks for. */
    HASH_MISMATCH,
    /** A node is not canonical RLP of a branch, an extension or a leaf, or has a shape that no real trie has. */
    NODE_MALFORMED,
    /** The proof holds a node that no key needed. */
    NODE_UNUSED,
    /** The trie holds something under the key that is not the kind of value that has to be there. */
    VALUE_MALFORMED
}
