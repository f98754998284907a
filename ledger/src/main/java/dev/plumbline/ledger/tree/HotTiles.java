package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes of the tree: those of the right edge in memory, the others read from full tiles and kept for a while.
 *
 * <p>One writer adds nodes; any thread reads. A reader must have learned the size of a tree that holds the node from
 * somewhere that happens after the node was added, such as the published head. 16 KiB a tile.
 */
public final class HotTiles implements NodeSource<IOException>, Frontier.NodeSink {
    private final TileSource cold;
    private final int tilesMax;
    private final Map<TileAddress, ExpandedTile> tiles = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<TileAddress> droppable = new ConcurrentLinkedQueue<>();
    private final AtomicInteger droppableCount = new AtomicInteger();

    /**
     * A tree without nodes.
     *
     * @param cold where full tiles are read once they were dropped from memory
     * @param tilesMax how many tiles are kept besides those that are still growing or not yet in {@code cold}
     */
    public HotTiles(TileSource cold, int tilesMax) {
        this.cold = cold;
        this.tilesMax = tilesMax;
    }

    /** Adds the root of a subtree that has become complete. Writer only. */
    @Override
    public void node(int level, long index, Hash hash) {
        TileAddress address = Tiles.holding(level, index);
        ExpandedTile tile = tiles.computeIfAbsent(address, absent -> new ExpandedTile());
        int within = level % Tiles.HEIGHT;
        tile.set(within, place(within, index), hash);
    }

    /** The root of a complete subtree. */
    @Override
    public Hash node(int level, long index) throws IOException {
        int within = level % Tiles.HEIGHT;
        return tile(Tiles.holding(level, index)).node(within, place(within, index));
    }

    /** The first {@code width} places of a tile, which the caller knows to be filled. */
    public byte[] places(TileAddress address) throws IOException {
        return tile(address.full()).places(address.width());
    }

    /** Tells that a full tile can from now on be read from cold storage. */
    public void isCold(TileAddress full) {
        if (tiles.containsKey(full)) {
            makeDroppable(full);
        }
    }

    private ExpandedTile tile(TileAddress full) throws IOException {
        ExpandedTile tile = tiles.get(full);
        if (tile == null) {
            tile = ExpandedTile.of(cold.read(full));
            if (tiles.putIfAbsent(full, tile) == null) {
                makeDroppable(full);
            }
        }
        return tile;
    }

    /** First in, first out: what is asked for again soon comes back for one read and 254 hashes. */
    private void makeDroppable(TileAddress full) {
        droppable.add(full);
        if (droppableCount.incrementAndGet() > tilesMax) {
            TileAddress oldest = droppable.poll();
            if (oldest != null) {
                droppableCount.decrementAndGet();
                tiles.remove(oldest);
            }
        }
    }

    private static int place(int within, long index) {
        return (int) index & ((TileAddress.FULL_WIDTH >>> within) - 1);
    }
}
