package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import java.util.List;

/**
 * One row of a dataset, its salt, and the hashes that lead from it to the root: what shows the row without the rest.
 *
 * <p>It has no count of its own, so it cannot choose the size that it is judged by. Immutable; never printed.
 */
public final class RowProof implements Opening {
    private final InclusionProof path;
    private final Salt salt;
    private final byte[] row;

    /**
     * Copies the row.
     *
     * @param path the row's number, counted from 0, and the hashes
     */
    public RowProof(InclusionProof path, Salt salt, byte[] row) {
        this.path = path;
        this.salt = salt;
        this.row = row.clone();
    }

    /** The number of the row, from 0. Hostile, may be anything. */
    public long index() {
        return path.leafIndex();
    }

    /** The sibling hashes, the row's own first. */
    public List<Hash> path() {
        return path.path();
    }

    @Override
    public Salt salt() {
        return salt;
    }

    @Override
    public byte[] value() {
        return row.clone();
    }

    @Override
    public DisclosureStatus check(Body body) {
        DatanetUpload.Rows rows = body instanceof DatanetUpload upload ? upload.rows() : null;
        return rows == null ? DisclosureStatus.NOTHING_COMMITTED : check(rows);
    }

    /** Whether the dataset with this count and root has the row at its number. Total. At most 64 hashes. */
    public DisclosureStatus check(DatanetUpload.Rows rows) {
        if (!path.isIn(rows.count())) {
            return DisclosureStatus.ROW_OUTSIDE_DATASET;
        }
        Hash root = path.root(RowTree.leaf(salt, row), rows.count());
        if (root == null) {
            return DisclosureStatus.WRONG_PATH_LENGTH;
        }
        return root.equals(rows.root()) ? DisclosureStatus.VALID : DisclosureStatus.ROW_ROOT_MISMATCH;
    }

    @Override
    public String toString() {
        return "row " + index() + ", " + row.length + " bytes";
    }
}
