package dev.plumbline.ledger.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A ledger's folder, held by one process at a time. */
public final class DataDirectory implements Closeable {
    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder, and creates it if need be. The lock lies on a file that stays and ends with the process at the
     * latest.
     *
     * @throws IOException if another process holds it
     */
    public static DataDirectory lock(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("data directory " + root + " is in use by another ledger; stop that one first");
        }
        return new DataDirectory(root, channel);
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** Where the journal's segments lie. */
    public Path journal() {
        return root.resolve("journal");
    }

    /** The copy of the last signed checkpoint. */
    public Path lastSigned() {
        return root.resolve("last-signed");
    }

    /** What any web server may serve. */
    public Path publicFiles() {
        return root.resolve("public");
    }

    /** The folder of the queryable index. */
    public Path index() {
        return root.resolve("index");
    }

    /** Evidence of anchors. */
    public Path anchors() {
        return root.resolve("anchors");
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
