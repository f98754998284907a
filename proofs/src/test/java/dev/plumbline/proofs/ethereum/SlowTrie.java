package dev.plumbline.proofs.ethereum;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A Merkle-Patricia trie that is rebuilt from its entries at every question: slow, and plainly what the yellow paper's
 * appendix D says. Keys and paths are hex strings, one character a nibble.
 */
final class SlowTrie {
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    void put(byte[] key, byte[] value) {
        entries.put(hex(key), value.clone());
    }

    void remove(byte[] key) {
        entries.remove(hex(key));
    }

    Word root() {
        return Word.keccak(rootRlp());
    }

    /** The nodes on the way to a key, root first, without those that stand inside their parent. */
    List<byte[]> prove(byte[] key) {
        List<byte[]> nodes = new ArrayList<>();
        if (!entries.isEmpty()) {
            nodes.add(rootRlp());
            collect(entries, hex(key), nodes);
        }
        return nodes;
    }

    /** The distinct nodes for several keys, each where it is first needed. */
    List<byte[]> prove(List<byte[]> keys) {
        return keys.stream()
                .flatMap(key -> prove(key).stream())
                .map(HexData::encode)
                .distinct()
                .map(SlowTrie::bytes)
                .collect(Collectors.toList());
    }

    private byte[] rootRlp() {
        return entries.isEmpty() ? new byte[] {(byte) 0x80} : node(entries).encode();
    }

    private static RlpItem node(Map<String, byte[]> part) {
        String prefix = commonPrefix(part);
        if (part.size() == 1) {
            return RlpItem.of(List.of(
                    path(prefix, true), RlpItem.of(part.values().iterator().next())));
        }
        if (!prefix.isEmpty()) {
            return RlpItem.of(List.of(path(prefix, false), reference(node(without(part, prefix)))));
        }
        List<RlpItem> items = new ArrayList<>(Collections.nCopies(17, RlpItem.of(new byte[0])));
        for (int nibble = 0; nibble < 16; nibble++) {
            Map<String, byte[]> child = without(part, Integer.toHexString(nibble));
            if (!child.isEmpty()) {
                items.set(nibble, reference(node(child)));
            }
        }
        if (part.containsKey("")) {
            items.set(16, RlpItem.of(part.get("")));
        }
        return RlpItem.of(items);
    }

    private static void collect(Map<String, byte[]> part, String key, List<byte[]> nodes) {
        String prefix = commonPrefix(part);
        if (part.size() == 1 || !key.startsWith(prefix) || (prefix.isEmpty() && key.isEmpty())) {
            return;
        }
        String step = prefix.isEmpty() ? key.substring(0, 1) : prefix;
        Map<String, byte[]> child = without(part, step);
        if (child.isEmpty()) {
            return;
        }
        byte[] rlp = node(child).encode();
        if (rlp.length >= Word.LENGTH) {
            nodes.add(rlp);
        }
        collect(child, key.substring(step.length()), nodes);
    }

    private static RlpItem reference(RlpItem node) {
        byte[] rlp = node.encode();
        return rlp.length < Word.LENGTH ? node : RlpItem.of(Word.keccak(rlp).bytes());
    }

    private static RlpItem path(String nibbles, boolean isLeaf) {
        int flag = (isLeaf ? 2 : 0) + nibbles.length() % 2;
        return RlpItem.of(bytes("0x" + flag + (nibbles.length() % 2 == 0 ? "0" : "") + nibbles));
    }

    private static String commonPrefix(Map<String, byte[]> part) {
        String prefix = part.keySet().iterator().next();
        for (String key : part.keySet()) {
            while (!key.startsWith(prefix)) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
        }
        return prefix;
    }

    private static Map<String, byte[]> without(Map<String, byte[]> part, String prefix) {
        Map<String, byte[]> rest = new TreeMap<>();
        part.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                rest.put(key.substring(prefix.length()), value);
            }
        });
        return rest;
    }

    static String hex(byte[] bytes) {
        return HexData.encode(bytes).substring(2);
    }

    /** Bytes as the public vectors write them: hex behind 0x, else the characters themselves. */
    static byte[] bytes(String text) {
        if (!text.startsWith("0x")) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] bytes = new byte[text.length() / 2 - 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 + 2 * i, 4 + 2 * i), 16);
        }
        return bytes;
    }
}
