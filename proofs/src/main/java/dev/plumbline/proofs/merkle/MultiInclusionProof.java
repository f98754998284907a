package dev.plumbline.proofs.merkle;

import dev.plumbline.proofs.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that lead from many leaves to the root of one tree: those of the largest subtrees that hold none of the
 * leaves, from the left to the right. No hash is in it that the leaves themselves give, so none can be left out.
 *
 * <p>For one leaf they are the hashes of its {@link InclusionProof}, in another order. Like that it has no tree size of its
 * own, so it cannot choose the size it is judged by.
 *
 * @param leafIndexes positions of the leaves in the log, from 0; hostile, may be anything
 * @param hashes roots of what lies between the leaves
 */
public record MultiInclusionProof(List<Long> leafIndexes, List<Hash> hashes) {
    /** Copies both lists. */
    public MultiInclusionProof {
        leafIndexes = List.copyOf(leafIndexes);
        hashes = List.copyOf(hashes);
    }

    /**
     * Proves that the leaves are in the tree of the first {@code size}. Costs one read for each hash, and on the right edge at
     * most 62 more.
     *
     * @throws IllegalArgumentException unless the indexes are 1 to {@link Limits#MULTI_PROOF_LEAVES_MAX}, ascending, each
     *     once, and in the tree
     */
    public static <X extends Exception> MultiInclusionProof prove(
            List<Long> leafIndexes, long size, NodeSource<X> nodes) throws X {
        ProofStatus defect = defect(leafIndexes, size);
        if (defect != null) {
            throw new IllegalArgumentException(
                    "no proof of " + leafIndexes.size() + " leaves in a tree of " + size + ": " + defect);
        }
        var hashes = new ArrayList<Hash>();
        for (Range gap : gaps(leafIndexes, size)) {
            int level = levelOver(gap.end() - gap.start());
            hashes.add(Ranges.subtree(level, gap.start() >>> level, size, nodes));
        }
        return new MultiInclusionProof(leafIndexes, hashes);
    }

    /** How many hashes a proof for these indexes has in a tree of that size; -1 if there is no such proof. Total. */
    public static int hashCount(List<Long> leafIndexes, long size) {
        return defect(leafIndexes, size) == null ? gaps(leafIndexes, size).size() : -1;
    }

    /**
     * Checks that the tree under {@code head} holds these leaves at {@link #leafIndexes}.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 63 hashes for each leaf.
     *
     * @param leafHashes of the leaves, in the order of the indexes
     */
    public ProofStatus check(List<Hash> leafHashes, TreeHead head) {
        if (leafHashes.size() != leafIndexes.size()) {
            return ProofStatus.WRONG_LEAF_COUNT;
        }
        ProofStatus defect = defect(leafIndexes, head.size());
        if (defect != null) {
            return defect;
        }
        if (hashes.size() != gaps(leafIndexes, head.size()).size()) {
            return ProofStatus.WRONG_PATH_LENGTH;
        }
        Hash root = new Climb(leafHashes.iterator(), hashes.iterator())
                .root(new Range(0, head.size(), 0, leafIndexes.size()));
        return root.equals(head.root()) ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
    }

    /** Why nothing can be proven of these indexes in a tree of that size, or null. */
    private static @Nullable ProofStatus defect(List<Long> leafIndexes, long size) {
        if (leafIndexes.isEmpty() || leafIndexes.size() > Limits.MULTI_PROOF_LEAVES_MAX) {
            return ProofStatus.WRONG_LEAF_COUNT;
        }
        long previous = -1;
        for (long index : leafIndexes) {
            if (index < 0 || index >= size) {
                return ProofStatus.INDEX_OUTSIDE_TREE;
            }
            if (index <= previous) {
                return ProofStatus.INDEXES_OUT_OF_ORDER;
            }
            previous = index;
        }
        return null;
    }

    /** The largest subtrees without a leaf that is to be proven, from the left to the right. */
    private static List<Range> gaps(List<Long> leafIndexes, long size) {
        var gaps = new ArrayList<Range>();
        // The subtrees that are still to be looked at, the leftmost on top: at most one for each level.
        var waiting = new ArrayDeque<Range>();
        waiting.push(new Range(0, size, 0, leafIndexes.size()));
        while (!waiting.isEmpty()) {
            Range range = waiting.pop();
            if (range.isGap()) {
                gaps.add(range);
            } else if (!range.isLeaf()) {
                Range left = range.left(leafIndexes);
                waiting.push(range.rightOf(left));
                waiting.push(left);
            }
        }
        return gaps;
    }

    /** The lowest level with a node over so many leaves. */
    private static int levelOver(long leafCount) {
        return Long.SIZE - Long.numberOfLeadingZeros(leafCount - 1);
    }

    /**
     * A node of the tree by the leaves below it, and by those of them that are to be proven.
     *
     * @param start index of the first leaf
     * @param end index behind the last leaf
     * @param from place of the first index of the proof that is not before the start
     * @param to place of the first index of the proof that is not before the end
     */
    private record Range(long start, long end, int from, int to) {
        boolean isGap() {
            return from == to;
        }

        boolean isLeaf() {
            return end - start == 1;
        }

        /** The left child, which RFC 6962 makes as large a power of two as fits. */
        Range left(List<Long> leafIndexes) {
            long middle = start + Long.highestOneBit(end - start - 1);
            int split = from;
            while (split < to && leafIndexes.get(split) < middle) {
                split++;
            }
            return new Range(start, middle, from, split);
        }

        Range rightOf(Range left) {
            return new Range(left.end(), end, left.to(), to);
        }
    }

    /** Takes leaves and hashes from the left to the right, each where the tree needs it. There are as many as it needs. */
    private final class Climb {
        private final Iterator<Hash> leaves;
        private final Iterator<Hash> between;

        Climb(Iterator<Hash> leaves, Iterator<Hash> between) {
            this.leaves = leaves;
            this.between = between;
        }

        /** As deep as the tree is high: at most 64 calls. */
        Hash root(Range range) {
            if (range.isGap()) {
                return between.next();
            }
            if (range.isLeaf()) {
                return leaves.next();
            }
            Range left = range.left(leafIndexes);
            Hash leftRoot = root(left);
            return TreeHasher.node(leftRoot, root(range.rightOf(left)));
        }
    }
}
