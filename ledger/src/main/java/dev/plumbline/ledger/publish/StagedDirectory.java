package dev.plumbline.ledger.publish;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A ledger's folder while it is being made from what is left of another: it lies beside the place it is meant for, under
 * that name with {@code .takeover} behind it, until it is whole. So nobody can start a ledger on half of a log.
 *
 * <p>A plan lies in it from the first moment on, and stays. Who begins again with the same plan goes on; with another one he
 * is refused.
 */
public final class StagedDirectory implements Closeable {
    /** How the plan is called, in the folder under either name. */
    public static final String PLAN = "takeover.json";

    private static final String SUFFIX = ".takeover";
    private static final String LOCK = "lock";

    private final Path target;
    private final DataDirectory directory;
    private final boolean isDone;

    private StagedDirectory(Path target, DataDirectory directory, boolean isDone) {
        this.target = target;
        this.directory = directory;
        this.isDone = isDone;
    }

    /**
     * Begins a folder, or takes one up that was begun or finished under the same plan.
     *
     * @param target the place that the folder is meant for: not there yet, empty, or finished under this plan
     * @param plan what is to be made, to the last byte the same whenever it is begun again
     * @throws IOException if the place is taken, or another plan or another process is at work there
     */
    public static StagedDirectory open(Path target, byte[] plan) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        if (place.getFileName() == null) {
            throw new IOException(target + " is no place for a new folder");
        }
        if (!isEmpty(place)) {
            requirePlan(place, plan, place + " is not empty and was not made by this takeover; name a new folder");
            return new StagedDirectory(place, DataDirectory.lock(place), true);
        }
        Path staging = place.resolveSibling(place.getFileName() + SUFFIX);
        DataDirectory directory = DataDirectory.lock(staging);
        try {
            if (isEmpty(staging)) {
                write(staging, plan);
            }
            requirePlan(
                    staging,
                    plan,
                    staging + " was begun from other sources, keys or another anchor; give the same ones to finish it,"
                            + " or delete it to begin anew");
            return new StagedDirectory(place, directory, false);
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    /** Whether nothing but a lock lies there. */
    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK) && !file.endsWith(PLAN + ".tmp")) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void requirePlan(Path folder, byte[] plan, String otherwise) throws IOException {
        byte @Nullable [] found = read(folder.resolve(PLAN));
        if (!Arrays.equals(found, plan)) {
            throw new IOException(otherwise);
        }
    }

    private static byte @Nullable [] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void write(Path folder, byte[] plan) throws IOException {
        Path aside = folder.resolve(PLAN + ".tmp");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(plan);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        // Dies here: as good as empty, and begun again.
        Files.move(aside, folder.resolve(PLAN), StandardCopyOption.ATOMIC_MOVE);
        StaticFiles.force(folder);
    }

    /** Whether the folder is whole already and stands under its own name. */
    public boolean isDone() {
        return isDone;
    }

    /** The folder, locked. */
    public DataDirectory directory() {
        return directory;
    }

    /**
     * Gives the folder its own name. All that is in it must be durable.
     *
     * @throws IOException if the place is taken by now
     */
    public void finish() throws IOException {
        if (isDone) {
            return;
        }
        Path staging = directory.root();
        StaticFiles.force(staging);
        directory.close();
        // Dies before: the next run finds the whole folder under the other name, and gets here again.
        Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        // Dies here: either name may be found after a power cut, and the next run goes on from either.
        StaticFiles.force(parent(target));
    }

    private static Path parent(Path place) {
        Path parent = place.getParent();
        return parent == null ? place : parent;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
