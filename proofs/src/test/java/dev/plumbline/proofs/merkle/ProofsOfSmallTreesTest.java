package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every leaf and every pair of sizes of every tree up to 70 leaves, against the recursion of the RFC. */
final class ProofsOfSmallTreesTest {
    private static final int SIZE_MAX = 70;

    private final List<Hash> leaves = new ArrayList<>();
    private final List<TreeHead> heads = new ArrayList<>();
    private final Map<List<Long>, Hash> nodes = new HashMap<>();

    ProofsOfSmallTreesTest() {
        var frontier = new Frontier();
        heads.add(frontier.head());
        for (int i = 0; i < SIZE_MAX; i++) {
            Hash leaf = TreeHasher.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            frontier.append(leaf, (level, index, hash) -> nodes.put(List.of((long) level, index), hash));
            heads.add(frontier.head());
        }
    }

    private Hash node(int level, long index) {
        Hash hash = nodes.get(List.of((long) level, index));
        assertThat(hash).as("complete subtree %d/%d", level, index).isNotNull();
        return hash;
    }

    @Test
    void frontierGivesTheRootOfTheRecursion() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(heads.get(size)).isEqualTo(new TreeHead(size, SlowTree.root(leaves.subList(0, size))));
        }
    }

    @Test
    void frontierReadBackFromNodesGoesOnAsTheOriginal() {
        for (int size = 0; size < SIZE_MAX; size++) {
            var resumed = Frontier.of(size, this::node);
            assertThat(resumed.head()).isEqualTo(heads.get(size));
            resumed.append(
                    leaves.get(size), (level, index, hash) -> assertThat(hash).isEqualTo(node(level, index)));
            assertThat(resumed.head()).isEqualTo(heads.get(size + 1));
        }
    }

    @Test
    void inclusionProofsAreThoseOfTheRecursionAndHold() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                var proof = InclusionProof.prove(leaf, size, this::node);
                assertThat(proof.path()).isEqualTo(SlowTree.path(leaf, leaves.subList(0, size)));
                assertThat(proof.check(leaves.get(leaf), heads.get(size))).isEqualTo(ProofStatus.VALID);
            }
        }
    }

    @Test
    void inclusionProofsHoldForNoOtherIndexOrSize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                var path = InclusionProof.prove(leaf, size, this::node).path();
                for (int other = -1; other <= size; other++) {
                    if (other != leaf) {
                        assertThat(new InclusionProof(other, path).check(leaves.get(leaf), heads.get(size)))
                                .isNotEqualTo(ProofStatus.VALID);
                    }
                }
            }
        }
    }

    @Test
    void inclusionProofsOfOneBitLessDoNotHold() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf += 7) {
                var proof = InclusionProof.prove(leaf, size, this::node);
                assertThat(proof.check(flip(leaves.get(leaf), leaf % 256), heads.get(size)))
                        .isEqualTo(ProofStatus.ROOT_MISMATCH);
                for (int i = 0; i < proof.path().size(); i++) {
                    for (int bit = 0; bit < 256; bit += 37) {
                        var path = new ArrayList<>(proof.path());
                        path.set(i, flip(path.get(i), bit));
                        assertThat(new InclusionProof(leaf, path).check(leaves.get(leaf), heads.get(size)))
                                .isEqualTo(ProofStatus.ROOT_MISMATCH);
                    }
                }
            }
        }
    }

    @Test
    void everyOtherPathLengthIsRefusedBeforeAnyHashing() {
        var proof = InclusionProof.prove(5, 70, this::node);
        var longer = new ArrayList<>(proof.path());
        longer.add(leaves.get(0));
        var shorter = proof.path().subList(0, proof.path().size() - 1);
        assertThat(new InclusionProof(5, longer).check(leaves.get(5), heads.get(70)))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
        assertThat(new InclusionProof(5, shorter).check(leaves.get(5), heads.get(70)))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
        assertThat(new InclusionProof(70, proof.path()).check(leaves.get(5), heads.get(70)))
                .isEqualTo(ProofStatus.INDEX_OUTSIDE_TREE);
    }

    @Test
    void consistencyProofsAreThoseOfTheRecursionAndHold() {
        for (int newSize = 1; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                var proof = ConsistencyProof.prove(oldSize, newSize, this::node);
                assertThat(proof.path())
                        .as("%d to %d", oldSize, newSize)
                        .isEqualTo(SlowTree.consistency(oldSize, leaves.subList(0, newSize)));
                assertThat(proof.check(heads.get(oldSize), heads.get(newSize)))
                        .as("%d to %d", oldSize, newSize)
                        .isEqualTo(ProofStatus.VALID);
            }
        }
    }

    @Test
    void consistencyProofsHoldForNoOtherHeads() {
        for (int newSize = 2; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize < newSize; oldSize++) {
                var proof = ConsistencyProof.prove(oldSize, newSize, this::node);
                TreeHead older = heads.get(oldSize);
                TreeHead newer = heads.get(newSize);
                assertThat(proof.check(new TreeHead(oldSize, flip(older.root(), 9)), newer))
                        .isEqualTo(ProofStatus.ROOT_MISMATCH);
                assertThat(proof.check(older, new TreeHead(newSize, flip(newer.root(), 200))))
                        .isEqualTo(ProofStatus.ROOT_MISMATCH);
                for (int other = 1; other <= newSize; other++) {
                    if (other != oldSize) {
                        assertThat(proof.check(heads.get(other), newer)).isNotEqualTo(ProofStatus.VALID);
                    }
                }
                for (int i = 0; i < proof.path().size(); i++) {
                    var path = new ArrayList<>(proof.path());
                    path.set(i, flip(path.get(i), 8 * i));
                    assertThat(new ConsistencyProof(path).check(older, newer)).isEqualTo(ProofStatus.ROOT_MISMATCH);
                    path.remove(i);
                    assertThat(new ConsistencyProof(path).check(older, newer)).isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                }
            }
        }
    }

    @Test
    void theEmptyTreeAndAShrinkingTreeProveNothing() {
        var nothing = new ConsistencyProof(List.of());
        assertThat(nothing.check(TreeHead.EMPTY, TreeHead.EMPTY)).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThat(nothing.check(TreeHead.EMPTY, heads.get(3))).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThat(nothing.check(heads.get(3), heads.get(2))).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThatThrownBy(() -> ConsistencyProof.prove(0, 3, this::node)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.prove(3, 3, this::node)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestTreeDoesNotOverflow() {
        NodeSource<RuntimeException> anyNode = (level, index) -> TreeHasher.sha256(new byte[] {(byte) level});
        long size = Long.MAX_VALUE;
        assertThat(InclusionProof.prove(size - 1, size, anyNode).path()).hasSize(62);
        assertThat(InclusionProof.prove(0, size, anyNode).path()).hasSize(63);
        assertThat(ConsistencyProof.prove(size - 1, size, anyNode).path()).isNotEmpty();
        assertThat(new InclusionProof(size - 1, List.of()).check(leaves.get(0), new TreeHead(size, leaves.get(0))))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
    }

    private static Hash flip(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }
}
