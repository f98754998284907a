package dev.plumbline.proofs.merkle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a growing tree: the roots of the complete subtrees that the leaves so far fall into, at most one per
 * level. It is all that is needed to append leaves and to know the root after each of them.
 *
 * <p>Mutable and owned by one thread; {@link #copy} gives another thread, or a trial, its own.
 */
public final class Frontier {
    private static final int LEVELS = Long.SIZE - 1;

    private final @Nullable Hash[] edge;
    private long size;

    /** The frontier of the tree without leaves. */
    public Frontier() {
        this.edge = new Hash[LEVELS];
    }

    private Frontier(Frontier original) {
        this.edge = Arrays.copyOf(original.edge, LEVELS);
        this.size = original.size;
    }

    /** The frontier of the first {@code size} leaves of a tree, in as many reads as {@code size} has bits set. */
    public static <X extends Exception> Frontier of(long size, NodeSource<X> nodes) throws X {
        var frontier = new Frontier();
        for (long rest = size; rest != 0; rest &= rest - 1) {
            int level = Long.numberOfTrailingZeros(rest);
            frontier.edge[level] = nodes.node(level, (size >>> level) - 1);
        }
        frontier.size = size;
        return frontier;
    }

    /** Another frontier of the same tree, independent of this one. */
    public Frontier copy() {
        return new Frontier(this);
    }

    /** Number of leaves so far. */
    public long size() {
        return size;
    }

    /**
     * Appends one leaf and tells {@code completed} of each subtree that it completes, the leaf itself first. Costs two
     * hashes at most on average, 62 at worst.
     */
    public void append(Hash leafHash, NodeSink completed) {
        Hash node = leafHash;
        int level = 0;
        completed.node(0, size, node);
        for (long left = size; (left & 1) == 1; left >>>= 1) {
            node = TreeHasher.node(sibling(level), node);
            edge[level] = null;
            level++;
            completed.node(level, size >>> level, node);
        }
        edge[level] = node;
        size++;
    }

    /** The head of the tree so far. Costs as many hashes as the size has bits set. */
    public TreeHead head() {
        if (size == 0) {
            return TreeHead.EMPTY;
        }
        long rest = size & (size - 1);
        Hash root = sibling(Long.numberOfTrailingZeros(size));
        for (; rest != 0; rest &= rest - 1) {
            root = TreeHasher.node(sibling(Long.numberOfTrailingZeros(rest)), root);
        }
        return new TreeHead(size, root);
    }

    private Hash sibling(int level) {
        Hash hash = edge[level];
        if (hash == null) {
            throw new AssertionError("no subtree on level " + level + " of a tree of " + size);
        }
        return hash;
    }

    /** Is told of each subtree that an appended leaf completes. */
    @FunctionalInterface
    public interface NodeSink {
        /**
         * One subtree is complete.
         *
         * @param level height of the subtree, 0 for a leaf
         * @param index number of the subtree on its level
         * @param hash its root
         */
        void node(int level, long index, Hash hash);
    }
}
