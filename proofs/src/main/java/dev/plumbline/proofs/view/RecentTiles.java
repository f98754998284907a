package dev.plumbline.proofs.view;

import dev.plumbline.proofs.tile.TileAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tiles in memory that were used last, at most so many; 8 KiB each. For any thread. */
public final class RecentTiles implements TileCache {
    private final int tilesMax;
    // Guarded by itself. In the order of their last use.
    private final Map<TileAddress, byte[]> tiles = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * An empty cache.
     *
     * @param tilesMax most tiles to keep; 0 keeps none
     */
    public RecentTiles(int tilesMax) {
        if (tilesMax < 0) {
            throw new IllegalArgumentException("room for " + tilesMax + " tiles, want 0 or more");
        }
        this.tilesMax = tilesMax;
    }

    @Override
    public byte @Nullable [] get(TileAddress address) {
        synchronized (tiles) {
            byte[] tile = tiles.get(address);
            return tile == null ? null : tile.clone();
        }
    }

    @Override
    public void put(TileAddress address, byte[] tile) {
        synchronized (tiles) {
            tiles.put(address, tile.clone());
            if (tiles.size() > tilesMax) {
                tiles.remove(tiles.keySet().iterator().next());
            }
        }
    }
}
