package dev.plumbline.proofs.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes read where they stand, against the same rules told of a tree of items. About two seconds. */
class TrieNodeTest {
    private static final int ROUNDS = 20_000;

    @Test
    void refusesEveryChangedByteOfABranchAsTheSlowRulesDo() {
        var trie = new SlowTrie();
        for (int i = 0; i < 12; i++) {
            trie.put(new byte[] {(byte) (i * 0x11), 0x12}, new byte[i % 2 == 0 ? 3 : 40]);
        }
        byte[] branch = trie.prove(new byte[2]).get(0);
        assertThat(SlowNode.defect(branch)).isNull();
        for (int at = 0; at < branch.length; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = branch.clone();
                changed[at] = (byte) value;
                assertAgrees(changed);
            }
        }
    }

    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void readsMadeUpNodesAndChangesOfThemAsTheSlowRulesDo(long seed) {
        var random = new SplittableRandom(seed);
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] rlp = node(random, 0).encode();
            taken += SlowNode.defect(rlp) == null ? 1 : 0;
            assertAgrees(rlp);
            byte[] changed = ChangedRlp.of(rlp, random);
            assertAgrees(changed);
            RlpAgreement.checkList(changed);
        }
        assertThat(taken).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
    }

    private static void assertAgrees(byte[] rlp) {
        assertThat(defect(rlp)).as("%s", HexData.encode(rlp)).isEqualTo(SlowNode.defect(rlp));
    }

    private static @Nullable String defect(byte[] rlp) {
        try {
            TrieNode.parse(rlp);
            return null;
        } catch (MalformedException e) {
            return e.getMessage();
        }
    }

    /** Mostly a branch, a leaf or an extension. */
    private static RlpItem node(SplittableRandom random, int depth) {
        List<RlpItem> items = new ArrayList<>();
        int kind = random.nextInt(10);
        if (kind < 5 && depth == 0) {
            for (int i = 0; i < TrieNode.BRANCH_WIDTH; i++) {
                items.add(child(random, depth));
            }
            items.add(random.nextInt(20) == 0 ? child(random, depth) : bytes(random, random.nextInt(3)));
        } else if (kind < 9) {
            items.add(path(random));
            items.add(random.nextBoolean() ? bytes(random, random.nextInt(20)) : child(random, depth));
        } else {
            for (int i = random.nextInt(20); i > 0; i--) {
                items.add(child(random, depth));
            }
        }
        return RlpItem.of(items);
    }

    private static RlpItem child(SplittableRandom random, int depth) {
        int kind = random.nextInt(200);
        if (kind < 100) {
            return bytes(random, 0);
        }
        if (kind < 185) {
            return bytes(random, Word.LENGTH);
        }
        return kind < 195 && depth < 3 ? node(random, depth + 1) : bytes(random, random.nextInt(60));
    }

    private static RlpItem path(SplittableRandom random) {
        byte[] path = new byte[random.nextInt(4)];
        random.nextBytes(path);
        if (path.length > 0 && random.nextInt(4) > 0) {
            int flag = random.nextInt(4);
            path[0] = (byte) (flag << 4 | (flag % 2 == 0 ? 0 : path[0] & 0xf));
        }
        return RlpItem.of(path);
    }

    private static RlpItem bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return RlpItem.of(bytes);
    }
}
