package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The static files of a log, wherever they are served from. What they hold is hostile. */
public interface LogFiles {
    /**
     * The bytes of a tile or bundle, or null if it is not there.
     *
     * @throws IOException if that cannot be said
     */
    byte @Nullable [] read(TileAddress address) throws IOException;

    /**
     * Widths of the partial forms of a tile that lie beside one another, for earlier checkpoints; none where that cannot be
     * listed.
     */
    default List<Integer> partialWidths(TileAddress full) throws IOException {
        return List.of();
    }
}
