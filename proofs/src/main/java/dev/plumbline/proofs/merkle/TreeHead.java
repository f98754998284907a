package dev.plumbline.proofs.merkle;

/**
 * The root hash of a tree together with the number of leaves it commits to.
 *
 * <p>The two travel as one value because a root hash does not fix its size: leaf 0 has the same path in trees of three
 * and of four leaves. Take a head from a signed checkpoint or from an anchor, never from the proof that it is to judge.
 *
 * @param size number of leaves, at least 0
 * @param root root hash of those leaves; {@link TreeHasher#emptyRoot} if there are none
 */
public record TreeHead(long size, Hash root) {
    /** The head of the tree without leaves. */
    public static final TreeHead EMPTY = new TreeHead(0, TreeHasher.emptyRoot());

    /** @throws IllegalArgumentException if {@code size} is negative */
    public TreeHead {
        if (size < 0) {
            throw new IllegalArgumentException("tree size is " + size + ", want 0 or more");
        }
    }
}
