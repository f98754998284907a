package dev.plumbline.proofs.merkle;

/**
 * The root hash of a run of leaves together with where the run starts and ends, for those runs that are <em>subtrees</em>
 * (draft-ietf-plants-merkle-tree-certs section 4): their place in the log is such that the nodes over them are nodes of
 * every larger tree too, but for the right edge.
 *
 * <p>As with {@link TreeHead} the three travel as one value. Take them from something signed, never from the proof that
 * is to judge them.
 *
 * @param start index of the first leaf
 * @param end index behind the last leaf
 * @param root root of the tree of those leaves alone
 */
public record SubtreeHead(long start, long end, Hash root) {
    /** @throws IllegalArgumentException unless {@link #isSubtree} */
    public SubtreeHead {
        if (!isSubtree(start, end)) {
            throw new IllegalArgumentException("leaves " + start + " to " + end + " are no subtree");
        }
    }

    /**
     * Whether the leaves from {@code start} to {@code end}, exclusive, are a subtree: at least one leaf, and {@code start}
     * a multiple of the smallest power of two that is not below their number. Total; ask it of numbers from outside.
     */
    public static boolean isSubtree(long start, long end) {
        if (start < 0 || start >= end) {
            return false;
        }
        // The bits below that power of two, none of which may be set in the start. One leaf may start anywhere.
        long last = end - start - 1;
        return last == 0 || (start & -1L >>> Long.numberOfLeadingZeros(last)) == 0;
    }

    /**
     * The whole tree, as the subtree that it is.
     *
     * @throws IllegalArgumentException if the tree has no leaf
     */
    public static SubtreeHead of(TreeHead tree) {
        return new SubtreeHead(0, tree.size(), tree.root());
    }
}
