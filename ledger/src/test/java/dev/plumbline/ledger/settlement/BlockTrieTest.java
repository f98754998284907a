package dev.plumbline.ledger.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.ethereum.SlowBlockTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The trie of a block against one that is rebuilt at every question. */
class BlockTrieTest {
    @Test
    void agreesWithTheSlowTrieOnEverySizeAndIndex() {
        var random = new SplittableRandom(20_261_121);
        for (int size = 0; size <= 40; size++) {
            assertAgrees(values(size, random), size + 3);
        }
        assertAgrees(values(130, random), 133);
        assertAgrees(values(300, random), 300);
    }

    private static void assertAgrees(List<byte[]> values, int indexes) {
        var slow = new SlowBlockTrie(values);
        var fast = new BlockTrie(values);
        assertThat(fast.root()).isEqualTo(slow.root());
        int step = Math.max(1, indexes / 40);
        for (int index = 0; index < indexes; index += step) {
            assertThat(fast.prove(index)).as(index + " of " + values.size()).containsExactly(array(slow.prove(index)));
        }
    }

    private static byte[][] array(List<byte[]> nodes) {
        return nodes.toArray(byte[][]::new);
    }

    /** Some are so short that their leaves stand inside the node above. */
    private static List<byte[]> values(int size, SplittableRandom random) {
        var values = new ArrayList<byte[]>();
        for (int i = 0; i < size; i++) {
            byte[] value = new byte[random.nextInt(1, 60)];
            random.nextBytes(value);
            values.add(value);
        }
        return values;
    }
}
