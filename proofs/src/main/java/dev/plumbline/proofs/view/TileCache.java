package dev.plumbline.proofs.view;

import dev.plumbline.proofs.tile.TileAddress;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tiles of hashes of one log between questions. It is told of a tile only when that is verified, and what it gives
 * back is verified once more: a cache that is damaged or lies costs a request and changes no answer.
 *
 * <p>A tile of one address, its width included, never changes in a log that only grows, so nothing in here expires. Entry
 * bundles do not go in.
 */
public interface TileCache {
    /** What was kept under an address, or null. */
    byte @Nullable [] get(TileAddress address);

    /** Takes a verified tile, which may be kept or not. The array is the cache's own. */
    void put(TileAddress address, byte[] tile);
}
