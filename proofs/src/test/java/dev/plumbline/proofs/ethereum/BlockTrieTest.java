package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick trie of a block against the slow one, which is held to the public vectors. About a second. */
final class BlockTrieTest {
    private static final int SMALL_MAX = 140;

    @Test
    void hasTheRootOfTheSlowTrieForEveryCount() {
        for (int count = 0; count <= SMALL_MAX; count++) {
            List<byte[]> values = values(count, count);
            assertThat(BlockTrie.of(values).root()).as("%d values", count).isEqualTo(new SlowBlockTrie(values).root());
        }
    }

    @Test
    void provesEveryIndexAndTheOnesBehindIt() {
        for (int count : new int[] {0, 1, 2, 3, 16, 17, 127, 128, 129, 130, 257}) {
            List<byte[]> values = values(count, 7);
            var slow = new SlowBlockTrie(values);
            BlockTrie trie = BlockTrie.of(values);
            for (int index = 0; index < count + 3; index++) {
                assertThat(trie.prove(index)).as("%d of %d", index, count).containsExactlyElementsOf(slow.prove(index));
                TransactionProof proof = TransactionProof.check(trie.root(), index, trie.prove(index));
                if (index < count) {
                    assertThat(((TransactionProof.Exists) proof).raw()).isEqualTo(values.get(index));
                } else {
                    assertThat(proof).isEqualTo(TransactionProof.Missing.MISSING);
                }
            }
        }
    }

    @Test
    void holdsNoEmptyValue() {
        assertThatThrownBy(() -> BlockTrie.of(List.of(new byte[] {1}, new byte[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 1 is empty, and no trie holds such");
    }

    @Test
    void givesAwayNoArrayOfItsOwn() {
        BlockTrie trie = BlockTrie.of(values(3, 1));
        trie.prove(1).forEach(node -> node[0]++);
        assertThat(trie.root()).isEqualTo(Word.keccak(trie.prove(1).get(0)));
    }

    /** Values of 1 to 60 bytes: short ones make nodes that stand inside their parents. */
    private static List<byte[]> values(int count, long seed) {
        var random = new SplittableRandom(seed);
        var values = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[random.nextInt(1, 61)];
            random.nextBytes(value);
            values.add(value);
        }
        return values;
    }
}
