package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.testkit.SharedVectors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeTrieTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trieanyorder.json",
                "trieanyorder_secureTrie.json",
                "trietest.json",
                "hex_encoded_securetrie_test.json"
            })
    void agreesWithPublicVectors(String file) {
        boolean hashesKeys = file.toLowerCase(java.util.Locale.ROOT).contains("secure");
        for (Map.Entry<String, JsonNode> test :
                SharedVectors.json("ethereum/TrieTests/" + file).properties()) {
            Map<String, byte[]> held = new LinkedHashMap<>();
            JsonNode in = test.getValue().get("in");
            Stream<Map.Entry<String, JsonNode>> pairs = in.isArray() ? stream(in) : in.properties().stream();
            pairs.forEach(pair -> {
                byte[] plain = SlowTrie.bytes(pair.getKey());
                String key = SlowTrie.hex(hashesKeys ? Word.keccak(plain).bytes() : plain);
                if (pair.getValue().isNull()) {
                    held.remove(key);
                } else {
                    held.put(key, SlowTrie.bytes(pair.getValue().textValue()));
                }
            });
            List<byte[]> keys = held.keySet().stream()
                    .map(key -> SlowTrie.bytes("0x" + key))
                    .toList();
            assertThat(WholeTrie.of(keys, new ArrayList<>(held.values())).root().hex())
                    .as(file + " " + test.getKey())
                    .isEqualTo(test.getValue().get("root").textValue());
        }
    }

    private static Stream<Map.Entry<String, JsonNode>> stream(JsonNode pairs) {
        List<Map.Entry<String, JsonNode>> list = new ArrayList<>();
        pairs.forEach(pair -> list.add(Map.entry(pair.get(0).textValue(), pair.get(1))));
        return list.stream();
    }

    @Test
    void ordersPlacesAsSlowTrieDoesAtEverySizeToThreeHundred() {
        List<byte[]> values = new ArrayList<>();
        for (int size = 0; size <= 300; size++) {
            assertThat(BlockTrie.of(values).root()).as("size " + size).isEqualTo(new SlowBlockTrie(values).root());
            // Lengths on both sides of 32, where a node moves out of its parent.
            values.add(new byte[] {(byte) (1 + size % 100), (byte) size});
            values.set(size, java.util.Arrays.copyOf(values.get(size), 1 + size % 70));
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void agreesWithSlowTrieOnKeysThatArePrefixesOfEachOther(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            var slow = new SlowTrie();
            Map<String, byte[]> held = new LinkedHashMap<>();
            int count = 1 + random.nextInt(20);
            for (int i = 0; i < count; i++) {
                byte[] key = new byte[random.nextInt(4)];
                for (int k = 0; k < key.length; k++) {
                    key[k] = (byte) (random.nextInt(3) * 0x11);
                }
                byte[] value = new byte[1 + random.nextInt(40)];
                value[0] = 1;
                slow.put(key, value);
                held.put(SlowTrie.hex(key), value);
            }
            List<byte[]> keys = held.keySet().stream()
                    .map(key -> SlowTrie.bytes("0x" + key))
                    .toList();
            WholeTrie trie = WholeTrie.of(keys, new ArrayList<>(held.values()));
            assertThat(trie.root()).isEqualTo(slow.root());
            assertProvesEachKey(trie, held);
        }
    }

    /** Those that it holds, and others of up to three bytes, which begin like them or go on behind them. */
    private static void assertProvesEachKey(WholeTrie trie, Map<String, byte[]> held) {
        for (int number = 0; number < 81; number++) {
            byte[] key = new byte[number % 4];
            for (int k = 0, rest = number; k < key.length; k++, rest /= 3) {
                key[k] = (byte) (rest % 3 * 0x11);
            }
            TrieLookup lookup = TrieProof.check(trie.root(), key, trie.prove(key));
            byte[] value = held.get(SlowTrie.hex(key));
            if (value == null) {
                assertThat(lookup).isInstanceOf(TrieLookup.Absent.class);
            } else {
                assertThat(lookup)
                        .isInstanceOfSatisfying(
                                TrieLookup.Present.class,
                                present -> assertThat(present.value()).isEqualTo(value));
            }
        }
    }

    @Test
    void refusesWhatNoTrieHolds() {
        byte[] one = {1};
        assertThatIllegalArgumentException().isThrownBy(() -> BlockTrie.of(List.of(new byte[0])));
        assertThatIllegalArgumentException().isThrownBy(() -> WholeTrie.of(List.of(one), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WholeTrie.of(List.of(one, one.clone()), List.of(one, one)));
    }
}
