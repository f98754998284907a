package dev.plumbline.proofs.ethereum;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final Map<Word, TrieNode> opened = new HashMap<>();
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
        TrieNode node = open(root);
        int at = 0;
        while (true) {
            RlpItem child;
            if (node instanceof TrieNode.Leaf leaf) {
                boolean isWholeRest = key.length() - at == leaf.path().length() && key.hasAt(at, leaf.path());
                return isWholeRest ? present(leaf.value()) : TrieLookup.Absent.ABSENT;
            } else if (node instanceof TrieNode.Extension extension) {
                if (!key.hasAt(at, extension.path())) {
                    return TrieLookup.Absent.ABSENT;
                }
                at += extension.path().length();
                child = extension.child();
            } else {
                var branch = (TrieNode.Branch) node;
                if (at == key.length()) {
                    return present(branch.value());
                }
                child = branch.children().get(key.at(at));
                at++;
            }
            if (TrieNode.isNone(child)) {
                return TrieLookup.Absent.ABSENT;
            }
            TrieNode next = follow(child);
            if (node instanceof TrieNode.Extension && !(next instanceof TrieNode.Branch)) {
                throw new BrokenWalk(TrieDefect.NODE_MALFORMED, "trie node: follows an extension, want a branch there");
            }
            node = next;
        }
    }

    private static TrieLookup present(RlpItem.Text value) {
        return value.length() == 0 ? TrieLookup.Absent.ABSENT : new TrieLookup.Present(value.bytes());
    }

    private TrieNode follow(RlpItem child) throws BrokenWalk {
        if (child instanceof RlpItem.Text hash) {
            return open(Word.owning(hash.bytes()));
        }
        return parsed(child);
    }

    private TrieNode open(Word hash) throws BrokenWalk {
        TrieNode known = opened.get(hash);
        if (known != null) {
            return known;
        }
        byte[] rlp = next(hash);
        TrieNode node;
        try {
            node = TrieNode.of(CanonicalRlp.parse(rlp, "trie node"));
        } catch (MalformedException e) {
            throw new BrokenWalk(TrieDefect.NODE_MALFORMED, String.valueOf(e.getMessage()));
        }
        opened.put(hash, node);
        nextNode++;
        return node;
    }

    private byte[] next(Word hash) throws BrokenWalk {
        if (nodes.size() > Limits.TRIE_NODES_MAX) {
            throw new BrokenWalk(
                    TrieDefect.LIMIT_EXCEEDED,
                    "trie proof: has " + nodes.size() + " nodes, want at most " + Limits.TRIE_NODES_MAX);
        }
        if (nextNode == nodes.size()) {
            throw new BrokenWalk(
                    TrieDefect.NODE_MISSING, "trie proof: ends after " + nextNode + " nodes, want node " + hash);
        }
        byte[] rlp = nodes.get(nextNode);
        if (rlp.length > nodeBytesMax) {
            throw new BrokenWalk(
                    TrieDefect.LIMIT_EXCEEDED,
                    "trie node " + nextNode + ": has " + rlp.length + " bytes, want at most " + nodeBytesMax);
        }
        Word found = Word.keccak(rlp);
        if (!found.equals(hash)) {
            throw new BrokenWalk(
                    TrieDefect.HASH_MISMATCH, "trie node " + nextNode + ": has hash " + found + ", want " + hash);
        }
        // A shorter node would stand inside its parent; only the root is hashed whatever its length.
        if (rlp.length < Word.LENGTH && !hash.equals(root)) {
            throw new BrokenWalk(
                    TrieDefect.NODE_MALFORMED,
                    "trie node " + nextNode + ": has " + rlp.length + " bytes and a hash, want it embedded");
        }
        return rlp;
    }

    private static TrieNode parsed(RlpItem item) throws BrokenWalk {
        try {
            return TrieNode.of(item);
        } catch (MalformedException e) {
            throw new BrokenWalk(TrieDefect.NODE_MALFORMED, String.valueOf(e.getMessage()));
        }
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
