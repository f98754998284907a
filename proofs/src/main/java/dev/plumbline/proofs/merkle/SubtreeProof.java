package dev.plumbline.proofs.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The hashes that show a subtree to be part of a tree: the consistency proof of RFC 9162, generalised to a run of leaves
 * that need not start at the first (draft-ietf-plants-merkle-tree-certs section 4.4). For a run that does start there it
 * is the {@link ConsistencyProof}, hash for hash.
 *
 * <p>How it works: the way up starts at the largest complete subtree that ends where the run ends, or at the run itself if
 * that ends where the tree ends. Left siblings on the way belong to the run as long as they start inside it, and then lead
 * to its root too; all siblings together lead to the root of the tree.
 *
 * @param path hashes, at most 64 in a proof that can hold; none when the run is the whole tree
 */
public record SubtreeProof(List<Hash> path) {
    /** Copies the path. */
    public SubtreeProof {
        path = List.copyOf(path);
    }

    /**
     * Proves that the leaves from {@code start} to {@code end}, exclusive, are those of the tree of the first
     * {@code size}. Costs at most 64 reads and, on the right edge, as many hashes.
     *
     * @throws IllegalArgumentException unless {@link SubtreeHead#isSubtree} and {@code end <= size}
     */
    public static <X extends Exception> SubtreeProof prove(long start, long end, long size, NodeSource<X> nodes)
            throws X {
        if (!SubtreeHead.isSubtree(start, end) || end > size) {
            throw new IllegalArgumentException("no proof of leaves " + start + " to " + end + " in a tree of " + size);
        }
        int level = seedLevel(start, end, size);
        long node = (end - 1) >>> level;
        var path = new ArrayList<Hash>();
        if (node != start >>> level) {
            path.add(nodes.node(level, node));
        }
        for (long edge = (size - 1) >>> level; edge != 0; edge >>>= 1) {
            if ((node & 1) == 1) {
                path.add(nodes.node(level, node - 1));
            } else if (node < edge) {
                path.add(Ranges.subtree(level, node + 1, size, nodes));
            }
            node >>>= 1;
            level++;
        }
        return new SubtreeProof(path);
    }

    /**
     * Checks that the leaves under {@code subtree} are those of the tree under {@code tree}, at the same indexes.
     *
     * <p>Total: any input yields a status, none throws. Costs at most 126 hashes.
     */
    public ProofStatus check(SubtreeHead subtree, TreeHead tree) {
        if (subtree.end() > tree.size()) {
            return ProofStatus.SIZES_OUT_OF_ORDER;
        }
        if (path.size() != expectedLength(subtree.start(), subtree.end(), tree.size())) {
            return ProofStatus.WRONG_PATH_LENGTH;
        }
        return climb(subtree, tree);
    }

    /** The two walks at once, for a subtree within the tree and a path of the right length. */
    private ProofStatus climb(SubtreeHead subtree, TreeHead tree) {
        int level = seedLevel(subtree.start(), subtree.end(), tree.size());
        // The subtree's first node, the walk's node and the tree's last node, on the level of the walk.
        long first = subtree.start() >>> level;
        long node = (subtree.end() - 1) >>> level;
        long edge = (tree.size() - 1) >>> level;
        boolean startsAtRoot = first == node;
        Hash subtreeRoot = startsAtRoot ? subtree.root() : path.get(0);
        Hash treeRoot = subtreeRoot;
        for (Hash sibling : path.subList(startsAtRoot ? 0 : 1, path.size())) {
            // On the right edge a left child has no sibling: it moves up until it is a right child.
            int skipped = node == edge ? Long.numberOfTrailingZeros(node) : 0;
            first >>>= skipped;
            node >>>= skipped;
            edge >>>= skipped;
            if ((node & 1) == 1) {
                treeRoot = TreeHasher.node(sibling, treeRoot);
                if (first < node) {
                    subtreeRoot = TreeHasher.node(sibling, subtreeRoot);
                }
            } else {
                treeRoot = TreeHasher.node(treeRoot, sibling);
            }
            first >>>= 1;
            node >>>= 1;
            edge >>>= 1;
        }
        boolean holds = subtreeRoot.equals(subtree.root()) && treeRoot.equals(tree.root());
        return holds ? ProofStatus.VALID : ProofStatus.ROOT_MISMATCH;
    }

    /** The level on which the walk starts: that of the subtree's root, or below it if the subtree lacks leaves there. */
    private static int seedLevel(long start, long end, long size) {
        int rootLevel = Long.SIZE - Long.numberOfLeadingZeros(start ^ (end - 1));
        return end == size ? rootLevel : Math.min(rootLevel, Long.numberOfTrailingZeros(end));
    }

    /** How many hashes the one proof of a subtree of a tree has. */
    private static int expectedLength(long start, long end, long size) {
        int level = seedLevel(start, end, size);
        long node = (end - 1) >>> level;
        int forkLevel = Long.SIZE - Long.numberOfLeadingZeros(node ^ (size - 1) >>> level);
        int wayLength = forkLevel + Long.bitCount(node >>> forkLevel);
        return node == start >>> level ? wayLength : wayLength + 1;
    }
}
