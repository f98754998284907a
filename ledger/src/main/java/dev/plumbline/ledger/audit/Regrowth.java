package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Frontier;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Grows the tree once more from its entries and hands out each tile and bundle when it is full. Holds one unfinished tile
 * for each level. Owned by one thread.
 */
public final class Regrowth {
    /** Takes what a tile has to hold. */
    @FunctionalInterface
    public interface TileSink {
        /** A tile or bundle, full or at the right edge, and its bytes; they are handed over. */
        void tile(TileAddress address, byte[] bytes) throws IOException;
    }

    private final TileSink sink;
    private final Frontier frontier = new Frontier();
    private final List<byte[]> bundle = new ArrayList<>();
    private final List<List<Hash>> places = new ArrayList<>();

    /** A tree without entries. */
    public Regrowth(TileSink sink) {
        this.sink = sink;
        for (int level = 0; level <= TileAddress.LEVEL_MAX; level++) {
            places.add(new ArrayList<>());
        }
    }

    /** The head of what was appended so far. */
    public TreeHead head() {
        return frontier.head();
    }

    /** Number of entries so far. */
    public long size() {
        return frontier.size();
    }

    /** Appends the next entry. The array is kept until its bundle is full. */
    public void append(byte[] entry) throws IOException {
        bundle.add(entry);
        frontier.append(TreeHasher.leaf(entry), (level, index, hash) -> {
            if (level % Tiles.HEIGHT == 0) {
                places.get(level / Tiles.HEIGHT).add(hash);
            }
        });
        if (bundle.size() == TileAddress.FULL_WIDTH) {
            hand(TileAddress.ENTRIES, EntryBundle.encode(bundle));
            bundle.clear();
        }
        for (int level = 0; level <= TileAddress.LEVEL_MAX; level++) {
            if (places.get(level).size() == TileAddress.FULL_WIDTH) {
                hand(level, bytes(places.get(level)));
                places.get(level).clear();
            }
        }
    }

    private void hand(int level, byte[] bytes) throws IOException {
        long full = frontier.size() >>> (Tiles.HEIGHT * (Math.max(level, 0) + 1));
        sink.tile(new TileAddress(level, full - 1, TileAddress.FULL_WIDTH), bytes);
    }

    /** Hands out the tiles and the bundle that are not full at this size. */
    public void handPartials() throws IOException {
        if (!bundle.isEmpty()) {
            long index = frontier.size() / TileAddress.FULL_WIDTH;
            sink.tile(new TileAddress(TileAddress.ENTRIES, index, bundle.size()), EntryBundle.encode(bundle));
        }
        for (int level = 0; level <= TileAddress.LEVEL_MAX; level++) {
            List<Hash> partial = places.get(level);
            if (!partial.isEmpty()) {
                long index = frontier.size() >>> (Tiles.HEIGHT * (level + 1));
                sink.tile(new TileAddress(level, index, partial.size()), bytes(partial));
            }
        }
    }

    private static byte[] bytes(List<Hash> hashes) {
        var bytes = new ByteArrayOutputStream(hashes.size() * Hash.LENGTH);
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }
}
