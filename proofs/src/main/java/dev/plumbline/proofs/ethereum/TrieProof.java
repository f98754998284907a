package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import java.util.List;

/**
 * A Merkle-Patricia proof: the nodes that lead from a trusted root to one key or to several, present or absent.
 *
 * <p>There is exactly one proof for given keys in a given order: each node stands at its first use, once, and keys that
 * share nodes share them. Look every key up, then ask {@link #unused}: a node that nothing needed spoils the proof.
 *
 * <p>Total: any bytes yield a {@link TrieLookup}, none throws. A walk is a loop, each turn of which consumes a nibble of
 * the key or ends it, so its length is bounded by the key and never by the proof. Costs one Keccak hash a node. For one
 * thread.
 */
public final class TrieProof {
    /** Keccak-256 of the empty RLP string: the root of the trie that holds nothing. */
    public static final Word EMPTY_ROOT = Word.keccak(new byte[] {(byte) 0x80});

    private final Word root;
    private final List<byte[]> nodes;
    private final int nodeBytesMax;
    // Of each node that has been opened, at its place in the proof: its hash, and what it says.
    private final Word[] hashes;
    private final TrieNode[] opened;
    private int nextNode;

    /**
     * @param root hash of the root node, trusted
     * @param nodes RLP of the nodes, hostile, root first; read here and never changed
     */
    public TrieProof(Word root, List<byte[]> nodes) {
        this(root, nodes, Limits.TRIE_NODE_BYTES_MAX);
    }

    TrieProof(Word root, List<byte[]> nodes, int nodeBytesMax) {
        this.root = root;
        this.nodes = List.copyOf(nodes);
        this.nodeBytesMax = nodeBytesMax;
        int openedMax = Math.min(nodes.size(), Limits.TRIE_NODES_MAX);
        this.hashes = new Word[openedMax];
        this.opened = new TrieNode[openedMax];
    }

    /** Checks a proof that is for one key alone. */
    public static TrieLookup check(Word root, byte[] key, List<byte[]> nodes) {
        return check(new TrieProof(root, nodes), key);
    }

    static TrieLookup check(TrieProof proof, byte[] key) {
        TrieLookup lookup = proof.lookup(key);
        int unused = proof.unused();
        if (lookup instanceof TrieLookup.Bad || unused == 0) {
            return lookup;
        }
        return unusedNodes(unused);
    }

    static TrieLookup.Bad unusedNodes(int count) {
        return new TrieLookup.Bad(
                TrieDefect.NODE_UNUSED, "trie proof: holds " + count + " nodes that no key needs, want none");
    }

    /** What the trie holds under {@code key}; in Ethereum's own tries that is the hash of an address or a slot. */
    public TrieLookup lookup(byte[] key) {
        if (root.equals(EMPTY_ROOT)) {
            return TrieLookup.Absent.ABSENT;
        }
        try {
            return walk(Nibbles.ofKey(key));
        } catch (BrokenWalk e) {
            return new TrieLookup.Bad(e.defect, String.valueOf(e.getMessage()));
        }
    }

    /** Nodes that no lookup has needed so far; they are always the last ones. */
    public int unused() {
        return nodes.size() - nextNode;
    }

    private TrieLookup walk(Nibbles key) throws BrokenWalk {
        TrieNode node = open(root.shared(), 0);
        int at = 0;
        while (true) {
            int child;
            if (node instanceof TrieNode.Leaf leaf) {
                boolean isWholeRest = key.length() - at == leaf.path().length() && key.hasAt(at, leaf.path());
                return isWholeRest ? value(leaf.items(), TrieNode.BEHIND_PATH) : TrieLookup.Absent.ABSENT;
            } else if (node instanceof TrieNode.Extension extension) {
                if (!key.hasAt(at, extension.path())) {
                    return TrieLookup.Absent.ABSENT;
                }
                at += extension.path().length();
                child = TrieNode.BEHIND_PATH;
            } else {
                if (at == key.length()) {
                    return value(node.items(), TrieNode.BRANCH_WIDTH);
                }
                child = key.at(at);
                at++;
            }
            if (node.items().isNone(child)) {
                return TrieLookup.Absent.ABSENT;
            }
            TrieNode next = follow(node.items(), child);
            if (node instanceof TrieNode.Extension && !(next instanceof TrieNode.Branch)) {
                throw new BrokenWalk(TrieDefect.NODE_MALFORMED, "trie node: follows an extension, want a branch there");
            }
            node = next;
        }
    }

    private static TrieLookup value(RlpList items, int index) {
        return items.isNone(index) ? TrieLookup.Absent.ABSENT : new TrieLookup.Present(items.bytes(index));
    }

    private TrieNode follow(RlpList parent, int child) throws BrokenWalk {
        if (!parent.isList(child)) {
            return open(parent.shared(), parent.from(child));
        }
        try {
            return TrieNode.embedded(parent, child);
        } catch (MalformedException e) {
            throw new BrokenWalk(TrieDefect.NODE_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** The node whose hash stands at a place in an array. */
    private TrieNode open(byte[] source, int offset) throws BrokenWalk {
        // A proof has at most 65 nodes, and to compare two hashes costs a hundredth of making one.
        for (int i = 0; i < nextNode; i++) {
            if (hashes[i].isAt(source, offset)) {
                return opened[i];
            }
        }
        byte[] rlp = next(source, offset);
        try {
            opened[nextNode] = TrieNode.parse(rlp);
        } catch (MalformedException e) {
            throw new BrokenWalk(TrieDefect.NODE_MALFORMED, String.valueOf(e.getMessage()));
        }
        return opened[nextNode++];
    }

    /** The next node of the proof, if it has the hash at that place, which is noted. */
    private byte[] next(byte[] source, int offset) throws BrokenWalk {
        if (nodes.size() > Limits.TRIE_NODES_MAX) {
            throw new BrokenWalk(
                    TrieDefect.LIMIT_EXCEEDED,
                    "trie proof: has " + nodes.size() + " nodes, want at most " + Limits.TRIE_NODES_MAX);
        }
        if (nextNode == nodes.size()) {
            throw new BrokenWalk(
                    TrieDefect.NODE_MISSING,
                    "trie proof: ends after " + nextNode + " nodes, want node " + Word.copyOf(source, offset));
        }
        byte[] rlp = nodes.get(nextNode);
        if (rlp.length > nodeBytesMax) {
            throw new BrokenWalk(
                    TrieDefect.LIMIT_EXCEEDED,
                    "trie node " + nextNode + ": has " + rlp.length + " bytes, want at most " + nodeBytesMax);
        }
        Word found = Word.keccak(rlp);
        if (!found.isAt(source, offset)) {
            throw new BrokenWalk(
                    TrieDefect.HASH_MISMATCH,
                    "trie node " + nextNode + ": has hash " + found + ", want " + Word.copyOf(source, offset));
        }
        // A shorter node would stand inside its parent; only the root is hashed whatever its length.
        if (rlp.length < Word.LENGTH && !found.equals(root)) {
            throw new BrokenWalk(
                    TrieDefect.NODE_MALFORMED,
                    "trie node " + nextNode + ": has " + rlp.length + " bytes and a hash, want it embedded");
        }
        hashes[nextNode] = found;
        return rlp;
    }

    /** Carries a defect from the depth of a walk to {@link #lookup}. */
    private static final class BrokenWalk extends Exception {
        private static final long serialVersionUID = 1L;

        private final TrieDefect defect;

        BrokenWalk(TrieDefect defect, String detail) {
            super(detail);
            this.defect = defect;
        }
    }
}
