package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of anchors: one evidence file for each final anchor, {@code <size>.json}, the attempt under way, {@code
 * attempt}, and what it all cost, {@code spending}. Whoever holds the log's data directory owns it; reading is safe for any thread.
 *
 * <p>A file appears whole or not at all: it is written beside its name, forced to the disk, renamed, and then the
 * directory is forced. A name that ends in {@code .tmp} is what a crash left behind and is written over.
 */
public final class AnchorStore {
    private static final Pattern EVIDENCE = Pattern.compile("([1-9][0-9]{0,18})\\.json");
    private static final String ATTEMPT = "attempt";
    private static final String SPENDING = "spending";

    private final Path directory;
    private final ConcurrentSkipListSet<Long> sizes = new ConcurrentSkipListSet<>();

    private AnchorStore(Path directory) {
        this.directory = directory;
    }

    /** Opens the directory, and makes it if it is missing. Reads the names in it, once. */
    public static AnchorStore open(Path directory) throws IOException {
        Files.createDirectories(directory);
        var store = new AnchorStore(directory);
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> EVIDENCE.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .forEach(matcher -> store.sizes.add(Long.valueOf(matcher.group(1))));
        }
        return store;
    }

    /** Sizes of all anchored trees with stored evidence, ascending. */
    public List<Long> sizes() {
        return List.copyOf(sizes);
    }

    /** The size of the newest anchored tree; 0 if there is none. */
    public long newestSize() {
        Long newest = sizes.isEmpty() ? null : sizes.last();
        return newest == null ? 0 : newest;
    }

    /**
     * The first anchor whose tree holds the leaf: the one that shows how early it was fixed; null if none does yet.
     *
     * @throws MalformedException if the file is damaged
     */
    public @Nullable StoredAnchor firstOver(long leafIndex) throws IOException, MalformedException {
        Long size = sizes.higher(leafIndex);
        return size == null ? null : load(size);
    }

    /**
     * The evidence of the anchor of exactly that size, checked again; null if there is none.
     *
     * @throws MalformedException if the file is damaged
     */
    public @Nullable StoredAnchor load(long size) throws IOException, MalformedException {
        byte[] bytes = read(directory.resolve(size + ".json"));
        if (bytes == null) {
            return null;
        }
        StoredAnchor anchor = StoredAnchor.parse(bytes);
        long found = anchor.state().anchored().size();
        if (found != size) {
            throw new MalformedException(
                    Malformed.RULE, "anchor evidence", "in " + size + ".json is for size " + found + ", want " + size);
        }
        return anchor;
    }

    /** Stores the evidence for good; the same anchor may be stored again. */
    void store(StoredAnchor anchor) throws IOException {
        long size = anchor.state().anchored().size();
        write(size + ".json", anchor.encode());
        sizes.add(size);
    }

    /**
     * What is known of a transaction under way, from the disk alone.
     *
     * @param stage how far it had come
     * @param call what it asks of the contract
     * @param size leaves of the tree that it is about
     */
    public record UnderWay(AnchorStage stage, AnchorCall call, long size) {}

    /** The transaction under way; null if there is none. */
    public @Nullable UnderWay underWay() throws IOException, MalformedException {
        AnchorAttempt attempt = attempt();
        return attempt == null
                ? null
                : new UnderWay(
                        attempt.stage(), attempt.plan().call(), attempt.head().size());
    }

    /** Wei that anchoring has cost in all. */
    public BigInteger spentWei() throws IOException, MalformedException {
        return spending().totalWei();
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

    /** What was spent so far. */
    Spending spending() throws IOException, MalformedException {
        byte[] bytes = read(directory.resolve(SPENDING));
        return bytes == null ? Spending.NONE : Spending.parse(bytes);
    }

    void save(Spending spending) throws IOException {
        write(SPENDING, spending.encode());
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
