package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.util.Arrays;

/**
 * A tile with the seven levels of inner nodes that its 256 places determine, 510 hashes in one array, so that a proof reads
 * where it would have to hash.
 *
 * <p>Grows by one writer; a reader asks only for nodes of subtrees that were complete when it learned the size of the
 * tree, and those no longer change.
 */
final class ExpandedTile {
    private static final int NODES = 2 * TileAddress.FULL_WIDTH - 2;

    private final byte[] nodes = new byte[NODES * Hash.LENGTH];

    /** The tile whose 256 places are these bytes. Costs 254 hashes. */
    static ExpandedTile of(byte[] tile) {
        if (tile.length != Tiles.FULL_BYTES) {
            throw new IllegalArgumentException("tile of " + tile.length + " bytes, want " + Tiles.FULL_BYTES);
        }
        var expanded = new ExpandedTile();
        System.arraycopy(tile, 0, expanded.nodes, 0, tile.length);
        for (int within = 1; within < Tiles.HEIGHT; within++) {
            for (int place = 0; place < TileAddress.FULL_WIDTH >>> within; place++) {
                TreeHasher.node(expanded.nodes, offset(within - 1, 2 * place), expanded.nodes, offset(within, place));
            }
        }
        return expanded;
    }

    /** Sets the node of the subtree over places {@code place << within} to {@code (place + 1) << within}, exclusive. */
    void set(int within, int place, Hash hash) {
        hash.copyTo(nodes, offset(within, place));
    }

    Hash node(int within, int place) {
        return Hash.copyOf(nodes, offset(within, place));
    }

    /** The first {@code width} places, as a tile's bytes. */
    byte[] places(int width) {
        return Arrays.copyOf(nodes, width * Hash.LENGTH);
    }

    private static int offset(int within, int place) {
        int nodesBelow = 2 * TileAddress.FULL_WIDTH - ((2 * TileAddress.FULL_WIDTH) >>> within);
        return (nodesBelow + place) * Hash.LENGTH;
    }
}
