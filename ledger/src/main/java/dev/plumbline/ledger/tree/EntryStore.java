package dev.plumbline.ledger.tree;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the entries: those of bundles that are not yet files in memory, the others read from full bundles.
 *
 * <p>One writer adds entries in order; any thread reads below a size that it learned from the published head.
 */
public final class EntryStore {
    private static final int WIDTH = TileAddress.FULL_WIDTH;

    private final TileSource cold;
    private final Map<Long, byte[][]> recent = new ConcurrentHashMap<>();
    // The last full bundle that was read: consecutive reads, as by the index, find 255 of 256 entries here.
    private volatile @Nullable ColdBundle lastRead;

    /** @param cold where full bundles are read once they were dropped from memory */
    public EntryStore(TileSource cold) {
        this.cold = cold;
    }

    /** Adds the entry at {@code index}, the next one. Writer only. The array is handed over. */
    public void add(long index, byte[] entry) {
        byte[][] bundle = recent.computeIfAbsent(index / WIDTH, absent -> new byte[WIDTH][]);
        bundle[(int) (index % WIDTH)] = entry;
    }

    /** The entry at {@code index}. The array is shared: look, do not write. */
    public byte[] entry(long index) throws IOException {
        byte[][] bundle = recent.get(index / WIDTH);
        return bundle != null
                ? bundle[(int) (index % WIDTH)]
                : cold(index / WIDTH).get((int) (index % WIDTH));
    }

    /** The entries from {@code from} to {@code to}, exclusive. */
    public List<byte[]> entries(long from, long to) throws IOException {
        var entries = new ArrayList<byte[]>();
        for (long index = from; index < to; index++) {
            entries.add(entry(index));
        }
        return entries;
    }

    /** The first entries of a bundle, encoded, as many as the address is wide. */
    public byte[] bundle(TileAddress address) throws IOException {
        byte[][] bundle = recent.get(address.index());
        if (bundle != null) {
            return EntryBundle.encode(Arrays.asList(bundle).subList(0, address.width()));
        }
        byte[] full = cold.read(address.full());
        try {
            return address.isPartial() ? EntryBundle.prefix(full, address.width()) : full;
        } catch (MalformedException e) {
            throw new IOException(address.path() + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Tells that a full bundle can from now on be read from cold storage. */
    public void isCold(TileAddress full) {
        recent.remove(full.index());
    }

    private List<byte[]> cold(long bundleIndex) throws IOException {
        ColdBundle last = lastRead;
        if (last != null && last.index() == bundleIndex) {
            return last.entries();
        }
        var address = new TileAddress(TileAddress.ENTRIES, bundleIndex, WIDTH);
        try {
            List<byte[]> entries = EntryBundle.parse(cold.read(address), WIDTH);
            lastRead = new ColdBundle(bundleIndex, entries);
            return entries;
        } catch (MalformedException e) {
            throw new IOException(address.path() + " is damaged: " + e.getMessage(), e);
        }
    }

    private record ColdBundle(long index, List<byte[]> entries) {}
}
