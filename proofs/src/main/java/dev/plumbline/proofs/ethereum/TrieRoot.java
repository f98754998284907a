package dev.plumbline.proofs.ethereum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Root of the Merkle-Patricia trie of given keys and values (yellow paper, appendix D), for whoever has all of them. A block's
 * own tries, of its transactions, receipts and withdrawals, map the RLP of each place in the block to what stands there.
 *
 * <p>Costs one hash for each value and about a fifteenth more, and keeps nothing.
 */
public final class TrieRoot {
    /** Root of the trie without keys. */
    public static final Word EMPTY = Word.keccak(new byte[] {(byte) RlpWriter.TEXT});

    private static final int LEAF_FLAG = 2;
    private static final RlpItem.Text NONE = text(new byte[0]);

    private record Entry(Nibbles path, RlpItem.Text value) {}

    private final List<Entry> entries;

    private TrieRoot(List<Entry> sorted) {
        this.entries = sorted;
    }

    /**
     * Root of the trie that maps the RLP of 0, 1, 2 … to these values.
     *
     * @param values none of them empty; not kept
     * @throws IllegalArgumentException if a value is empty
     */
    public static Word ofOrdered(List<byte[]> values) {
        List<byte[]> keys = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            keys.add(RlpItem.ofNumber(BigInteger.valueOf(i)).encode());
        }
        return of(keys, values);
    }

    /**
     * Root of the trie that maps each key to the value at the same place.
     *
     * @throws IllegalArgumentException if the lists differ in length, a key is there twice or a value is empty
     */
    static Word of(List<byte[]> keys, List<byte[]> values) {
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(keys.size() + " keys for " + values.size() + " values");
        }
        if (keys.isEmpty()) {
            return EMPTY;
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
        return Word.keccak(new TrieRoot(entries).node(0, entries.size(), 0).encode());
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
