package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file {@code .submission.json} of one submission, which only its owner can read, since the salt is in it. Each state
 * replaces the one before, whole: it is written beside, forced to the disk, and renamed.
 */
public final class SubmissionFile implements SubmissionStore {
    /** How such a file's name ends. */
    public static final String SUFFIX = ".submission.json";

    private static final int BYTES_MAX = 1 << 20;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    /** @param file need not be there yet; its folder has to be */
    public SubmissionFile(Path file) {
        this.file = file;
    }

    /** The state that a file holds. */
    public static SubmissionState read(Path file) throws IOException, MalformedException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return SubmissionState.parse(bytes.readNBytes(BYTES_MAX + 1));
        }
    }

    @Override
    public void keep(SubmissionState state) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(aside);
        try (FileChannel channel = FileChannel.open(
                aside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(state.encode());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        // Dies here: the file holds the state before, and the step after it is safe to take again.
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Where it is. */
    public Path path() {
        return file;
    }
}
