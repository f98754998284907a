package dev.plumbline.proofs.tile;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;

/** Where the hashes of a tree lie in its tiles. Pure arithmetic. */
public final class Tiles {
    /** Tree levels that one tile spans. */
    public static final int HEIGHT = 8;
    /** Bytes of a full tile. */
    public static final int FULL_BYTES = TileAddress.FULL_WIDTH * Hash.LENGTH;

    private Tiles() {}

    /** The tile of hashes whose places, all or some, determine the node at ({@code level}, {@code index}). */
    public static TileAddress holding(int level, long index) {
        int within = level % HEIGHT;
        return new TileAddress(level / HEIGHT, index >>> (HEIGHT - within), TileAddress.FULL_WIDTH);
    }

    /** How many places of tile ({@code level}, {@code index}) a tree of {@code size} leaves fills: 0 to 256. */
    public static int widthAt(int level, long index, long size) {
        long hashes = size >>> shift(Math.max(level, 0));
        return (int) Math.max(0, Math.min(TileAddress.FULL_WIDTH, hashes - index * TileAddress.FULL_WIDTH));
    }

    /**
     * All tiles and bundles that a tree of {@code newSize} leaves fills completely and a tree of {@code oldSize} did not,
     * lowest level first, entry bundles before hashes.
     */
    public static List<TileAddress> completedBetween(long oldSize, long newSize) {
        var completed = new ArrayList<TileAddress>();
        for (int level = TileAddress.ENTRIES; level <= TileAddress.LEVEL_MAX; level++) {
            int shift = shift(Math.max(level, 0) + 1);
            for (long index = oldSize >>> shift; index < newSize >>> shift; index++) {
                completed.add(new TileAddress(level, index, TileAddress.FULL_WIDTH));
            }
        }
        return completed;
    }

    /** By how much the size of a tree is shifted for the number of hashes on a level; 63 leaves none of any size. */
    private static int shift(int level) {
        return Math.min(HEIGHT * level, Long.SIZE - 1);
    }

    /**
     * The root of the subtree under a full tile, which is one place of a tile on the next level, in 255 hashes.
     *
     * @throws IllegalArgumentException if the tile is not full
     */
    public static Hash root(byte[] tile) {
        if (tile.length != FULL_BYTES) {
            throw new IllegalArgumentException("tile of " + tile.length + " bytes, want " + FULL_BYTES);
        }
        return TreeHasher.node(node(tile, HEIGHT - 1, 0), node(tile, HEIGHT - 1, 1));
    }

    /**
     * The node at ({@code level}, {@code index}) from the bytes of the tile that {@link #holding} names, in at most 127
     * hashes.
     *
     * @throws IllegalArgumentException if the tile has too few places
     */
    public static Hash node(byte[] tile, int level, long index) {
        int within = level % HEIGHT;
        int count = 1 << within;
        int first = (int) (index << within) & (TileAddress.FULL_WIDTH - 1);
        if (tile.length < (first + count) * Hash.LENGTH) {
            throw new IllegalArgumentException(
                    "tile of " + tile.length + " bytes does not reach place " + (first + count - 1));
        }
        byte[] hashes = new byte[count * Hash.LENGTH];
        System.arraycopy(tile, first * Hash.LENGTH, hashes, 0, hashes.length);
        for (; count > 1; count /= 2) {
            for (int pair = 0; pair < count / 2; pair++) {
                TreeHasher.node(hashes, 2 * pair * Hash.LENGTH, hashes, pair * Hash.LENGTH);
            }
        }
        return Hash.copyOf(hashes, 0);
    }
}
