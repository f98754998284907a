package dev.plumbline.ledger.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** The H2 file of a vault, encrypted with AES in mode XTS: opened, closed for good, and written anew. One thread. */
final class VaultDatabase {
    private static final String NAME = "vault";
    private static final String NEXT = "vault-next";
    private static final String SUFFIX = ".mv.db";
    private static final String SETTINGS = ";CIPHER=AES;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int ZEROS_BYTES = 1 << 16;
    private static final List<String> COLUMNS =
            List.of("field", "commitment", "event", "namespace", "salt", "content", "erased_at");

    private final Path folder;
    private final VaultKey key;
    private Connection connection;

    /** Opens the vault of a folder, or begins it. */
    VaultDatabase(Path folder, VaultKey key) throws IOException, SQLException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.key = key;
        if (this.folder.toString().indexOf(';') >= 0) {
            throw new IOException("vault " + folder + ": H2 takes no path with a semicolon");
        }
        this.connection = connect(NAME);
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME + SUFFIX));
    }

    Connection connection() {
        return connection;
    }

    private Connection connect(String name) throws IOException, SQLException {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve(name) + SETTINGS);
        source.setUser("plumbline");
        source.setPassword(key.password());
        try {
            Connection opened = source.getConnection();
            closeToOthers(folder.resolve(name + SUFFIX));
            opened.setAutoCommit(false);
            create(opened);
            return opened;
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                throw new IOException("vault " + folder + " is in use by another process", e);
            }
            if (e.getErrorCode() == ErrorCode.FILE_ENCRYPTION_ERROR_1
                    || e.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD) {
                throw new IOException("vault " + folder + " is not opened by this key", e);
            }
            throw e;
        }
    }

    /** It is encrypted, and still nobody else's to copy. */
    private static void closeToOthers(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    /** One row for each thing that is kept, and what is left of it when it is erased: salt and content are null then. */
    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS kept(field VARCHAR(16) NOT NULL, commitment BINARY(32) NOT NULL,"
                            + " event BINARY(32), namespace VARCHAR(128), salt BINARY(32), content VARBINARY(1048576),"
                            + " erased_at BIGINT, PRIMARY KEY(field, commitment))");
        }
        connection.commit();
    }

    /** Closes the file and forces it to the disk: H2 alone does not. */
    void close() throws IOException, SQLException {
        connection.close();
        force(folder.resolve(NAME + SUFFIX));
        force(folder);
    }

    /**
     * Copies what is there into a new file, puts that in the place of the old one, and writes zeros over the old one.
     */
    void rewrite() throws IOException, SQLException {
        Path file = folder.resolve(NAME + SUFFIX);
        Path next = folder.resolve(NEXT + SUFFIX);
        Files.deleteIfExists(next);
        try (Connection copy = connect(NEXT)) {
            copyTo(copy);
        }
        force(next);
        connection.close();
        // Held open, so that it can still be written over when the name stands for the new file.
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Dies before: the old file stands, what was erased is marked as such in it, and its bytes are still there;
            // the
            // next erasure writes the file anew. Dies after: the bytes are free blocks of the disk, encrypted.
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder);
            overwrite(old);
        }
        connection = connect(NAME);
    }

    private void copyTo(Connection copy) throws SQLException {
        String columns = String.join(", ", COLUMNS);
        try (Statement read = connection.createStatement();
                ResultSet rows = read.executeQuery("SELECT " + columns + " FROM kept");
                PreparedStatement insert =
                        copy.prepareStatement("INSERT INTO kept(" + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            while (rows.next()) {
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    insert.setObject(i, rows.getObject(i));
                }
                insert.executeUpdate();
            }
        }
        copy.commit();
    }

    private static void overwrite(FileChannel file) throws IOException {
        var zeros = ByteBuffer.allocate(ZEROS_BYTES);
        long size = file.size();
        for (long at = 0; at < size; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(ZEROS_BYTES, size - at));
            while (zeros.hasRemaining()) {
                file.write(zeros, at + zeros.position());
            }
        }
        file.force(true);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
