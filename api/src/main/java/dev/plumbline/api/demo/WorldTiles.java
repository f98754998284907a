package dev.plumbline.api.demo;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a log that comes to be into tiles and bundles of entries, without a server and without keeping the log: what is full
 * goes out at once, and what is left at the end as partial. Owned by one thread.
 */
public final class WorldTiles implements WorldSink {
    private final Store store;
    private final List<byte[]> bundle = new ArrayList<>();
    private final Map<Integer, List<Hash>> open = new HashMap<>();
    private final Map<TileAddress, byte[]> full = new HashMap<>();
    private long size;

    /** Tiles that go to {@code store}. */
    public WorldTiles(Store store) {
        this.store = store;
    }

    @Override
    public void node(int level, long index, Hash hash) {
        if (level % Tiles.HEIGHT != 0) {
            return;
        }
        List<Hash> hashes = open.computeIfAbsent(level / Tiles.HEIGHT, tileLevel -> new ArrayList<>());
        hashes.add(hash);
        if (hashes.size() == TileAddress.FULL_WIDTH) {
            // Written with the entry that follows, which may fail as this may not.
            full.put(address(level / Tiles.HEIGHT, index / TileAddress.FULL_WIDTH, hashes.size()), encode(hashes));
            hashes.clear();
        }
    }

    @Override
    public void entry(byte[] entry) throws IOException {
        bundle.add(entry.clone());
        size++;
        for (Map.Entry<TileAddress, byte[]> tile : full.entrySet()) {
            store.put(tile.getKey(), tile.getValue());
        }
        full.clear();
        if (bundle.size() == TileAddress.FULL_WIDTH) {
            putBundle();
        }
    }

    /** Puts the partial tiles, without which the last entries could not be read. */
    public void finish() throws IOException {
        if (!bundle.isEmpty()) {
            putBundle();
        }
        for (Map.Entry<Integer, List<Hash>> level : open.entrySet()) {
            List<Hash> hashes = level.getValue();
            if (!hashes.isEmpty()) {
                long index = size >>> (Tiles.HEIGHT * (level.getKey() + 1));
                store.put(address(level.getKey(), index, hashes.size()), encode(hashes));
            }
        }
    }

    private void putBundle() throws IOException {
        long index = (size - 1) / TileAddress.FULL_WIDTH;
        store.put(address(TileAddress.ENTRIES, index, bundle.size()), EntryBundle.encode(bundle));
        bundle.clear();
    }

    private static TileAddress address(int level, long index, int width) {
        return new TileAddress(level, index, width);
    }

    private static byte[] encode(List<Hash> hashes) {
        byte[] tile = new byte[hashes.size() * Hash.LENGTH];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(tile, i * Hash.LENGTH);
        }
        return tile;
    }

    /** Where tiles go. */
    public interface Store {
        /** Takes a tile or bundle, each address once. */
        void put(TileAddress address, byte[] bytes) throws IOException;
    }
}
