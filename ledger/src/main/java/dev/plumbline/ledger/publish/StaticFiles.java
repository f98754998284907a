package dev.plumbline.ledger.publish;

import dev.plumbline.ledger.tree.TileSource;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder that any web server can serve as the log: {@code checkpoint}, {@code tile/…} and {@code tile/entries/…}.
 *
 * <p>Each file is written aside, forced and renamed, so a name never shows half a file. File names come from parsed
 * addresses and never from a request.
 */
public final class StaticFiles implements TileSource {
    private static final String CHECKPOINT = "checkpoint";

    private final Path folder;

    /** Files under {@code folder}, which is created if need be. */
    public StaticFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Where the files lie. */
    public Path folder() {
        return folder;
    }

    /** The path of a tile. */
    public Path path(TileAddress address) {
        return folder.resolve(address.path());
    }

    @Override
    public byte[] read(TileAddress full) throws IOException {
        return Files.readAllBytes(path(full));
    }

    /** Whether a file of that address is there. */
    public boolean has(TileAddress address) {
        return Files.isRegularFile(path(address));
    }

    /** Writes a tile or bundle under its name, durably but for the name itself. */
    public void write(TileAddress address, byte[] bytes) throws IOException {
        write(path(address), bytes);
    }

    /** Replaces the checkpoint, durably. */
    public void writeCheckpoint(byte[] note) throws IOException {
        write(folder.resolve(CHECKPOINT), note);
        force(folder);
    }

    /** The checkpoint, or null if none was published yet. */
    public byte @Nullable [] readCheckpoint() throws IOException {
        try {
            return Files.readAllBytes(folder.resolve(CHECKPOINT));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Removes the partial tiles that a full one has replaced. */
    public void deletePartials(TileAddress full) throws IOException {
        Path partials = folder.resolve(full.path() + ".p");
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partials)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(partials);
    }

    /** Widths of the partial forms of a tile that are there, ascending. */
    public List<Integer> partialWidths(TileAddress full) throws IOException {
        var widths = new ArrayList<Integer>();
        for (int width = 1; width < TileAddress.FULL_WIDTH; width++) {
            if (has(new TileAddress(full.level(), full.index(), width))) {
                widths.add(width);
            }
        }
        return widths;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException(file + " has no folder");
        }
        Files.createDirectories(parent);
        Path aside = parent.resolve(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forces the names in a folder to disk. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
