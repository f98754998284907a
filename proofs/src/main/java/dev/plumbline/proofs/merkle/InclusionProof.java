package dev.plumbline.proofs.merkle;

import java.util.ArrayList;
import java.util.List;

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
     * Checks that the tree under {@code head} holds {@code leafHash} at {@link #leafIndex}.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 63 hashes.
     */
    public ProofStatus check(Hash leafHash, TreeHead head) {
        if (leafIndex < 0 || leafIndex >= head.size()) {
            return ProofStatus.INDEX_OUTSIDE_TREE;
        }
        int forkLevel = forkLevel(leafIndex, head.size());
        if (path.size() != forkLevel + Long.bitCount(leafIndex >>> forkLevel)) {
            return ProofStatus.WRONG_PATH_LENGTH;
        }
        // Both children and the node above them, which is where the next level finds its own.
        byte[] pair = new byte[2 * Hash.LENGTH];
        int place = isRightChild(0, forkLevel) ? Hash.LENGTH : 0;
        leafHash.copyTo(pair, place);
        for (int level = 0; level < path.size(); level++) {
            path.get(level).copyTo(pair, Hash.LENGTH - place);
            place = isRightChild(level + 1, forkLevel) ? Hash.LENGTH : 0;
            TreeHasher.node(pair, 0, pair, place);
        }
        return Hash.copyOf(pair, place).equals(head.root()) ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
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
