package dev.plumbline.ledger.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.RowFormat;
import dev.plumbline.proofs.disclosure.RowSecret;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.merkle.Hash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Salts, values and row secrets of one holder, found by the commitment that stands in the event.
 *
 * <p>A commitment is made before its event is, so that is its name here; {@link #bind} tells to which event it went. What was
 * put is on the disk when {@link #close} has returned, and not before: do not log a commitment earlier. One thread, and one
 * process at a time.
 */
public final class Vault implements Closeable {
    private final Path folder;
    private final VaultDatabase database;

    private Vault(Path folder, VaultDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /** Whether a folder holds a vault. */
    public static boolean exists(Path folder) {
        return VaultDatabase.exists(folder);
    }

    /**
     * Opens the vault in the folder, or begins an empty one.
     *
     * @throws IOException if it cannot be read or written, is in use, or is not opened by this key
     */
    public static Vault open(Path folder, VaultKey key) throws IOException {
        try {
            return new Vault(folder, new VaultDatabase(folder, key));
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    /** Keeps a value and its salt. */
    public void put(FieldOpening opening) throws IOException {
        put(opening.field().path(), opening.commitment(), opening.salt().bytes(), opening.value());
    }

    /** Keeps the secret of a dataset's rows. */
    public void put(KeptRows kept) throws IOException {
        String about = kept.format() + "\n" + kept.rows().count() + "\n" + kept.source();
        put(Kept.ROWS, kept.rows().root(), kept.secret().bytes(), about.getBytes(UTF_8));
    }

    private void put(String field, Hash commitment, byte[] salt, byte[] content) throws IOException {
        update("INSERT INTO kept(salt, content, field, commitment) VALUES (?, ?, ?, ?)", insert -> {
            insert.setBytes(1, salt);
            insert.setBytes(2, content);
            insert.setString(3, field);
            insert.setBytes(4, commitment.bytes());
        });
    }

    /** Notes to which event its commitments went, as far as they are in the vault; says which those are. */
    public List<Kept> bind(Event event) throws IOException {
        for (CommittedField field : CommittedField.values()) {
            Hash commitment = field.commitmentIn(event.body());
            if (commitment != null) {
                bind(event, field.path(), commitment);
            }
        }
        if (event.body() instanceof DatanetUpload upload && upload.rows() != null) {
            bind(event, Kept.ROWS, upload.rows().root());
        }
        return list().stream().filter(kept -> event.id().equals(kept.event())).toList();
    }

    private void bind(Event event, String field, Hash commitment) throws IOException {
        update("UPDATE kept SET event = ?, namespace = ? WHERE field = ? AND commitment = ?", update -> {
            update.setBytes(1, event.id().hash().bytes());
            update.setString(2, event.namespace().encode());
            update.setString(3, field);
            update.setBytes(4, commitment.bytes());
        });
    }

    /** The value behind a commitment and its salt; null if the vault does not have them, or has erased them. */
    public @Nullable FieldOpening open(CommittedField field, Hash commitment) throws IOException {
        return find(
                field.path(), commitment, rows -> new FieldOpening(field, Salt.of(rows.getBytes(1)), rows.getBytes(2)));
    }

    /** The secret of the rows under a root; null as for {@link #open}. */
    public @Nullable KeptRows openRows(Hash root) throws IOException {
        return find(Kept.ROWS, root, rows -> {
            String[] about = new String(rows.getBytes(2), UTF_8).split("\n", 3);
            return new KeptRows(
                    new DatanetUpload.Rows(Long.parseLong(about[1]), root),
                    RowSecret.of(rows.getBytes(1)),
                    RowFormat.valueOf(about[0]),
                    about[2]);
        });
    }

    private <T> @Nullable T find(String field, Hash commitment, RowReader<T> reader) throws IOException {
        String sql = "SELECT salt, content FROM kept WHERE field = ? AND commitment = ? AND erased_at IS NULL";
        try (PreparedStatement select = database.connection().prepareStatement(sql)) {
            select.setString(1, field);
            select.setBytes(2, commitment.bytes());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? reader.read(rows) : null;
            }
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    /** Everything that is or was kept, by field and commitment; reads no value. */
    public List<Kept> list() throws IOException {
        String sql = "SELECT field, commitment, event, namespace, OCTET_LENGTH(content), erased_at FROM kept"
                + " ORDER BY field, commitment";
        var all = new ArrayList<Kept>();
        try (Statement statement = database.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                byte[] event = rows.getBytes(3);
                long erasedAt = rows.getLong(6);
                boolean isErased = !rows.wasNull();
                boolean hasValue = !isErased && !rows.getString(1).equals(Kept.ROWS);
                all.add(new Kept(
                        rows.getString(1),
                        Hash.of(rows.getBytes(2)),
                        event == null ? null : new EventId(Hash.of(event)),
                        rows.getString(4),
                        hasValue ? rows.getLong(5) : 0,
                        isErased ? erasedAt : null));
            }
        } catch (SQLException e) {
            throw failed(folder, e);
        }
        return all;
    }

    /**
     * Erases salts, values and secrets: when it returns, the vault's file does not hold them any more. That they were there,
     * and when they were erased, stays. Writes the whole file anew; name all that is to go in one call.
     *
     * @param atMillis now, in milliseconds since the epoch
     */
    public void erase(List<Kept> unwanted, long atMillis) throws IOException {
        for (Kept kept : unwanted) {
            update(
                    "UPDATE kept SET salt = NULL, content = NULL, erased_at = ?"
                            + " WHERE field = ? AND commitment = ? AND erased_at IS NULL",
                    update -> {
                        update.setLong(1, atMillis);
                        update.setString(2, kept.field());
                        update.setBytes(3, kept.commitment().bytes());
                    });
        }
        try {
            database.rewrite();
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    /** Fills in the parameters of a statement. */
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads salt and content of a row. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private void update(String sql, Parameters parameters) throws IOException {
        try (PreparedStatement update = database.connection().prepareStatement(sql)) {
            parameters.set(update);
            update.executeUpdate();
            database.connection().commit();
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }

    /** Without H2's own message, which may quote what a statement was given. */
    private static IOException failed(Path folder, SQLException e) {
        return new IOException("vault " + folder + " does not work: H2 error " + e.getErrorCode());
    }

    /**
     * Forces everything to the disk.
     *
     * @throws IOException if that failed; what was put may then be lost
     */
    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException e) {
            throw failed(folder, e);
        }
    }
}
