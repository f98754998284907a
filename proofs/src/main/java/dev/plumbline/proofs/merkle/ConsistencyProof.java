package dev.plumbline.proofs.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The hashes that show one tree to be a prefix of another: RFC 6962 section 2.1.2, in the order of RFC 9162 section
 * 2.1.4.
 *
 * @param path hashes, at most 64 in a proof that can hold; none when the trees are of one size
 */
public record ConsistencyProof(List<Hash> path) {
    /** Copies the path. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that the tree of the first {@code oldSize} leaves is a prefix of the tree of the first {@code newSize}.
     *
     * @throws IllegalArgumentException unless {@code 0 < oldSize <= newSize}
     */
    public static <X extends Exception> ConsistencyProof prove(long oldSize, long newSize, NodeSource<X> nodes)
            throws X {
        if (oldSize <= 0 || oldSize > newSize) {
            throw new IllegalArgumentException("no proof from size " + oldSize + " to size " + newSize);
        }
        // The largest complete subtree that ends where the old tree ends: old and new share it and all to its left.
        int level = Long.numberOfTrailingZeros(oldSize);
        long last = (oldSize >>> level) - 1;
        var path = new ArrayList<Hash>();
        if (oldSize == newSize) {
            return new ConsistencyProof(path);
        }
        if (last != 0) {
            // Otherwise the shared subtree is the whole old tree, whose root the verifier has already.
            path.add(nodes.node(level, last));
        }
        // From there the proof is the way of that subtree up to the root of the new tree.
        long node = last;
        for (long lastNode = (newSize - 1) >>> level; lastNode != 0; lastNode >>>= 1) {
            if ((node & 1) == 1) {
                path.add(nodes.node(level, node - 1));
            } else if (node < lastNode) {
                path.add(Ranges.subtree(level, node + 1, newSize, nodes));
            }
            node >>>= 1;
            level++;
        }
        return new ConsistencyProof(path);
    }

    /**
     * Checks that the tree under {@code older} is a prefix of the tree under {@code newer}.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 128 hashes. An empty older tree is refused: it is a
     * prefix of everything, so a proof from it would show nothing.
     */
    public ProofStatus check(TreeHead older, TreeHead newer) {
        if (older.size() == 0 || older.size() > newer.size()) {
            return ProofStatus.SIZES_OUT_OF_ORDER;
        }
        if (older.size() == newer.size()) {
            if (!path.isEmpty()) {
                return ProofStatus.WRONG_PATH_LENGTH;
            }
            return older.root().equals(newer.root()) ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
        }
        if (path.size() != expectedLength(older.size(), newer.size())) {
            return ProofStatus.WRONG_PATH_LENGTH;
        }
        return climb(older, newer);
    }

    /** RFC 9162 section 2.1.4.2 for sizes in order and a path of the right length. */
    private ProofStatus climb(TreeHead older, TreeHead newer) {
        boolean startsAtOldRoot = Long.bitCount(older.size()) == 1;
        int level = Long.numberOfTrailingZeros(older.size());
        long node = (older.size() >>> level) - 1;
        long lastNode = (newer.size() - 1) >>> level;
        Hash oldRoot = startsAtOldRoot ? older.root() : path.get(0);
        Hash newRoot = oldRoot;
        for (Hash sibling : path.subList(startsAtOldRoot ? 0 : 1, path.size())) {
            if ((node & 1) == 1 || node == lastNode) {
                oldRoot = TreeHasher.node(sibling, oldRoot);
                newRoot = TreeHasher.node(sibling, newRoot);
                // On the right edge a left child has no sibling: it moves up until it is a right child.
                int climb = Math.min(Long.numberOfTrailingZeros(node), Long.SIZE - 1);
                node >>>= climb;
                lastNode >>>= climb;
            } else {
                newRoot = TreeHasher.node(newRoot, sibling);
            }
            node >>>= 1;
            lastNode >>>= 1;
        }
        boolean holds = oldRoot.equals(older.root()) && newRoot.equals(newer.root());
        return holds ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
    }

    /** How many hashes a proof between two different sizes has, the older at least 1. */
    private static int expectedLength(long oldSize, long newSize) {
        int level = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize >>> level) - 1;
        long lastNode = (newSize - 1) >>> level;
        int forkLevel = Long.SIZE - Long.numberOfLeadingZeros(node ^ lastNode);
        int pathLength = forkLevel + Long.bitCount(node >>> forkLevel);
        return node == 0 ? pathLength : pathLength + 1;
    }
}
