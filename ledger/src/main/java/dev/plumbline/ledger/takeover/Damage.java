package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.RecentTiles;
import dev.plumbline.proofs.view.TileClient;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds which file of a source is not what a head demands, by following each bundle up to that head. */
final class Damage {
    private static final int TILES_CACHED = 64;

    private Damage() {}

    /** The first file that is wrong and in which way; null if all bundles lead to the head. */
    static @Nullable String find(Source source, TreeHead head) throws IOException {
        TileFetcher<IOException> files = (path, bytesMax) -> fetch(source, path);
        var client = new TileClient<>(head, files, new RecentTiles(TILES_CACHED));
        try {
            for (long bundle = 0; bundle * TileAddress.FULL_WIDTH < head.size(); bundle++) {
                client.entries(bundle);
            }
            return null;
        } catch (BadTileException e) {
            return e.getMessage();
        }
    }

    private static byte @Nullable [] fetch(Source source, String path) throws IOException {
        try {
            return source.read(TileAddress.parse(path));
        } catch (MalformedException e) {
            throw new AssertionError("asked for " + path, e);
        }
    }
}
