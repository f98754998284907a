package dev.plumbline.proofs.view;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.tile.EntryBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a {@link SlowLog} at one size, some of them replaced or gone, and what was asked for. */
final class ServedLog implements TileFetcher<RuntimeException> {
    final List<String> asked = new ArrayList<>();
    private final SlowLog log;
    private final long size;
    private final Map<String, byte @Nullable []> replaced = new HashMap<>();

    ServedLog(SlowLog log, long size) {
        this.log = log;
        this.size = size;
    }

    /** Serves these bytes under a path from now on, or nothing. */
    ServedLog replace(String path, byte @Nullable [] bytes) {
        replaced.put(path, bytes);
        return this;
    }

    @Override
    public byte @Nullable [] fetch(String path, int bytesMax) {
        asked.add(path);
        return replaced.containsKey(path) ? replaced.get(path) : honest(path);
    }

    /** What the path holds in a log of this size, every partial form included; null if its last place is not filled. */
    byte @Nullable [] honest(String path) {
        TileAddress address;
        try {
            address = TileAddress.parse(path);
        } catch (MalformedException e) {
            throw new AssertionError(path, e);
        }
        if (Tiles.widthAt(address.level(), address.index(), size) < address.width()) {
            return null;
        }
        long first = address.index() * TileAddress.FULL_WIDTH;
        if (address.level() == TileAddress.ENTRIES) {
            var entries = new ArrayList<byte[]>();
            for (int i = 0; i < address.width(); i++) {
                entries.add(log.entry(first + i));
            }
            return EntryBundle.encode(entries);
        }
        var tile = new ByteArrayOutputStream();
        for (int i = 0; i < address.width(); i++) {
            Hash hash = log.node(Tiles.HEIGHT * address.level(), first + i);
            tile.writeBytes(hash.bytes());
        }
        return tile.toByteArray();
    }
}
