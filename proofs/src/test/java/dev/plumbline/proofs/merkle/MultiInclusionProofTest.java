package dev.plumbline.proofs.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every set of leaves of every tree of up to 11 leaves, against the recursion of the RFC. */
final class MultiInclusionProofTest {
    private static final int SIZE_MAX = 11;
    /** Subsets of all trees of 1 to 11 leaves, the empty ones left out. */
    private static final int SUBSETS = (1 << (SIZE_MAX + 1)) - 2 - SIZE_MAX;

    private final SmallTrees trees = new SmallTrees(300);

    private interface Case {
        void judge(List<Long> indexes, List<Hash> leaves, TreeHead head, MultiInclusionProof proof);
    }

    private int forEachSubset(Case test) {
        int count = 0;
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int set = 1; set < 1 << size; set++) {
                List<Long> indexes = indexes(set);
                var proof = MultiInclusionProof.prove(indexes, size, trees::node);
                test.judge(indexes, leavesAt(indexes), trees.head(size), proof);
                count++;
            }
        }
        return count;
    }

    private static List<Long> indexes(int set) {
        return LongStream.range(0, SIZE_MAX)
                .filter(index -> (set >>> index & 1) == 1)
                .boxed()
                .toList();
    }

    private List<Hash> leavesAt(List<Long> indexes) {
        return indexes.stream()
                .map(index -> trees.leaves().get(index.intValue()))
                .toList();
    }

    /** The definition, read aloud: the roots of the largest subtrees without such a leaf, from the left. */
    private static List<Hash> slowHashes(int offset, List<Hash> leaves, Predicate<Integer> isProven) {
        boolean isGap = true;
        for (int i = 0; i < leaves.size(); i++) {
            isGap &= !isProven.test(offset + i);
        }
        if (isGap) {
            return List.of(SlowTree.root(leaves));
        }
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        var hashes = new ArrayList<>(slowHashes(offset, leaves.subList(0, k), isProven));
        hashes.addAll(slowHashes(offset + k, leaves.subList(k, leaves.size()), isProven));
        return hashes;
    }

    @Test
    void proofsAreThoseOfTheDefinitionAndHold() {
        int count = forEachSubset((indexes, leaves, head, proof) -> {
            List<Hash> all = trees.leaves().subList(0, (int) head.size());
            assertThat(proof.leafIndexes()).isEqualTo(indexes);
            assertThat(proof.hashes()).isEqualTo(slowHashes(0, all, index -> indexes.contains((long) index)));
            assertThat(proof.hashes()).hasSize(MultiInclusionProof.hashCount(indexes, head.size()));
            assertThat(proof.check(leaves, head)).isEqualTo(ProofStatus.VALID);
        });
        assertThat(count).isEqualTo(SUBSETS);
    }

    @Test
    void aProofOfOneLeafHasTheHashesOfItsInclusionProof() {
        for (int size = 1; size <= 70; size++) {
            for (long leaf = 0; leaf < size; leaf++) {
                var multi = MultiInclusionProof.prove(List.of(leaf), size, trees::node);
                assertThat(multi.hashes())
                        .containsExactlyInAnyOrderElementsOf(
                                InclusionProof.prove(leaf, size, trees::node).path());
            }
        }
    }

    /** What single proofs need beyond the leaves and what they give is all that is in it. */
    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void agreesWithSingleProofsInLargerTrees(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(300);
            List<Long> indexes = random.longs(1 + random.nextInt(20), 0, size)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            Set<Hash> ofSingles = new HashSet<>();
            for (long index : indexes) {
                ofSingles.addAll(InclusionProof.prove(index, size, trees::node).path());
            }
            var proof = MultiInclusionProof.prove(indexes, size, trees::node);
            assertThat(ofSingles).containsAll(proof.hashes());
            assertThat(proof.check(leavesAt(indexes), trees.head(size))).isEqualTo(ProofStatus.VALID);
        }
    }

    /** See {@link SmallTrees#flipEach} for which bits. */
    @Test
    void everyFlippedBitOfHashesLeavesAndRootIsRefused() {
        var counts = new int[3];
        forEachSubset((indexes, leaves, head, proof) -> {
            counts[1] += proof.hashes().size() + leaves.size() + 1;
            counts[0] += SmallTrees.flipEach(
                    proof.hashes(),
                    counts[2],
                    spoiled -> new MultiInclusionProof(indexes, spoiled).check(leaves, head));
            counts[0] += SmallTrees.flipEach(leaves, counts[2], spoiled -> proof.check(spoiled, head));
            counts[0] += SmallTrees.flipEach(
                    List.of(head.root()),
                    counts[2],
                    root -> proof.check(leaves, new TreeHead(head.size(), root.get(0))));
            counts[2]++;
        });
        assertThat(counts[0]).isEqualTo(SmallTrees.flipsOf(counts[1]));
    }

    @Test
    void everyMissingAndEveryFurtherHashIsRefused() {
        forEachSubset((indexes, leaves, head, proof) -> {
            for (int i = 0; i <= proof.hashes().size(); i++) {
                var further = new ArrayList<>(proof.hashes());
                further.add(i, head.root());
                assertThat(new MultiInclusionProof(indexes, further).check(leaves, head))
                        .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                if (i < proof.hashes().size()) {
                    var missing = new ArrayList<>(proof.hashes());
                    missing.remove(i);
                    assertThat(new MultiInclusionProof(indexes, missing).check(leaves, head))
                            .isEqualTo(ProofStatus.WRONG_PATH_LENGTH);
                }
            }
        });
    }

    @Test
    void aProofHoldsForNoOtherSetOfLeavesAndForNoOtherSize() {
        forEachSubset((indexes, leaves, head, proof) -> {
            if (head.size() > 8) {
                return;
            }
            for (int set = 1; set < 1 << 8; set++) {
                List<Long> others = indexes(set);
                if (!others.equals(indexes)) {
                    assertThat(new MultiInclusionProof(others, proof.hashes()).check(leaves, head))
                            .isNotEqualTo(ProofStatus.VALID);
                }
            }
            for (int size = 0; size <= 9; size++) {
                if (size != head.size()) {
                    assertThat(proof.check(leaves, trees.head(size))).isNotEqualTo(ProofStatus.VALID);
                }
            }
        });
    }

    @Test
    void refusesIndexesThatAreNoSetOfLeavesOfTheTree() {
        var nothing = new MultiInclusionProof(List.of(), List.of());
        assertThat(nothing.check(List.of(), trees.head(3))).isEqualTo(ProofStatus.WRONG_LEAF_COUNT);
        assertThat(statusOf(List.of(0L, 0L))).isEqualTo(ProofStatus.INDEXES_OUT_OF_ORDER);
        assertThat(statusOf(List.of(2L, 1L))).isEqualTo(ProofStatus.INDEXES_OUT_OF_ORDER);
        assertThat(statusOf(List.of(0L, 3L))).isEqualTo(ProofStatus.INDEX_OUTSIDE_TREE);
        assertThat(statusOf(List.of(-1L, 1L))).isEqualTo(ProofStatus.INDEX_OUTSIDE_TREE);
        assertThat(statusOf(List.of(Long.MAX_VALUE))).isEqualTo(ProofStatus.INDEX_OUTSIDE_TREE);
        var proof = MultiInclusionProof.prove(List.of(0L, 1L), 3, trees::node);
        assertThat(proof.check(trees.leaves().subList(0, 1), trees.head(3))).isEqualTo(ProofStatus.WRONG_LEAF_COUNT);
        assertThat(proof.check(trees.leaves().subList(0, 3), trees.head(3))).isEqualTo(ProofStatus.WRONG_LEAF_COUNT);
        assertThatThrownBy(() -> MultiInclusionProof.prove(List.of(), 3, trees::node))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MultiInclusionProof.prove(List.of(3L), 3, trees::node))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ProofStatus statusOf(List<Long> indexes) {
        assertThat(MultiInclusionProof.hashCount(indexes, 3)).isEqualTo(-1);
        List<Hash> leaves = indexes.stream().map(index -> trees.leaves().get(0)).toList();
        return new MultiInclusionProof(indexes, List.of()).check(leaves, trees.head(3));
    }

    @Test
    void theLargestTreeAndTheMostLeavesDoNotOverflow() {
        NodeSource<RuntimeException> anyNode = (level, index) -> TreeHasher.sha256(new byte[] {(byte) level});
        long size = Long.MAX_VALUE;
        long step = size / Limits.MULTI_PROOF_LEAVES_MAX;
        List<Long> indexes = LongStream.range(0, Limits.MULTI_PROOF_LEAVES_MAX)
                .map(i -> i * step)
                .boxed()
                .toList();
        var proof = MultiInclusionProof.prove(indexes, size, anyNode);
        assertThat(proof.hashes()).hasSizeBetween(50_000, 56_000);
        List<Hash> leaves = indexes.stream().map(index -> trees.leaves().get(0)).toList();
        assertThat(proof.check(leaves, new TreeHead(size, trees.leaves().get(0))))
                .isEqualTo(ProofStatus.ROOT_MISMATCH);
        assertThat(MultiInclusionProof.prove(List.of(0L, size - 1), size, anyNode)
                        .hashes())
                .hasSize(62 + 61);
        var tooMany = new ArrayList<>(indexes);
        tooMany.add(size - 1);
        assertThat(MultiInclusionProof.hashCount(tooMany, size)).isEqualTo(-1);
    }
}
