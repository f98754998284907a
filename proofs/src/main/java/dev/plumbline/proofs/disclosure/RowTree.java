package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;

/**
 * The Merkle tree over the rows of a dataset, built as they pass by: what {@code rows} of a {@code datanet.upload} holds.
 *
 * <p>The leaf of a row is SHA-256(0x00 || salt || row), a leaf of RFC 6962 whose data are the 32 bytes of the row's salt and
 * then the row. Takes a few hundred bytes for any number of rows and some four hashes each. Owned by one thread.
 */
public final class RowTree {
    private final Hmac salts;
    private final Frontier.NodeSink completed;
    private final Frontier frontier = new Frontier();

    /** A tree without rows yet, whose salts follow from the secret. */
    public RowTree(RowSecret secret) {
        this(secret, (level, index, hash) -> {});
    }

    RowTree(RowSecret secret, Frontier.NodeSink completed) {
        this.salts = secret.hmac();
        this.completed = completed;
    }

    /**
     * Appends the next row.
     *
     * @throws IllegalArgumentException if it is longer than a disclosure can carry, {@link Limits#DISCLOSED_BYTES_MAX}
     */
    public void append(byte[] row) {
        if (row.length > Limits.DISCLOSED_BYTES_MAX) {
            throw new IllegalArgumentException("row " + frontier.size() + " has " + row.length
                    + " bytes, want at most DISCLOSED_BYTES_MAX = " + Limits.DISCLOSED_BYTES_MAX);
        }
        frontier.append(leaf(RowSecret.salt(salts, frontier.size()), row), completed);
    }

    /** How many rows so far. */
    public long count() {
        return frontier.size();
    }

    /**
     * Count and root, as they are logged.
     *
     * @throws IllegalStateException if there is no row
     */
    public DatanetUpload.Rows rows() {
        if (frontier.size() == 0) {
            throw new IllegalStateException("a dataset without rows has no row tree");
        }
        TreeHead head = frontier.head();
        return new DatanetUpload.Rows(head.size(), head.root());
    }

    static Hash leaf(Salt salt, byte[] row) {
        byte[] data = new byte[Salt.LENGTH + row.length];
        System.arraycopy(salt.bytes(), 0, data, 0, Salt.LENGTH);
        System.arraycopy(row, 0, data, Salt.LENGTH, row.length);
        return TreeHasher.leaf(data);
    }
}
