package dev.plumbline.api.cli;

import dev.plumbline.ledger.audit.LogFiles;
import dev.plumbline.ledger.takeover.Source;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place that a log is to be recovered from, as the command line names it: the folder of a mirror, or where it answers. */
final class TakeoverSource {
    private static final int TILE_BYTES_MAX = TileAddress.FULL_WIDTH * (2 + Limits.ENTRY_BYTES_MAX);
    private static final String CHECKPOINT = "checkpoint";

    private TakeoverSource() {}

    /** The source of that name. Its checkpoint is read once, here. */
    static Source of(String place) throws FailedException, IOException {
        boolean isUrl = place.startsWith("http://") || place.startsWith("https://");
        if (isUrl) {
            LogClient client = LogClient.of(place);
            LogClient.Answer checkpoint = client.get("/" + CHECKPOINT, "text/plain");
            return new Source(place, new Fetched(new HttpTiles(client)), checkpoint.isOk() ? checkpoint.body() : null);
        }
        Path given = Path.of(place);
        // A ledger's own folder has its files one below.
        Path folder = Files.isDirectory(given.resolve("public")) ? given.resolve("public") : given;
        if (!Files.isDirectory(folder)) {
            throw FailedException.notChecked(place + ": there is no such folder", null);
        }
        var tiles = new FolderTiles(folder);
        byte[] checkpoint = tiles.fetch(CHECKPOINT, Limits.NOTE_BYTES_MAX);
        return new Source(place, new Listed(new Fetched(tiles), folder), checkpoint);
    }

    /** Files by their names. */
    private record Fetched(TileFetcher<IOException> tiles) implements LogFiles {
        @Override
        public byte @Nullable [] read(TileAddress address) throws IOException {
            return tiles.fetch(address.path(), TILE_BYTES_MAX);
        }
    }

    /** Files in a folder, where it can be seen which there are. */
    private record Listed(LogFiles files, Path folder) implements LogFiles {
        @Override
        public byte @Nullable [] read(TileAddress address) throws IOException {
            return files.read(address);
        }

        @Override
        public List<Integer> partialWidths(TileAddress full) throws IOException {
            Path partials = folder.resolve(full.path() + ".p");
            var widths = new ArrayList<Integer>();
            if (Files.isDirectory(partials)) {
                try (DirectoryStream<Path> names = Files.newDirectoryStream(partials)) {
                    for (Path name : names) {
                        addWidth(String.valueOf(name.getFileName()), widths);
                    }
                }
            }
            widths.sort(null);
            return widths;
        }

        /** Anything may lie in a mirror's folder: only the names of tiles count. */
        private static void addWidth(String name, List<Integer> widths) {
            for (int width = 1; width < TileAddress.FULL_WIDTH; width++) {
                if (name.equals(Integer.toString(width))) {
                    widths.add(width);
                }
            }
        }
    }
}
