package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of anchors: one evidence file for each final anchor, {@code <size>.json}, and the attempt under way,
 * {@code attempt}. Whoever holds the log's data directory owns it; reading is safe for any thread.
 *
 * <p>A file appears whole or not at all: it is written beside its name, forced to the disk, renamed, and then the
 * directory is forced. A name that ends in {@code .tmp} is what a crash left behind and is written over.
 */
public final class AnchorStore {
    private static final Pattern EVIDENCE = Pattern.compile("([1-9][0-9]{0,18})\\.json");
    private static final String ATTEMPT = "attempt";

    private final Path directory;

    private AnchorStore(Path directory) {
        this.directory = directory;
    }

    /** Opens the directory, and makes it if it is missing. */
    public static AnchorStore open(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new AnchorStore(directory);
    }

    /** Sizes of all anchored trees with stored evidence, ascending. Reads the directory. */
    public List<Long> sizes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> EVIDENCE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> Long.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        }
    }

    /** The size of the newest anchored tree; 0 if there is none. */
    public long newestSize() throws IOException {
        List<Long> sizes = sizes();
        return sizes.isEmpty() ? 0 : sizes.get(sizes.size() - 1);
    }

    /**
     * The evidence of the anchor of exactly that size, checked again; null if there is none.
     *
     * @throws MalformedException if the file is damaged
     */
    public @Nullable StoredAnchor load(long size) throws IOException, MalformedException {
        byte[] bytes = read(directory.resolve(size + ".json"));
        return bytes == null ? null : StoredAnchor.parse(bytes);
    }

    /** Stores the evidence for good; the same anchor may be stored again. */
    void store(StoredAnchor anchor) throws IOException {
        write(anchor.state().anchored().size() + ".json", anchor.encode());
    }

    /** The attempt under way; null if there is none. */
    @Nullable
    AnchorAttempt attempt() throws IOException, MalformedException {
        byte[] bytes = read(directory.resolve(ATTEMPT));
        return bytes == null ? null : AnchorAttempt.parse(bytes);
    }

    void save(AnchorAttempt attempt) throws IOException {
        write(ATTEMPT, attempt.encode());
    }

    void clearAttempt() throws IOException {
        Files.deleteIfExists(directory.resolve(ATTEMPT));
        forceDirectory();
    }

    private static byte @Nullable [] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path temporary = directory.resolve(name + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        // Dies here: the old file, or none, still stands; the step that failed is taken again.
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        forceDirectory();
    }

    private void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
