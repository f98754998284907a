package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The trie of all transactions of a block, or of all its receipts, built from the values in the order of the block: the
 * way from a list to the root that a header names, and to the proof of one index.
 *
 * <p>Keys are the RLP of indexes, and none of them starts another. Building costs one Keccak hash a node; proofs are read
 * off the built trie. Immutable once built.
 */
public final class BlockTrie {
    private static final RlpItem NOTHING = RlpItem.of(new byte[0]);

    private final Node root;

    private BlockTrie(Node root) {
        this.root = root;
    }

    /** One value under the nibbles of its key, one nibble a byte. */
    private static final class Entry {
        private final byte[] nibbles;
        private final byte[] value;

        Entry(byte[] nibbles, byte[] value) {
            this.nibbles = nibbles;
            this.value = value;
        }
    }

    /** A node with its RLP, or the place where there is none. */
    private static final class Node {
        private final RlpItem item;
        private final byte[] rlp;
        /** By nibble for a branch, one for an extension, none for a leaf. */
        private final List<Node> children;
        /** Nibbles that the node itself consumes. */
        private final byte[] path;

        Node(RlpItem item, List<Node> children, byte[] path) {
            this.item = item;
            this.rlp = item.encode();
            this.children = children;
            this.path = path;
        }

        boolean isNone() {
            return item.equals(NOTHING);
        }
    }

    private static final Node NONE = new Node(NOTHING, List.of(), new byte[0]);

    /**
     * Builds the trie.
     *
     * @param values what stands in the leaves, by index: transactions or receipts in their binary form
     * @throws IllegalArgumentException if a value is empty, which no trie can hold
     */
    public static BlockTrie of(List<byte[]> values) {
        var entries = new ArrayList<Entry>(values.size());
        for (int index = 0; index < values.size(); index++) {
            if (values.get(index).length == 0) {
                throw new IllegalArgumentException("value " + index + " of a block's trie is empty");
            }
            entries.add(new Entry(nibbles(index), values.get(index)));
        }
        entries.sort((one, other) -> Arrays.compare(one.nibbles, other.nibbles));
        Node root = entries.isEmpty() ? NONE : node(entries, 0);
        return new BlockTrie(root);
    }

    /** The root that the header names. */
    public Word root() {
        return Word.keccak(root.rlp);
    }

    /** The nodes that prove the value of an index, or that the block has none there: root first. Fresh arrays. */
    public List<byte[]> prove(long index) {
        var nodes = new ArrayList<byte[]>();
        if (root.isNone()) {
            return nodes;
        }
        byte[] key = nibbles(index);
        Node node = root;
        int at = 0;
        while (true) {
            if (node == root || node.rlp.length >= Word.LENGTH) {
                nodes.add(node.rlp.clone());
            }
            int end = at + node.path.length;
            boolean isOnTheWay = end < key.length && Arrays.equals(key, at, end, node.path, 0, node.path.length);
            if (node.children.isEmpty() || !isOnTheWay) {
                return nodes;
            }
            boolean isBranch = node.children.size() > 1;
            Node next = node.children.get(isBranch ? key[end] : 0);
            if (next.isNone()) {
                return nodes;
            }
            at = isBranch ? end + 1 : end;
            node = next;
        }
    }

    private static byte[] nibbles(long index) {
        byte[] key = RlpItem.ofNumber(BigInteger.valueOf(index)).encode();
        byte[] nibbles = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            nibbles[2 * i] = (byte) ((key[i] >>> 4) & 0xf);
            nibbles[2 * i + 1] = (byte) (key[i] & 0xf);
        }
        return nibbles;
    }

    /** The node over entries that agree in their first {@code from} nibbles; as deep as a key is long. */
    private static Node node(List<Entry> entries, int from) {
        byte[] first = entries.get(0).nibbles;
        if (entries.size() == 1) {
            byte[] rest = Arrays.copyOfRange(first, from, first.length);
            List<RlpItem> leaf = List.of(path(rest, true), RlpItem.of(entries.get(0).value));
            return new Node(RlpItem.of(leaf), List.of(), rest);
        }
        // Sorted, so what the first and the last share all share.
        int fork = Arrays.mismatch(first, entries.get(entries.size() - 1).nibbles);
        if (fork > from) {
            byte[] shared = Arrays.copyOfRange(first, from, fork);
            Node branch = branch(entries, fork);
            return new Node(RlpItem.of(List.of(path(shared, false), reference(branch))), List.of(branch), shared);
        }
        return branch(entries, from);
    }

    private static Node branch(List<Entry> entries, int at) {
        var children = new ArrayList<>(Collections.nCopies(TrieNode.BRANCH_WIDTH, NONE));
        int start = 0;
        while (start < entries.size()) {
            byte nibble = entries.get(start).nibbles[at];
            int end = start + 1;
            while (end < entries.size() && entries.get(end).nibbles[at] == nibble) {
                end++;
            }
            children.set(nibble, node(entries.subList(start, end), at + 1));
            start = end;
        }
        var items = new ArrayList<RlpItem>(TrieNode.BRANCH_WIDTH + 1);
        children.forEach(child -> items.add(reference(child)));
        items.add(NOTHING);
        return new Node(RlpItem.of(items), children, new byte[0]);
    }

    /** How a parent names a child: by its hash, or by the child itself where that is shorter. */
    private static RlpItem reference(Node node) {
        return node.rlp.length < Word.LENGTH
                ? node.item
                : RlpItem.of(Word.keccak(node.rlp).bytes());
    }

    private static RlpItem path(byte[] nibbles, boolean isLeaf) {
        boolean isOdd = nibbles.length % 2 == 1;
        byte[] encoded = new byte[nibbles.length / 2 + 1];
        encoded[0] = (byte) ((isLeaf ? 0x20 : 0) | (isOdd ? 0x10 | nibbles[0] : 0));
        for (int i = isOdd ? 1 : 0, at = 1; i < nibbles.length; i += 2, at++) {
            encoded[at] = (byte) ((nibbles[i] << 4) | nibbles[i + 1]);
        }
        return RlpItem.of(encoded);
    }
}
