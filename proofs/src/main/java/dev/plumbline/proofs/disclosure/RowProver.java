package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the proof of one row in a second pass over the dataset: of all the hashes of the tree it keeps the few that the path
 * needs. Takes a few kilobytes for any number of rows. Owned by one thread.
 */
public final class RowProver {
    private final RowSecret secret;
    private final long row;
    private final long count;
    private final RowTree tree;
    private final Set<Place> wanted = new HashSet<>();
    private final Map<Place, Hash> nodes = new HashMap<>();
    private byte @Nullable [] disclosed;

    /** Where a node stands: its level, and its number on it. */
    private record Place(int level, long index) {}

    /**
     * Prepares the proof of a row, counted from 0.
     *
     * @param count how many rows there will be
     * @throws IllegalArgumentException if there is no such row among them
     */
    public RowProver(RowSecret secret, long row, long count) {
        this.secret = secret;
        this.row = row;
        this.count = count;
        this.tree = new RowTree(secret, this::keep);
        // A dry run over a tree without hashes, to learn which nodes the path reads.
        InclusionProof.prove(row, count, (level, index) -> {
            wanted.add(new Place(level, index));
            return TreeHasher.emptyRoot();
        });
    }

    private void keep(int level, long index, Hash hash) {
        var place = new Place(level, index);
        if (wanted.contains(place)) {
            nodes.put(place, hash);
        }
    }

    /**
     * Passes the next row by.
     *
     * @throws IllegalArgumentException as {@link RowTree#append}
     */
    public void append(byte[] next) {
        if (tree.count() == row) {
            disclosed = next.clone();
        }
        tree.append(next);
    }

    /**
     * Count and root of what has passed by: to be compared with what is logged, before the proof is given to anybody.
     *
     * @throws IllegalStateException if there is no row
     */
    public DatanetUpload.Rows rows() {
        return tree.rows();
    }

    /**
     * The proof of the row.
     *
     * @throws IllegalStateException unless exactly as many rows as announced have passed by
     */
    public RowProof proof() {
        byte[] value = disclosed;
        if (value == null || tree.count() != count) {
            throw new IllegalStateException("proof of row " + row + " after " + tree.count() + " rows of " + count);
        }
        return new RowProof(InclusionProof.prove(row, count, this::node), secret.salt(row), value);
    }

    private Hash node(int level, long index) {
        Hash hash = nodes.get(new Place(level, index));
        if (hash == null) {
            throw new AssertionError("node " + index + " on level " + level + " has not passed by");
        }
        return hash;
    }
}
