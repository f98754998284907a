package dev.plumbline.ledger.takeover;

import dev.plumbline.ledger.audit.LogFiles;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.NodeSource;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where the log may still lie: a mirror, or the old operator's static files. Hostile: all that is taken from it is
 * checked by who takes it.
 *
 * <p>A mirror need not have each width of a tile that ever was, so where a partial one is missing it is cut from a wider.
 */
public final class Source implements LogFiles, NodeSource<IOException> {
    private final String name;
    private final LogFiles files;
    private final byte @Nullable [] checkpoint;

    /**
     * A source.
     *
     * @param name of the folder or the address, for messages
     * @param checkpoint what it shows as the log's checkpoint; null if it has none
     */
    public Source(String name, LogFiles files, byte @Nullable [] checkpoint) {
        this.name = name;
        this.files = files;
        this.checkpoint = checkpoint == null ? null : checkpoint.clone();
    }

    /** Of the folder or the address. */
    public String name() {
        return name;
    }

    byte @Nullable [] checkpoint() {
        return checkpoint == null ? null : checkpoint.clone();
    }

    @Override
    public byte @Nullable [] read(TileAddress address) throws IOException {
        byte[] exact = files.read(address);
        if (exact != null || !address.isPartial()) {
            return exact;
        }
        byte[] full = files.read(address.full());
        if (full != null) {
            return cut(full, address);
        }
        for (int width : files.partialWidths(address.full())) {
            byte[] wider = width > address.width()
                    ? files.read(new TileAddress(address.level(), address.index(), width))
                    : null;
            if (wider != null) {
                return cut(wider, address);
            }
        }
        return null;
    }

    private static byte[] cut(byte[] wider, TileAddress address) {
        if (address.level() != TileAddress.ENTRIES) {
            return Arrays.copyOf(wider, Math.min(wider.length, address.width() * Hash.LENGTH));
        }
        try {
            return EntryBundle.prefix(wider, address.width());
        } catch (MalformedException e) {
            // Handed over as it is, and refused by whoever parses it, under its name.
            return wider;
        }
    }

    /** The bundle with the most entries that there is at a place; null if there is none. Costs up to 256 reads. */
    @Nullable
    Bundle widestBundle(long index) throws IOException {
        var full = new TileAddress(TileAddress.ENTRIES, index, TileAddress.FULL_WIDTH);
        Bundle found = bundle(full);
        List<Integer> listed = found == null ? files.partialWidths(full) : List.of();
        if (!listed.isEmpty()) {
            return bundle(new TileAddress(TileAddress.ENTRIES, index, listed.get(listed.size() - 1)));
        }
        for (int width = TileAddress.FULL_WIDTH - 1; width > 0 && found == null; width--) {
            found = bundle(new TileAddress(TileAddress.ENTRIES, index, width));
        }
        return found;
    }

    private @Nullable Bundle bundle(TileAddress address) throws IOException {
        byte[] bytes = files.read(address);
        return bytes == null ? null : new Bundle(address, bytes);
    }

    /** A bundle as it lies there, not parsed. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    record Bundle(TileAddress address, byte[] bytes) {
        List<byte[]> entries() throws MalformedException {
            return EntryBundle.parse(bytes, address.width());
        }
    }

    @Override
    public Hash node(int level, long index) throws IOException {
        TileAddress full = Tiles.holding(level, index);
        int places = (int) ((index + 1) << (level % Tiles.HEIGHT) & (TileAddress.FULL_WIDTH - 1));
        var address = new TileAddress(full.level(), full.index(), places == 0 ? TileAddress.FULL_WIDTH : places);
        byte[] tile = read(address);
        if (tile == null) {
            throw new IOException(name + ": " + address.path() + " is missing");
        }
        try {
            return Tiles.node(tile, level, index);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + address.path() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
