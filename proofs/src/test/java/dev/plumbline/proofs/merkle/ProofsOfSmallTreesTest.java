package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every leaf and every pair of sizes of every tree up to 70 leaves, against the recursion of the RFC. */
final class ProofsOfSmallTreesTest {
    private static final int SIZE_MAX = 70;

    private final SmallTrees trees = new SmallTrees(SIZE_MAX);

    @Test
    void frontierGivesTheRootOfTheRecursion() {
        for (int size = 0; size <= SIZE_MAX; size++) {
            assertThat(trees.head(size))
                    .isEqualTo(new TreeHead(size, SlowTree.root(trees.leaves().subList(0, size))));
        }
    }

    @Test
    void frontierReadBackFromNodesGoesOnAsTheOriginal() {
        for (int size = 0; size < SIZE_MAX; size++) {
            var resumed = Frontier.of(size, trees::node);
            assertThat(resumed.head()).isEqualTo(trees.head(size));
            resumed.append(
                    trees.leaves().get(size),
                    (level, index, hash) -> assertThat(hash).isEqualTo(trees.node(level, index)));
            assertThat(resumed.head()).isEqualTo(trees.head(size + 1));
        }
    }

    @Test
    void aCopyOfAFrontierGoesItsOwnWay() {
        var frontier = new Frontier();
        for (int i = 0; i < 5; i++) {
            frontier.append(trees.leaves().get(i), (level, index, hash) -> {});
        }
        Frontier copy = frontier.copy();
        copy.append(trees.leaves().get(5), (level, index, hash) -> {});
        assertThat(copy.head()).isEqualTo(trees.head(6));
        assertThat(copy.size()).isEqualTo(6);
        assertThat(frontier.head()).isEqualTo(trees.head(5));
    }

    @Test
    void inclusionProofsAreThoseOfTheRecursionAndHold() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                var proof = InclusionProof.prove(leaf, size, trees::node);
                assertThat(proof.path())
                        .isEqualTo(SlowTree.path(leaf, trees.leaves().subList(0, size)));
                assertThat(proof.check(trees.leaves().get(leaf), trees.head(size)))
                        .isEqualTo(ProofStatus.VALID);
            }
        }
    }

    @Test
    void inclusionProofsHoldForNoOtherIndexOrSize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                var path = InclusionProof.prove(leaf, size, trees::node).path();
                for (int other = -1; other <= size; other++) {
                    if (other != leaf) {
                        assertThat(new InclusionProof(other, path)
                                        .check(trees.leaves().get(leaf), trees.head(size)))
                                .isNotEqualTo(ProofStatus.VALID);
                    }
                }
            }
        }
    }

    /** See {@link SmallTrees#flipEach} for which bits; all of them are 4.9 million checks. */
    @Test
    void everyFlippedBitOfEveryInclusionProofAndItsLeafAndRootIsRefused() {
        int proofs = 0;
        int flips = 0;
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                int index = leaf;
                TreeHead head = trees.head(size);
                Hash leafHash = trees.leaves().get(leaf);
                List<Hash> path = InclusionProof.prove(leaf, size, trees::node).path();
                flips += SmallTrees.flipEach(
                        path, proofs, spoiled -> new InclusionProof(index, spoiled).check(leafHash, head));
                flips += SmallTrees.flipEach(
                        List.of(leafHash, head.root()),
                        proofs,
                        ends -> new InclusionProof(index, path)
                                .check(ends.get(0), new TreeHead(head.size(), ends.get(1))));
                proofs++;
            }
        }
        assertThat(flips).isEqualTo(SmallTrees.flipsOf(19_099));
    }

    /** See {@link SmallTrees#flipEach} for which bits; all of them are 4.8 million checks. */
    @Test
    void everyFlippedBitOfEveryConsistencyProofAndBothRootsIsRefused() {
        int proofs = 0;
        int flips = 0;
        for (int newSize = 1; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                TreeHead older = trees.head(oldSize);
                TreeHead newer = trees.head(newSize);
                List<Hash> path =
                        ConsistencyProof.prove(oldSize, newSize, trees::node).path();
                flips +=
                        SmallTrees.flipEach(path, proofs, spoiled -> new ConsistencyProof(spoiled).check(older, newer));
                flips += SmallTrees.flipEach(
                        List.of(older.root(), newer.root()),
                        proofs,
                        roots -> new ConsistencyProof(path)
                                .check(
                                        new TreeHead(older.size(), roots.get(0)),
                                        new TreeHead(newer.size(), roots.get(1))));
                proofs++;
            }
        }
        assertThat(flips).isEqualTo(SmallTrees.flipsOf(18_736));
    }

    @Test
    void everyOtherLengthOfEveryProofIsRefused() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int other = 0; other < size; other++) {
                TreeHead head = trees.head(size);
                List<Hash> inclusion =
                        InclusionProof.prove(other, size, trees::node).path();
                for (List<Hash> resized : otherLengths(inclusion)) {
                    assertThat(new InclusionProof(other, resized)
                                    .check(trees.leaves().get(other), head))
                            .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                }
                List<Hash> consistency =
                        ConsistencyProof.prove(other + 1, size, trees::node).path();
                for (List<Hash> resized : otherLengths(consistency)) {
                    assertThat(new ConsistencyProof(resized).check(trees.head(other + 1), head))
                            .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                }
            }
        }
    }

    /** The first hashes of the path for each length below, and some more hashes for three above. */
    private List<List<Hash>> otherLengths(List<Hash> path) {
        var all = new ArrayList<List<Hash>>();
        for (int length = 0; length < path.size(); length++) {
            all.add(path.subList(0, length));
        }
        var longer = new ArrayList<>(path);
        for (int more = 1; more <= 3; more++) {
            longer.add(trees.leaves().get(more));
            all.add(List.copyOf(longer));
        }
        return all;
    }

    @Test
    void everyOtherPathLengthIsRefusedBeforeAnyHashing() {
        var proof = InclusionProof.prove(5, 70, trees::node);
        var longer = new ArrayList<>(proof.path());
        longer.add(trees.leaves().get(0));
        var shorter = proof.path().subList(0, proof.path().size() - 1);
        assertThat(new InclusionProof(5, longer).check(trees.leaves().get(5), trees.head(70)))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
        assertThat(new InclusionProof(5, shorter).check(trees.leaves().get(5), trees.head(70)))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
        assertThat(new InclusionProof(70, proof.path()).check(trees.leaves().get(5), trees.head(70)))
                .isEqualTo(ProofStatus.INDEX_OUTSIDE_TREE);
    }

    @Test
    void consistencyProofsAreThoseOfTheRecursionAndHold() {
        for (int newSize = 1; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                var proof = ConsistencyProof.prove(oldSize, newSize, trees::node);
                assertThat(proof.path())
                        .as("%d to %d", oldSize, newSize)
                        .isEqualTo(SlowTree.consistency(oldSize, trees.leaves().subList(0, newSize)));
                assertThat(proof.check(trees.head(oldSize), trees.head(newSize)))
                        .as("%d to %d", oldSize, newSize)
                        .isEqualTo(ProofStatus.VALID);
            }
        }
    }

    @Test
    void consistencyProofsHoldForNoOtherHeads() {
        for (int newSize = 2; newSize <= SIZE_MAX; newSize++) {
            for (int oldSize = 1; oldSize < newSize; oldSize++) {
                var proof = ConsistencyProof.prove(oldSize, newSize, trees::node);
                TreeHead older = trees.head(oldSize);
                TreeHead newer = trees.head(newSize);
                for (int other = 1; other <= newSize; other++) {
                    if (other != oldSize) {
                        assertThat(proof.check(trees.head(other), newer)).isNotEqualTo(ProofStatus.VALID);
                    }
                }
                for (int i = 0; i < proof.path().size(); i++) {
                    var path = new ArrayList<>(proof.path());
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
        assertThat(nothing.check(TreeHead.EMPTY, trees.head(3))).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThat(nothing.check(trees.head(3), trees.head(2))).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThatThrownBy(() -> ConsistencyProof.prove(0, 3, trees::node))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.prove(3, 3, trees::node)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLargestTreeDoesNotOverflow() {
        NodeSource<RuntimeException> anyNode = (level, index) -> TreeHasher.sha256(new byte[] {(byte) level});
        long size = Long.MAX_VALUE;
        assertThat(InclusionProof.prove(size - 1, size, anyNode).path()).hasSize(62);
        assertThat(InclusionProof.prove(0, size, anyNode).path()).hasSize(63);
        assertThat(ConsistencyProof.prove(size - 1, size, anyNode).path()).isNotEmpty();
        assertThat(new InclusionProof(size - 1, List.of())
                        .check(
                                trees.leaves().get(0),
                                new TreeHead(size, trees.leaves().get(0))))
                .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
    }
}
