package dev.plumbline.proofs.merkle;

/** Roots of leaf ranges that end at the right edge of a tree, put together from complete subtrees. */
final class Ranges {
    private Ranges() {}

    /** The root of the subtree at ({@code level}, {@code index}), cut off at {@code size} if it reaches beyond. */
    static <X extends Exception> Hash subtree(int level, long index, long size, NodeSource<X> nodes) throws X {
        long start = index << level;
        boolean isComplete = size - start >= 1L << level;
        return isComplete ? nodes.node(level, index) : root(start, size, nodes);
    }

    /**
     * The root over leaves {@code start} to {@code end}, exclusive, in at most 63 reads.
     *
     * @param start a multiple of the smallest power of two that is at least {@code end - start}
     * @param end above {@code start}
     */
    private static <X extends Exception> Hash root(long start, long end, NodeSource<X> nodes) throws X {
        // From the right: the lowest set bit of the length is the smallest complete subtree, at the very end.
        long length = end - start;
        int level = Long.numberOfTrailingZeros(length);
        long right = end - (1L << level);
        Hash root = nodes.node(level, right >>> level);
        for (long rest = length & (length - 1); rest != 0; rest &= rest - 1) {
            level = Long.numberOfTrailingZeros(rest);
            right -= 1L << level;
            root = TreeHasher.node(nodes.node(level, right >>> level), root);
        }
        return root;
    }
}
