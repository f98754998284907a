package dev.plumbline.proofs.ethereum;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Merkle-Patricia trie of given keys and values (yellow paper, appendix D), for whoever has all of them: its root, and what
 * proves one key. Immutable.
 *
 * <p>Keeps the values in the order of their keys, and no nodes. The root costs one hash for each value and about a fifteenth
 * more; a proof costs the same once more for what lies below each node on its way.
 */
final class WholeTrie {
    /** Root of the trie without keys. */
    static final Word EMPTY = Word.keccak(new byte[] {(byte) RlpWriter.TEXT});

    private static final int LEAF_FLAG = 2;
    private static final RlpItem.Text NONE = text(new byte[0]);

    private record Entry(Nibbles path, RlpItem.Text value) {}

    private final List<Entry> entries;

    private WholeTrie(List<Entry> sorted) {
        this.entries = sorted;
    }

    /**
     * The trie that maps each key to the value at the same place.
     *
     * @param keys kept, and not copied
     * @param values none of them empty; kept, and not copied
     * @throws IllegalArgumentException if the lists differ in length, a key is there twice or a value is empty
     */
    static WholeTrie of(List<byte[]> keys, List<byte[]> values) {
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(keys.size() + " keys for " + values.size() + " values");
        }
        List<Entry> entries = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            if (values.get(i).length == 0) {
                throw new IllegalArgumentException("value " + i + " is empty, and no trie holds such");
            }
            entries.add(new Entry(Nibbles.ofKey(keys.get(i)), text(values.get(i))));
        }
        entries.sort((one, other) -> Nibbles.compare(one.path(), other.path()));
        for (int i = 1; i < entries.size(); i++) {
            if (Nibbles.compare(entries.get(i - 1).path(), entries.get(i).path()) == 0) {
                throw new IllegalArgumentException("a key is there twice");
            }
        }
        return new WholeTrie(entries);
    }

    Word root() {
        return entries.isEmpty()
                ? EMPTY
                : Word.keccak(node(0, entries.size(), 0).encode());
    }

    /** The nodes that prove the value of a key, or that there is none: root first, those left out that stand in their parents. */
    List<byte[]> prove(byte[] key) {
        var nodes = new ArrayList<byte[]>();
        if (!entries.isEmpty()) {
            prove(Nibbles.ofKey(key), 0, entries.size(), 0, nodes);
        }
        return nodes;
    }

    /** Adds the node of the entries that share their first {@code depth} nibbles with the key, and goes on below it. */
    private void prove(Nibbles key, int from, int to, int depth, List<byte[]> nodes) {
        byte[] node = node(from, to, depth).encode();
        if (nodes.isEmpty() || node.length >= Word.LENGTH) {
            nodes.add(node);
        }
        if (to - from == 1) {
            return;
        }
        Nibbles first = entries.get(from).path();
        int fork = commonLength(first, entries.get(to - 1).path(), depth);
        if (fork > depth) {
            if (commonLength(first, key, depth) >= fork) {
                prove(key, from, to, fork, nodes);
            }
        } else if (depth < key.length()) {
            int start = from;
            while (start < to && !isAt(start, depth, key)) {
                start++;
            }
            int end = start;
            while (end < to && isAt(end, depth, key)) {
                end++;
            }
            if (start < end) {
                prove(key, start, end, depth + 1, nodes);
            }
        }
    }

    private boolean isAt(int entry, int depth, Nibbles key) {
        Nibbles path = entries.get(entry).path();
        return path.length() > depth && path.at(depth) == key.at(depth);
    }

    /** The node of the entries from one place to another, exclusive, which share their first {@code depth} nibbles. */
    private RlpItem node(int from, int to, int depth) {
        Nibbles first = entries.get(from).path();
        if (to - from == 1) {
            return RlpItem.of(List.of(
                    path(first, depth, first.length(), true), entries.get(from).value()));
        }
        // Sorted, so what the first and the last share, all share.
        int fork = commonLength(first, entries.get(to - 1).path(), depth);
        if (fork > depth) {
            return RlpItem.of(List.of(path(first, depth, fork, false), reference(branch(from, to, fork))));
        }
        return branch(from, to, depth);
    }

    private RlpItem branch(int from, int to, int depth) {
        List<RlpItem> items = new ArrayList<>(Collections.nCopies(TrieNode.BRANCH_WIDTH + 1, NONE));
        int start = from;
        if (entries.get(from).path().length() == depth) {
            items.set(TrieNode.BRANCH_WIDTH, entries.get(from).value());
            start++;
        }
        while (start < to) {
            int nibble = entries.get(start).path().at(depth);
            int end = start + 1;
            while (end < to && entries.get(end).path().at(depth) == nibble) {
                end++;
            }
            items.set(nibble, reference(node(start, end, depth + 1)));
            start = end;
        }
        return RlpItem.of(items);
    }

    /** How a parent holds a node: whole if that is shorter than a hash. */
    private static RlpItem reference(RlpItem node) {
        return RlpWriter.length(node) < Word.LENGTH
                ? node
                : text(Word.keccak(node.encode()).shared());
    }

    private static int commonLength(Nibbles one, Nibbles other, int from) {
        int length = from;
        while (length < one.length() && length < other.length() && one.at(length) == other.at(length)) {
            length++;
        }
        return length;
    }

    /** The hex-prefix encoding (yellow paper, appendix C) of some nibbles. */
    private static RlpItem.Text path(Nibbles nibbles, int from, int to, boolean isLeaf) {
        int count = to - from;
        int isOdd = count % 2;
        byte[] encoded = new byte[1 + count / 2];
        encoded[0] = (byte) (((isLeaf ? LEAF_FLAG : 0) + isOdd) << 4 | (isOdd == 1 ? nibbles.at(from) : 0));
        for (int i = 1; i < encoded.length; i++) {
            int at = from + isOdd + 2 * (i - 1);
            encoded[i] = (byte) (nibbles.at(at) << 4 | nibbles.at(at + 1));
        }
        return text(encoded);
    }

    private static RlpItem.Text text(byte[] owned) {
        return new RlpItem.Text(owned, 0, owned.length);
    }
}
