package dev.plumbline.api.cli;

import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The tiles of a log that lie in a folder: a mirror, or what a ledger serves. */
record FolderTiles(Path folder) implements TileFetcher<IOException> {
    @Override
    public byte @Nullable [] fetch(String path, int bytesMax) throws IOException {
        // A file that is longer than allowed is handed over one byte too long, and refused by who asked.
        try (InputStream file = Files.newInputStream(folder.resolve(path))) {
            return file.readNBytes(bytesMax + 1);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
