package dev.plumbline.api.cli;

import dev.plumbline.proofs.merkle.TreeHasher;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a verb keeps what it has seen of a log, for one process at a time: of two that read one size and
 * advance to two, the slower would take the file back.
 */
final class StateFile implements Closeable {
    private static final int BYTES_MAX = 2 << 20;
    private static final int DIGEST_CHARS = 16;

    private final Path file;
    private final Path folder;
    private final FileChannel lock;

    private StateFile(Path file, Path folder, FileChannel lock) {
        this.file = file;
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the file, which need not be there yet, for this process. Its folder has to be. */
    static StateFile lock(Path file) throws FailedException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw FailedException.usage("--state is " + file + ", want a file");
        }
        FileChannel channel =
                FileChannel.open(beside(file, folder, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return new StateFile(file, folder, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw inUse(file);
    }

    private static FailedException inUse(Path file) {
        return FailedException.notChecked(
                file + " is in use by another plumb; use one state file for each of them", null);
    }

    /** What the file holds, cut at 2 MiB, which is more than can be right; null if it is not there. */
    byte @Nullable [] read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BYTES_MAX);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Replaces the file whole and durably. */
    void write(byte[] bytes) throws IOException {
        write(file, bytes);
    }

    /**
     * Leaves a file beside this one, under a name that holds a digest of what is in it, so that nothing found earlier is
     * overwritten and nothing is there twice.
     */
    Path writeBeside(String suffix, byte[] bytes) throws IOException {
        String digest = TreeHasher.sha256(bytes).hex().substring(0, DIGEST_CHARS);
        Path evidence = beside(file, folder, "-" + digest + suffix);
        write(evidence, bytes);
        return evidence;
    }

    private static Path beside(Path file, Path folder, String suffix) {
        return folder.resolve(file.getFileName() + suffix);
    }

    private void write(Path target, byte[] bytes) throws IOException {
        Path aside = beside(target, folder, ".tmp");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        // Dies here: the file is as it was, and the next run goes the same way again.
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // Dies here: either file may be found after a power cut, both are whole, and both are of one growing tree.
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
