package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;

/** Where full tiles and full entry bundles lie once they are too old to be kept in memory. */
@FunctionalInterface
public interface TileSource {
    /**
     * The bytes of a full tile or bundle.
     *
     * @throws IOException if it is not there or cannot be read
     */
    byte[] read(TileAddress full) throws IOException;
}
