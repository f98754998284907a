package dev.plumbline.ledger.settlement;

import dev.plumbline.proofs.ethereum.RlpItem;
import dev.plumbline.proofs.ethereum.Word;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Merkle-Patricia trie of a block's transactions or receipts, under the RLP of their indexes. Built whole, in memory; for
 * some thousand values at most. Immutable.
 */
final class BlockTrie {
    private static final int BRANCHES = 16;
    /** A node that is shorter stands inside its parent. */
    private static final int HASHED_BYTES_MIN = 32;

    /** A node and what is below it, as far as a walk can go on: at a nibble, or for an extension behind its path. */
    private static final class Node {
        private final byte[] rlp;
        private final RlpItem item;
        private final int pathLength;
        private final List<@Nullable Node> children;

        Node(RlpItem item, int pathLength, List<@Nullable Node> children) {
            this.rlp = item.encode();
            this.item = item;
            this.pathLength = pathLength;
            this.children = children;
        }

        RlpItem reference() {
            return rlp.length < HASHED_BYTES_MIN
                    ? item
                    : RlpItem.of(Word.keccak(rlp).bytes());
        }
    }

    /** A value under its key, one nibble in each byte. */
    private static final class Entry {
        private final byte[] nibbles;
        private final byte[] value;

        Entry(byte[] nibbles, byte[] value) {
            this.nibbles = nibbles;
            this.value = value;
        }
    }

    private final @Nullable Node root;

    /** The trie of these values, in the order of the block; takes the arrays over. */
    BlockTrie(List<byte[]> values) {
        var sorted = new TreeMap<byte[], byte[]>(Arrays::compare);
        for (int index = 0; index < values.size(); index++) {
            sorted.put(nibbles(index), values.get(index));
        }
        var entries = new ArrayList<Entry>();
        sorted.forEach((nibbles, value) -> entries.add(new Entry(nibbles, value)));
        this.root = entries.isEmpty() ? null : node(entries, 0);
    }

    /** What a header has to name. */
    Word root() {
        return root == null ? Word.keccak(RlpItem.of(new byte[0]).encode()) : Word.keccak(root.rlp);
    }

    /** The nodes that lead to an index, root first, whether there is a value or not. */
    List<byte[]> prove(long index) {
        byte[] key = nibbles(index);
        var nodes = new ArrayList<byte[]>();
        int at = 0;
        for (Node node = root; node != null; ) {
            if (nodes.isEmpty() || node.rlp.length >= HASHED_BYTES_MIN) {
                nodes.add(node.rlp.clone());
            }
            at += node.pathLength;
            // No key is the beginning of another, so a walk that has to go on has a nibble to go on with.
            boolean isBranch = node.children.size() == BRANCHES;
            node = isBranch ? node.children.get(key[at++]) : node.children.get(0);
        }
        return nodes;
    }

    private static Node node(List<Entry> entries, int depth) {
        byte[] first = entries.get(0).nibbles;
        if (entries.size() == 1) {
            var item = RlpItem.of(
                    List.of(RlpItem.of(hexPrefix(first, depth, first.length, true)), RlpItem.of(entries.get(0).value)));
            return withChild(item, first.length - depth, null);
        }
        int shared = Arrays.mismatch(first, entries.get(entries.size() - 1).nibbles);
        if (shared > depth) {
            Node child = node(entries, shared);
            var item = RlpItem.of(List.of(RlpItem.of(hexPrefix(first, depth, shared, false)), child.reference()));
            return withChild(item, shared - depth, child);
        }
        return branch(entries, depth);
    }

    private static Node withChild(RlpItem item, int pathLength, @Nullable Node child) {
        var children = new ArrayList<@Nullable Node>();
        children.add(child);
        return new Node(item, pathLength, children);
    }

    private static Node branch(List<Entry> entries, int depth) {
        var children = new ArrayList<@Nullable Node>();
        var items = new ArrayList<RlpItem>();
        int from = 0;
        for (int nibble = 0; nibble < BRANCHES; nibble++) {
            int to = from;
            while (to < entries.size() && entries.get(to).nibbles[depth] == nibble) {
                to++;
            }
            Node child = from == to ? null : node(entries.subList(from, to), depth + 1);
            children.add(child);
            items.add(child == null ? RlpItem.of(new byte[0]) : child.reference());
            from = to;
        }
        items.add(RlpItem.of(new byte[0]));
        RlpItem item = RlpItem.of(items);
        return new Node(item, 0, children);
    }

    /** Yellow paper, appendix C: whether it is a leaf and whether the number of nibbles is odd, then the nibbles. */
    private static byte[] hexPrefix(byte[] nibbles, int from, int to, boolean isLeaf) {
        boolean isOdd = (to - from) % 2 == 1;
        var bytes = new ByteArrayOutputStream();
        int flags = (isLeaf ? 2 : 0) | (isOdd ? 1 : 0);
        int at = from;
        bytes.write(flags << 4 | (isOdd ? nibbles[at++] : 0));
        for (; at < to; at += 2) {
            bytes.write(nibbles[at] << 4 | nibbles[at + 1]);
        }
        return bytes.toByteArray();
    }

    private static byte[] nibbles(long index) {
        byte[] key = RlpItem.ofNumber(BigInteger.valueOf(index)).encode();
        byte[] nibbles = new byte[2 * key.length];
        for (int i = 0; i < key.length; i++) {
            nibbles[2 * i] = (byte) (key[i] >> 4 & 0xf);
            nibbles[2 * i + 1] = (byte) (key[i] & 0xf);
        }
        return nibbles;
    }
}
