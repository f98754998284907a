package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every subtree of every tree of up to 40 leaves, against the recursion of the draft. */
final class SubtreeProofsTest {
    private static final int SIZE_MAX = 40;
    private static final int LONGER_BY_MAX = 3;

    private final SmallTrees trees = new SmallTrees(SIZE_MAX);

    private interface Case {
        void judge(SubtreeHead subtree, TreeHead tree);
    }

    /** Runs over each tree, and in it over each pair of bounds that is a subtree by the words of its definition. */
    private int forEachSubtree(Case test) {
        int count = 0;
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int start = 0; start < size; start++) {
                for (int end = start + 1; end <= size; end++) {
                    if (slowIsSubtree(start, end)) {
                        test.judge(head(start, end), trees.head(size));
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private static boolean slowIsSubtree(int start, int end) {
        int power = 1;
        while (power < end - start) {
            power *= 2;
        }
        return start % power == 0;
    }

    private SubtreeHead head(int start, int end) {
        return new SubtreeHead(start, end, SlowTree.root(trees.leaves().subList(start, end)));
    }

    private SubtreeProof prove(SubtreeHead subtree, TreeHead tree) {
        return SubtreeProof.prove(subtree.start(), subtree.end(), tree.size(), trees::node);
    }

    @Test
    void boundsAreASubtreeWhenTheDefinitionSaysSo() {
        for (int start = -3; start <= 300; start++) {
            for (int end = -3; end <= 300; end++) {
                boolean expected = start >= 0 && end > start && slowIsSubtree(start, end);
                assertThat(SubtreeHead.isSubtree(start, end))
                        .as("[%d, %d)", start, end)
                        .isEqualTo(expected);
            }
        }
        Hash root = trees.leaves().get(0);
        for (int[] bounds : new int[][] {{0, 0}, {1, 1}, {2, 1}, {-1, 1}, {1, 3}, {2, 5}, {4, 9}}) {
            assertThatThrownBy(() -> new SubtreeHead(bounds[0], bounds[1], root))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void proofsAreThoseOfTheRecursionAndHold() {
        int count = forEachSubtree((subtree, tree) -> {
            SubtreeProof proof = prove(subtree, tree);
            List<Hash> leaves = trees.leaves().subList(0, (int) tree.size());
            assertThat(proof.path())
                    .as("%s in %s", subtree, tree)
                    .isEqualTo(SlowTree.subtree((int) subtree.start(), (int) subtree.end(), leaves));
            assertThat(proof.check(subtree, tree)).as("%s in %s", subtree, tree).isEqualTo(ProofStatus.VALID);
        });
        assertThat(count).isEqualTo(2_608);
    }

    @Test
    void theProofOfASubtreeFromZeroIsTheConsistencyProof() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int old = 1; old <= size; old++) {
                SubtreeHead subtree = SubtreeHead.of(trees.head(old));
                ConsistencyProof consistency = ConsistencyProof.prove(old, size, trees::node);
                assertThat(prove(subtree, trees.head(size)).path()).isEqualTo(consistency.path());
            }
        }
    }

    @Test
    void theProofOfOneLeafIsItsInclusionProof() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int leaf = 0; leaf < size; leaf++) {
                InclusionProof inclusion = InclusionProof.prove(leaf, size, trees::node);
                assertThat(prove(head(leaf, leaf + 1), trees.head(size)).path()).isEqualTo(inclusion.path());
            }
        }
    }

    /** See {@link SmallTrees#flipEach} for which bits; all of them are 4.5 million checks. */
    @Test
    void everyFlippedBitOfEveryProofAndOfBothRootsIsRefused() {
        var flips = new int[2];
        forEachSubtree((subtree, tree) -> {
            List<Hash> path = prove(subtree, tree).path();
            flips[0] += SmallTrees.flipEach(path, flips[1], spoiled -> new SubtreeProof(spoiled).check(subtree, tree));
            flips[0] += SmallTrees.flipEach(
                    List.of(subtree.root(), tree.root()),
                    flips[1],
                    roots -> new SubtreeProof(path)
                            .check(
                                    new SubtreeHead(subtree.start(), subtree.end(), roots.get(0)),
                                    new TreeHead(tree.size(), roots.get(1))));
            flips[1]++;
        });
        assertThat(flips[0]).isEqualTo(SmallTrees.flipsOf(17_444));
    }

    @Test
    void everyOtherLengthOfEveryProofIsRefused() {
        forEachSubtree((subtree, tree) -> {
            List<Hash> path = prove(subtree, tree).path();
            for (int length = 0; length <= path.size() + LONGER_BY_MAX; length++) {
                if (length != path.size()) {
                    assertThat(new SubtreeProof(resized(path, length)).check(subtree, tree))
                            .as("%s in %s", subtree, tree)
                            .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                }
            }
        });
    }

    private List<Hash> resized(List<Hash> path, int length) {
        var resized = new ArrayList<>(path.subList(0, Math.min(length, path.size())));
        while (resized.size() < length) {
            resized.add(trees.leaves().get(0));
        }
        return resized;
    }

    @Test
    void everyMissingAndEverySwappedHashIsRefused() {
        forEachSubtree((subtree, tree) -> {
            List<Hash> path = prove(subtree, tree).path();
            for (int i = 0; i < path.size(); i++) {
                var without = new ArrayList<>(path);
                without.remove(i);
                assertThat(new SubtreeProof(without).check(subtree, tree)).isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                for (int j = 0; j < i; j++) {
                    var swapped = new ArrayList<>(path);
                    swapped.set(i, path.get(j));
                    swapped.set(j, path.get(i));
                    assertThat(new SubtreeProof(swapped).check(subtree, tree)).isEqualTo(ProofStatus.ROOT_MISMATCH);
                }
            }
        });
    }

    /** The bounds are not hashed, so a proof may not hold for the same roots under any others. */
    @Test
    void aProofHoldsForNoOtherBounds() {
        int max = 20;
        forEachSubtree((subtree, tree) -> {
            if (tree.size() > max) {
                return;
            }
            SubtreeProof proof = prove(subtree, tree);
            for (int start = 0; start < max; start++) {
                for (int end = start + 1; end <= max; end++) {
                    boolean isSame = start == subtree.start() && end == subtree.end();
                    if (slowIsSubtree(start, end) && !isSame) {
                        assertThat(proof.check(new SubtreeHead(start, end, subtree.root()), tree))
                                .as("%s as [%d, %d) in %s", subtree, start, end, tree)
                                .isNotEqualTo(ProofStatus.VALID);
                    }
                }
            }
        });
    }

    @Test
    void aSubtreeBeyondTheTreeProvesNothing() {
        var nothing = new SubtreeProof(List.of());
        assertThat(nothing.check(head(4, 6), trees.head(5))).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        assertThat(nothing.check(head(0, 1), TreeHead.EMPTY)).isEqualTo(ProofStatus.SIZES_OUT_OF_ORDER);
        for (long[] asked : new long[][] {{4, 6, 5}, {1, 3, 5}, {0, 0, 5}, {3, 2, 5}, {-1, 0, 5}, {0, 1, 0}}) {
            assertThatThrownBy(() -> SubtreeProof.prove(asked[0], asked[1], asked[2], trees::node))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLargestTreeDoesNotOverflow() {
        NodeSource<RuntimeException> anyNode = (level, index) -> TreeHasher.sha256(new byte[] {(byte) level});
        Hash any = trees.leaves().get(0);
        long size = Long.MAX_VALUE;
        for (long[] bounds : new long[][] {
            {0, size}, {0, size - 1}, {0, 1}, {size - 1, size}, {1L << 62, size}, {1L << 62, size - 1}, {0, 1L << 62}
        }) {
            assertThat(SubtreeHead.isSubtree(bounds[0], bounds[1])).isTrue();
            List<Hash> path =
                    SubtreeProof.prove(bounds[0], bounds[1], size, anyNode).path();
            var subtree = new SubtreeHead(bounds[0], bounds[1], any);
            // No real tree is that large: a path of the right length gets as far as the comparison of the roots.
            assertThat(new SubtreeProof(path).check(subtree, new TreeHead(size, anyNode.node(99, 0))))
                    .isEqualTo(ProofStatus.ROOT_MISMATCH);
            assertThat(path.size()).isLessThanOrEqualTo(64);
        }
        assertThat(SubtreeHead.isSubtree(1, size)).isFalse();
        assertThat(SubtreeHead.isSubtree((1L << 62) - 1, size)).isFalse();
        assertThat(SubtreeHead.isSubtree(1L << 61, size)).isFalse();
    }

    @Test
    void everyLeafOfEverySubtreeIsIncludedThereAndNowhereElse() {
        forEachSubtree((subtree, tree) -> {
            if (tree.size() != subtree.end()) {
                return;
            }
            int start = (int) subtree.start();
            int end = (int) subtree.end();
            for (int leaf = start; leaf < end; leaf++) {
                Hash leafHash = trees.leaves().get(leaf);
                InclusionProof proof = InclusionProof.proveInSubtree(leaf, start, end, trees::node);
                assertThat(proof.path())
                        .isEqualTo(SlowTree.path(leaf - start, trees.leaves().subList(start, end)));
                for (int other = start - 1; other <= end; other++) {
                    ProofStatus status = new InclusionProof(other, proof.path()).check(leafHash, subtree);
                    assertThat(status == ProofStatus.VALID)
                            .as("leaf %d as %d in %s", leaf, other, subtree)
                            .isEqualTo(other == leaf);
                    assertThat(status == ProofStatus.INDEX_OUTSIDE_TREE).isEqualTo(other < start || other >= end);
                }
            }
        });
        for (long[] asked : new long[][] {{3, 4, 6}, {6, 4, 6}, {4, 3, 5}}) {
            assertThatThrownBy(() -> InclusionProof.proveInSubtree(asked[0], asked[1], asked[2], trees::node))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
