package dev.plumbline.proofs.merkle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that lead from one leaf to the root of a tree: RFC 6962 section 2.1.1, in the order of RFC 9162 section
 * 2.1.3, the sibling of the leaf first.
 *
 * <p>It has an index but no tree size of its own, so it cannot choose the size it is judged by.
 *
 * @param leafIndex position of the leaf in the log, from 0; hostile, may be anything
 * @param path sibling hashes, at most 63 in a proof that can hold
 */
public record InclusionProof(long leafIndex, List<Hash> path) {
    /** Where the children stand in the bytes of a node. */
    private static final int LEFT = 1;

    private static final int RIGHT = LEFT + Hash.LENGTH;

    /** Copies the path. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that leaf {@code leafIndex} is in the tree of the first {@code size} leaves. Costs at most 63 reads and, on
     * the right edge, as many hashes.
     *
     * @throws IllegalArgumentException if the index is not in the tree
     */
    public static <X extends Exception> InclusionProof prove(long leafIndex, long size, NodeSource<X> nodes) throws X {
        if (leafIndex < 0 || leafIndex >= size) {
            throw new IllegalArgumentException("leaf " + leafIndex + " is not in a tree of " + size);
        }
        int forkLevel = forkLevel(leafIndex, size);
        var path = new ArrayList<Hash>(forkLevel + Long.bitCount(leafIndex >>> forkLevel));
        for (int level = 0; level < forkLevel; level++) {
            path.add(Ranges.subtree(level, (leafIndex >>> level) ^ 1, size, nodes));
        }
        for (long edge = leafIndex >>> forkLevel; edge != 0; edge &= edge - 1) {
            int bit = Long.numberOfTrailingZeros(edge);
            path.add(nodes.node(forkLevel + bit, (edge >>> bit) - 1));
        }
        return new InclusionProof(leafIndex, path);
    }

    /**
     * Proves that leaf {@code leafIndex} is among the leaves from {@code start} to {@code end}, exclusive: the way up from it
     * ends at the root of those. The index stays the one in the log.
     *
     * @throws IllegalArgumentException unless {@link SubtreeHead#isSubtree} and the index lies in it
     */
    public static <X extends Exception> InclusionProof proveInSubtree(
            long leafIndex, long start, long end, NodeSource<X> nodes) throws X {
        if (!SubtreeHead.isSubtree(start, end) || leafIndex < start || leafIndex >= end) {
            throw new IllegalArgumentException("leaf " + leafIndex + " is not in a subtree " + start + " to " + end);
        }
        // The start is a multiple of the width of every node that is read, so its nodes are found by shifting.
        InclusionProof within =
                prove(leafIndex - start, end - start, (level, index) -> nodes.node(level, index + (start >>> level)));
        return new InclusionProof(leafIndex, within.path());
    }

    /**
     * Checks that the tree under {@code head} holds {@code leafHash} at {@link #leafIndex}.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 63 hashes.
     */
    public ProofStatus check(Hash leafHash, TreeHead head) {
        Hash root = root(leafHash, head.size());
        if (root == null) {
            return isIn(head.size()) ? ProofStatus.WRONG_PATH_LENGTH : ProofStatus.INDEX_OUTSIDE_TREE;
        }
        return root.equals(head.root()) ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
    }

    /**
     * The root to which the path leads from the leaf in a tree of that size; null if the index is not in it or the path does
     * not have exactly as many hashes as it must. For signatures of a root that is not sent along; where there is one to
     * compare with, use {@link #check}.
     *
     * <p>Total. Costs at most 63 hashes.
     */
    public @Nullable Hash root(Hash leafHash, long size) {
        if (!isIn(size)) {
            return null;
        }
        int forkLevel = forkLevel(leafIndex, size);
        if (path.size() != forkLevel + Long.bitCount(leafIndex >>> forkLevel)) {
            return null;
        }
        // Both children and the node above them, which is where the next level finds its own.
        byte[] node = TreeHasher.emptyNode();
        int place = isRightChild(0, forkLevel) ? RIGHT : LEFT;
        leafHash.copyTo(node, place);
        for (int level = 0; level < path.size(); level++) {
            path.get(level).copyTo(node, LEFT + RIGHT - place);
            place = isRightChild(level + 1, forkLevel) ? RIGHT : LEFT;
            TreeHasher.node(node, place);
        }
        return Hash.copyOf(node, place);
    }

    /**
     * Checks that the leaves under {@code subtree} have {@code leafHash} at {@link #leafIndex}, an index in the log.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 63 hashes.
     */
    public ProofStatus check(Hash leafHash, SubtreeHead subtree) {
        if (leafIndex < subtree.start()) {
            return ProofStatus.INDEX_OUTSIDE_TREE;
        }
        var asTree = new TreeHead(subtree.end() - subtree.start(), subtree.root());
        return new InclusionProof(leafIndex - subtree.start(), path).check(leafHash, asTree);
    }

    /** Whether a tree of that size has the leaf. Total. */
    public boolean isIn(long size) {
        return leafIndex >= 0 && leafIndex < size;
    }

    /** Whether the node on the way from the leaf that this hash of the path is for stands to the right of it. */
    private boolean isRightChild(int level, int forkLevel) {
        return level >= forkLevel || (leafIndex >>> level & 1) == 1;
    }

    /** Below this level the path of the leaf has siblings on either side; from it on up it climbs the right edge. */
    private static int forkLevel(long leafIndex, long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(leafIndex ^ (size - 1));
    }
}
