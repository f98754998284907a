package dev.plumbline.proofs.merkle;

/**
 * Where a prover finds the hashes of complete subtrees.
 *
 * @param <X> what reading may throw; a source in memory throws nothing and says {@code RuntimeException}
 */
@FunctionalInterface
public interface NodeSource<X extends Exception> {
    /**
     * The root of the complete subtree over leaves {@code index << level} up to {@code (index + 1) << level}, exclusive.
     *
     * @param level height of the subtree, 0 for a leaf, at most 62
     * @param index number of the subtree on its level, from the left, from 0
     */
    Hash node(int level, long index) throws X;
}
