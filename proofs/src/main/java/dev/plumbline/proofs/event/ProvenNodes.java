package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Hash;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one batch's tree that are known to lie under the root that was signed, so that the next event of the batch is
 * hashed only up to the first of them: two hashes an event on average and not thirteen.
 *
 * <p>Every hash of every path is still compared: a path is accepted exactly if hashing it all the way would give the root.
 */
final class ProvenNodes {
    private final AtomicReferenceArray<@Nullable Hash> nodes;
    private final int rowLength;
    private final Hash root;

    /** A tree of {@code size} leaves of which nothing but the root is known. */
    ProvenNodes(int size, Hash root) {
        this.root = root;
        this.rowLength = size;
        int rows = Integer.SIZE - Integer.numberOfLeadingZeros(size) + 1;
        // The rows shrink by half; one array with room for all of them.
        this.nodes = new AtomicReferenceArray<>(2 * size + rows);
    }

    /** Whether the path from this leaf is known to lead to the root. False says only that it takes the whole way. */
    boolean hold(BatchPath batch, Hash leaf) {
        Hash node = leaf;
        int used = 0;
        for (int level = 0; ; level++) {
            Hash known = at(level, batch.index() >>> level);
            if (known != null) {
                return known.equals(node) && holdSiblings(batch, level, used);
            }
            if (used == batch.path().size()) {
                return false;
            }
            if (batch.hasSibling(level)) {
                node = batch.parent(level, node, batch.path().get(used++));
            }
        }
    }

    /** Whether the hashes of the path from a level on are the nodes that stand there. */
    private boolean holdSiblings(BatchPath batch, int fromLevel, int used) {
        int next = used;
        for (int level = fromLevel; next < batch.path().size(); level++) {
            if (batch.hasSibling(level)) {
                Hash known = at(level, (batch.index() >>> level) ^ 1);
                if (known == null || !known.equals(batch.path().get(next++))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Takes note of all nodes on and beside a path that was hashed to {@code provenRoot}. Whoever makes an ECDSA key can make
     * one signature hold for two roots; nodes of another root are never mixed in.
     */
    void add(BatchPath batch, Hash leaf, Hash provenRoot) {
        if (!provenRoot.equals(root)) {
            return;
        }
        Hash node = leaf;
        int used = 0;
        for (int level = 0; ; level++) {
            set(level, batch.index() >>> level, node);
            if (used == batch.path().size()) {
                return;
            }
            if (batch.hasSibling(level)) {
                Hash sibling = batch.path().get(used++);
                set(level, (batch.index() >>> level) ^ 1, sibling);
                node = batch.parent(level, node, sibling);
            }
        }
    }

    private @Nullable Hash at(int level, int index) {
        return nodes.get(place(level, index));
    }

    private void set(int level, int index, Hash hash) {
        nodes.set(place(level, index), hash);
    }

    /** Rows follow one another, each half as long as the one below, rounded up. */
    private int place(int level, int index) {
        int start = 0;
        int length = rowLength;
        for (int row = 0; row < level; row++) {
            start += length;
            length = (length + 1) / 2;
        }
        return start + index;
    }
}
