package dev.plumbline.ledger.rollup;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a follower of one chain noticed, in a file that only grows ({@code docs/format/observations.md}): one line of canonical
 * JSON for each observation, and behind those of each step a line that closes it. A step is there whole or not at all.
 *
 * <p>One writer, held by a lock on the file, in one thread; readers may read while it writes, from any thread or process.
 */
public final class ObservationLog implements AutoCloseable {
    /** The file in its folder. */
    public static final String FILE = "observations.ndjson";

    private static final System.Logger LOGGER = System.getLogger(ObservationLog.class.getName());

    private final Path file;
    private final FileChannel channel;
    private final long chainId;
    private final ByteArrayOutputStream step = new ByteArrayOutputStream();
    private final List<Observation> untold = new ArrayList<>();
    // Set before the first step, by the thread that will write or one that starts it.
    private Consumer<Observation> told = observation -> {};
    // The writer's thread alone reads and sets it. After a write that failed nobody knows what is on the disk.
    private boolean isBroken;

    private ObservationLog(Path file, FileChannel channel, long chainId) {
        this.file = file;
        this.channel = channel;
        this.chainId = chainId;
    }

    /**
     * Opens the file of a chain to go on with it, or starts it. A last step that a dying process left behind in part is cut off.
     *
     * @param folder an existing folder of its own
     * @throws IOException if the disk fails, or somebody else writes the file
     * @throws MalformedException if the file is another chain's, or is damaged before its last step
     */
    public static ObservationLog open(Path folder, long chainId) throws IOException, MalformedException {
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(file + ": another process writes it");
            }
            var log = new ObservationLog(file, channel, chainId);
            log.recover();
            forceDirectory(folder);
            return log;
        } catch (IOException | MalformedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void recover() throws IOException, MalformedException {
        long whole = ObservationFile.read(file, chainId, observation -> {});
        if (whole < channel.size()) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "observations: {0} bytes of a step that was not finished are cut off",
                    channel.size() - whole);
            channel.truncate(whole);
            channel.force(true);
        }
        channel.position(whole);
        if (whole == 0) {
            // Dies here: the file is empty or holds part of its first line, and the next start writes it anew.
            write(ObservationFile.firstLine(chainId));
        }
    }

    /**
     * Tells somebody of every observation, in order, once its step is on the disk. On the writer's thread, which has to be held
     * up as little as can be; to be set before the first step.
     */
    public void onCommit(Consumer<Observation> listener) {
        told = listener;
    }

    /** Adds a line to the step that {@link #commit} closes; on the disk nothing happens yet. */
    public void append(Observation observation) {
        addLine(ObservationJson.encode(observation));
        untold.add(observation);
    }

    private void addLine(JsonObject json) {
        byte[] line = CanonicalJson.encode(json);
        if (line.length > Limits.ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "observation of " + line.length + " bytes, want at most " + Limits.ENTRY_BYTES_MAX);
        }
        step.writeBytes(line);
        step.write('\n');
    }

    /**
     * Writes the lines appended since the last time, closes their step and forces all to the disk; nothing if there are none.
     *
     * @throws IOException if the disk fails; every later commit then fails too, and the file has to be opened anew
     */
    public void commit() throws IOException {
        if (step.size() == 0) {
            return;
        }
        addLine(ObservationFile.stepMark(step.toByteArray()));
        byte[] bytes = step.toByteArray();
        step.reset();
        // Dies in the write: the next start finds a step without its last line, and cuts it off. What it said is asked
        // again.
        write(bytes);
        // Dies here: the step stands, and the next start goes on behind it. Nobody has been told, who would ask the
        // file.
        untold.forEach(told);
        untold.clear();
    }

    private void write(byte[] bytes) throws IOException {
        if (isBroken) {
            throw new IOException(file + ": a write has failed before, open it anew");
        }
        isBroken = true;
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        isBroken = false;
    }

    /** Hands over every observation of every whole step on the disk, in order; takes memory for one step. */
    public void read(Consumer<Observation> reader) throws IOException, MalformedException {
        ObservationFile.read(file, chainId, reader);
    }

    /**
     * The same for a file that somebody else may be writing.
     *
     * @throws NoSuchFileException if there is none
     */
    public static void read(Path folder, long chainId, Consumer<Observation> reader)
            throws IOException, MalformedException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        ObservationFile.read(file, chainId, reader);
    }

    private static void forceDirectory(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Ends writing; what was not committed is lost. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
