package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.proofs.Limits;
import dev.plumbline.testkit.SharedVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrieProofTest {
    private static final RlpItem EMPTY = RlpItem.of(new byte[0]);
    private static final byte[] LONG_VALUE = new byte[40];

    static {
        Arrays.fill(LONG_VALUE, (byte) 7);
    }

    /** A public trie test: its trie, its wanted root, and what the trie ends up holding. */
    private record Vector(String name, SlowTrie trie, String root, Map<String, byte[]> held) {
        byte[] key(String hex) {
            return SlowTrie.bytes("0x" + hex);
        }
    }

    @Test
    void publicTriesHaveTheirRoots() {
        List<Vector> vectors = vectors();
        assertThat(vectors).hasSize(7 + 7 + 5 + 3);
        for (Vector vector : vectors) {
            assertThat(vector.trie().root().hex()).as(vector.name()).isEqualTo(vector.root());
        }
    }

    @Test
    void provesEveryKeyOfEveryPublicTrie() {
        for (Vector vector : vectors()) {
            vector.held().forEach((hex, value) -> {
                byte[] key = vector.key(hex);
                TrieLookup lookup =
                        TrieProof.check(vector.trie().root(), key, vector.trie().prove(key));
                assertThat(lookup).as(vector.name() + " " + hex).isInstanceOf(TrieLookup.Present.class);
                assertThat(((TrieLookup.Present) lookup).value()).isEqualTo(value);
            });
        }
    }

    @Test
    void provesTheAbsenceOfEveryNeighbourOfEveryKey() {
        int proven = 0;
        for (Vector vector : vectors()) {
            for (String hex : vector.held().keySet()) {
                for (String other : neighbours(hex)) {
                    if (vector.held().containsKey(other)) {
                        continue;
                    }
                    byte[] key = vector.key(other);
                    assertThat(TrieProof.check(
                                    vector.trie().root(), key, vector.trie().prove(key)))
                            .as(vector.name() + " " + other)
                            .isEqualTo(TrieLookup.Absent.ABSENT);
                    proven++;
                }
            }
        }
        assertThat(proven).isGreaterThan(1_000);
    }

    @Test
    void refusesEveryFlippedBitOfEveryNode() {
        for (Vector vector : vectors()) {
            for (String hex : vector.held().keySet()) {
                byte[] key = vector.key(hex);
                List<byte[]> nodes = vector.trie().prove(key);
                for (int node = 0; node < nodes.size(); node++) {
                    for (int bit = 0; bit < 8 * nodes.get(node).length; bit++) {
                        List<byte[]> forged = new ArrayList<>(nodes);
                        byte[] flipped = nodes.get(node).clone();
                        flipped[bit / 8] ^= (byte) (1 << bit % 8);
                        forged.set(node, flipped);
                        assertBad(TrieProof.check(vector.trie().root(), key, forged), TrieDefect.HASH_MISMATCH);
                    }
                }
            }
        }
    }

    @Test
    void refusesAnyListOfNodesButTheOne() {
        for (Vector vector : vectors()) {
            for (String hex : vector.held().keySet()) {
                byte[] key = vector.key(hex);
                Word root = vector.trie().root();
                List<byte[]> nodes = vector.trie().prove(key);
                for (int i = 0; i < nodes.size(); i++) {
                    List<byte[]> shorter = new ArrayList<>(nodes);
                    byte[] node = shorter.remove(i);
                    assertThat(TrieProof.check(root, key, shorter)).isInstanceOf(TrieLookup.Bad.class);
                    List<byte[]> longer = new ArrayList<>(nodes);
                    longer.add(node);
                    assertBad(TrieProof.check(root, key, longer), TrieDefect.NODE_UNUSED);
                    if (i > 0) {
                        List<byte[]> swapped = new ArrayList<>(nodes);
                        Collections.swap(swapped, i - 1, i);
                        assertBad(TrieProof.check(root, key, swapped), TrieDefect.HASH_MISMATCH);
                    }
                }
            }
        }
    }

    @Test
    void emptyTrieHoldsNothingAndNeedsNoNode() {
        byte[] key = new byte[32];
        assertThat(new SlowTrie().root()).isEqualTo(TrieProof.EMPTY_ROOT);
        assertThat(TrieProof.check(TrieProof.EMPTY_ROOT, key, List.of())).isEqualTo(TrieLookup.Absent.ABSENT);
        assertBad(
                TrieProof.check(TrieProof.EMPTY_ROOT, key, List.of(new byte[] {(byte) 0x80})), TrieDefect.NODE_UNUSED);
    }

    @Test
    void agreesWithTheSlowTrieOnRandomTries() {
        long seed = 20_261_121L;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            var trie = new SlowTrie();
            Map<String, byte[]> held = new LinkedHashMap<>();
            int count = random.nextInt(1, 40);
            for (int i = 0; i < count; i++) {
                byte[] key = {(byte) random.nextInt(4), (byte) random.nextInt(256), (byte) random.nextInt(3)};
                byte[] value = new byte[random.nextInt(1, 45)];
                value[0] = (byte) i;
                trie.put(key, value);
                held.put(SlowTrie.hex(key), value);
            }
            for (int i = 0; i < 60; i++) {
                byte[] key = {(byte) random.nextInt(4), (byte) random.nextInt(256), (byte) random.nextInt(3)};
                TrieLookup lookup = TrieProof.check(trie.root(), key, trie.prove(key));
                byte[] value = held.get(SlowTrie.hex(key));
                if (value == null) {
                    assertThat(lookup).as("seed " + seed).isEqualTo(TrieLookup.Absent.ABSENT);
                } else {
                    assertThat(((TrieLookup.Present) lookup).value()).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void refusesNodesThatNoTrieHas() {
        assertMalformedRoot(RlpItem.of(new byte[40]));
        assertMalformedRoot(RlpItem.of(List.of()));
        assertMalformedRoot(RlpItem.of(List.of(EMPTY, EMPTY, EMPTY)));
        assertMalformedRoot(leaf("0x", LONG_VALUE));
        assertMalformedRoot(leaf("0x21ab", LONG_VALUE, EMPTY));
        assertMalformedRoot(leaf("0x40", LONG_VALUE));
        assertMalformedRoot(leaf("0xf1", LONG_VALUE));
        assertMalformedRoot(leaf("0x2a", LONG_VALUE));
        assertMalformedRoot(leaf("0x20", new byte[0]));
        assertMalformedRoot(RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x20")), RlpItem.of(List.of()))));
        assertMalformedRoot(RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x00")), RlpItem.of(new byte[32]))));
        assertMalformedRoot(RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x11")), RlpItem.of(new byte[31]))));
        assertMalformedRoot(RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x11")), EMPTY)));
        assertMalformedRoot(RlpItem.of(List.of(RlpItem.of(List.of()), RlpItem.of(LONG_VALUE))));
        assertMalformedRoot(branch(Map.of()));
        assertMalformedRoot(branch(Map.of(3, RlpItem.of(new byte[32]))));
        assertMalformedRoot(branch(Map.of(16, RlpItem.of(LONG_VALUE))));
        assertMalformedRoot(branch(Map.of(3, RlpItem.of(new byte[33]), 4, RlpItem.of(new byte[32]))));
        assertMalformedRoot(branch(Map.of(3, leaf("0x20", LONG_VALUE), 4, RlpItem.of(new byte[32]))));
        assertMalformedRoot(branch(Map.of(3, RlpItem.of(new byte[32]), 16, RlpItem.of(List.of()))));
    }

    @Test
    void refusesAnExtensionThatLeadsToAnythingButABranch() {
        byte[] leaf = leaf("0x20", LONG_VALUE).encode();
        RlpItem toHashed = RlpItem.of(List.of(
                RlpItem.of(SlowTrie.bytes("0x00ab")),
                RlpItem.of(Word.keccak(leaf).bytes())));
        TrieLookup hashed = TrieProof.check(
                Word.keccak(toHashed.encode()), new byte[] {(byte) 0xab}, List.of(toHashed.encode(), leaf));
        assertBad(hashed, TrieDefect.NODE_MALFORMED);
        RlpItem toEmbedded = RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes("0x00ab")), leaf("0x20", new byte[] {1})));
        TrieLookup embedded = TrieProof.check(
                Word.keccak(toEmbedded.encode()), new byte[] {(byte) 0xab}, List.of(toEmbedded.encode()));
        assertBad(embedded, TrieDefect.NODE_MALFORMED);
    }

    @Test
    void refusesAHashedNodeThatIsShortEnoughToStandInItsParent() {
        byte[] shortLeaf = leaf("0x3b", new byte[] {1}).encode();
        RlpItem root = branch(Map.of(
                0xa,
                RlpItem.of(Word.keccak(shortLeaf).bytes()),
                0xb,
                RlpItem.of(Word.keccak(LONG_VALUE).bytes())));
        assertBad(
                TrieProof.check(
                        Word.keccak(root.encode()), new byte[] {(byte) 0xab}, List.of(root.encode(), shortLeaf)),
                TrieDefect.NODE_MALFORMED);
    }

    @Test
    void takesAnEmbeddedNodeOf31BytesAndRefusesOneOf32() {
        for (int bytes = 31; bytes <= 32; bytes++) {
            RlpItem embedded = leaf("0x3b", new byte[bytes - 3]);
            assertThat(embedded.encode()).hasSize(bytes);
            byte[] root =
                    branch(Map.of(0xa, embedded, 0xb, RlpItem.of(new byte[32]))).encode();
            TrieLookup lookup = TrieProof.check(Word.keccak(root), new byte[] {(byte) 0xab}, List.of(root));
            if (bytes == 31) {
                assertThat(lookup).isInstanceOf(TrieLookup.Present.class);
            } else {
                assertBad(lookup, TrieDefect.NODE_MALFORMED);
            }
        }
    }

    @Test
    void refusesMoreAndLargerNodesThanTheLimits() {
        byte[] key = new byte[32];
        byte[] large = new byte[Limits.TRIE_NODE_BYTES_MAX + 1];
        assertBad(TrieProof.check(Word.keccak(large), key, List.of(large)), TrieDefect.LIMIT_EXCEEDED);
        byte[] root = leaf("0x20" + "00".repeat(32), LONG_VALUE).encode();
        assertThat(TrieProof.check(Word.keccak(root), key, List.of(root))).isInstanceOf(TrieLookup.Present.class);
        assertBad(
                TrieProof.check(Word.keccak(root), key, Collections.nCopies(Limits.TRIE_NODES_MAX + 1, root)),
                TrieDefect.LIMIT_EXCEEDED);
    }

    @Test
    void severalKeysShareNodesAndLeaveNoneUnused() {
        var trie = new SlowTrie();
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] key = Word.keccak(new byte[] {(byte) i}).bytes();
            keys.add(key);
            trie.put(key, new byte[] {1, (byte) i});
        }
        List<byte[]> three = List.of(keys.get(3), keys.get(4), keys.get(5));
        List<byte[]> nodes = trie.prove(three);
        var proof = new TrieProof(trie.root(), nodes);
        for (byte[] key : three) {
            assertThat(proof.lookup(key)).isInstanceOf(TrieLookup.Present.class);
        }
        assertThat(proof.unused()).isZero();
        assertThat(nodes.size())
                .isLessThan(
                        three.stream().mapToInt(key -> trie.prove(key).size()).sum());
    }

    private static void assertMalformedRoot(RlpItem node) {
        byte[] rlp = node.encode();
        assertBad(TrieProof.check(Word.keccak(rlp), new byte[] {(byte) 0xab}, List.of(rlp)), TrieDefect.NODE_MALFORMED);
    }

    private static void assertBad(TrieLookup lookup, TrieDefect defect) {
        assertThat(lookup).isInstanceOf(TrieLookup.Bad.class);
        assertThat(((TrieLookup.Bad) lookup).defect()).isEqualTo(defect);
    }

    private static RlpItem leaf(String path, byte[] value) {
        return RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes(path)), RlpItem.of(value)));
    }

    private static RlpItem leaf(String path, byte[] value, RlpItem more) {
        return RlpItem.of(List.of(RlpItem.of(SlowTrie.bytes(path)), RlpItem.of(value), more));
    }

    private static RlpItem branch(Map<Integer, RlpItem> children) {
        List<RlpItem> items = new ArrayList<>(Collections.nCopies(17, EMPTY));
        children.forEach(items::set);
        return RlpItem.of(items);
    }

    /** Every key that differs in one nibble, and the key cut short and grown. */
    private static List<String> neighbours(String hex) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < hex.length(); i++) {
            String nibble = Integer.toHexString(Character.digit(hex.charAt(i), 16) ^ 1 + i % 15);
            others.add(hex.substring(0, i) + nibble + hex.substring(i + 1));
        }
        if (hex.length() > 2) {
            others.add(hex.substring(0, hex.length() - 2));
        }
        others.add(hex + "00");
        return others;
    }

    private static List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        read("trieanyorder.json", false, vectors);
        read("trieanyorder_secureTrie.json", true, vectors);
        read("trietest.json", false, vectors);
        read("hex_encoded_securetrie_test.json", true, vectors);
        return vectors;
    }

    private static void read(String file, boolean hashesKeys, List<Vector> vectors) {
        JsonNode json = SharedVectors.json("ethereum/TrieTests/" + file);
        for (Map.Entry<String, JsonNode> test : json.properties()) {
            var trie = new SlowTrie();
            Map<String, byte[]> held = new LinkedHashMap<>();
            JsonNode in = test.getValue().get("in");
            if (in.isArray()) {
                in.forEach(pair -> apply(pair.get(0).textValue(), pair.get(1), hashesKeys, trie, held));
            } else {
                in.properties().forEach(pair -> apply(pair.getKey(), pair.getValue(), hashesKeys, trie, held));
            }
            vectors.add(new Vector(
                    file + " " + test.getKey(),
                    trie,
                    test.getValue().get("root").textValue(),
                    held));
        }
    }

    private static void apply(
            String keyText, JsonNode value, boolean hashesKeys, SlowTrie trie, Map<String, byte[]> held) {
        byte[] plain = SlowTrie.bytes(keyText);
        byte[] key = hashesKeys ? Word.keccak(plain).bytes() : plain;
        if (value.isNull()) {
            trie.remove(key);
            held.remove(SlowTrie.hex(key));
        } else {
            byte[] bytes = SlowTrie.bytes(value.textValue());
            trie.put(key, bytes);
            held.put(SlowTrie.hex(key), bytes);
        }
    }
}
