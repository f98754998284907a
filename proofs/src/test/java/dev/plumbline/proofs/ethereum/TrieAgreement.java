package dev.plumbline.proofs.ethereum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** That a trie of any entries proves what it holds and what it does not, and that no changed proof says anything else. */
public final class TrieAgreement {
    private static final int ENTRIES_MAX = 40;

    private TrieAgreement() {}

    /**
     * Entries of short keys, a key to ask for, and changes to the nodes of its proof. Short keys share beginnings, end inside
     * branches, and make nodes that are small enough to stand inside their parents.
     */
    public static void check(byte[] input) {
        ByteBuffer read = ByteBuffer.wrap(input);
        var trie = new SlowTrie();
        var values = new TreeMap<String, byte[]>();
        int entries = number(read) % ENTRIES_MAX;
        for (int i = 0; i < entries; i++) {
            byte[] key = bytes(read, number(read) % 5);
            byte[] value = bytes(read, 1 + number(read) % 40);
            trie.put(key, value);
            values.put(HexData.encode(key), value);
        }
        byte[] asked = bytes(read, number(read) % 5);
        byte[] held = values.get(HexData.encode(asked));
        List<byte[]> nodes = trie.prove(asked);
        require(says(trie.root(), asked, nodes, held), "an honest proof is not taken");
        if (!nodes.isEmpty() && read.hasRemaining()) {
            List<byte[]> changed = changed(nodes, read);
            boolean isSame = equal(nodes, changed);
            TrieLookup found = TrieProof.check(trie.root(), asked, changed);
            require(isSame || found instanceof TrieLookup.Bad, "a changed proof is taken");
        }
    }

    private static boolean says(Word root, byte[] key, List<byte[]> nodes, byte[] held) {
        TrieLookup found = TrieProof.check(root, key, nodes);
        return held == null
                ? found == TrieLookup.Absent.ABSENT
                : found instanceof TrieLookup.Present present && Arrays.equals(present.value(), held);
    }

    private static List<byte[]> changed(List<byte[]> nodes, ByteBuffer read) {
        var changed = new ArrayList<byte[]>();
        nodes.forEach(node -> changed.add(node.clone()));
        int at = number(read) % nodes.size();
        switch (number(read) % 4) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(at, changed.get(number(read) % nodes.size()));
            case 2 -> changed.set(at, bytes(read, read.remaining()));
            default -> {
                byte[] node = changed.get(at);
                node[number(read) % node.length] ^= (byte) number(read);
            }
        }
        return changed;
    }

    private static boolean equal(List<byte[]> some, List<byte[]> others) {
        return some.stream()
                .map(HexData::encode)
                .toList()
                .equals(others.stream().map(HexData::encode).toList());
    }

    private static int number(ByteBuffer read) {
        return read.hasRemaining() ? read.get() & 0xff : 0;
    }

    private static byte[] bytes(ByteBuffer read, int length) {
        byte[] bytes = new byte[length];
        read.get(bytes, 0, Math.min(length, read.remaining()));
        return bytes;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
