package dev.plumbline.api.http;

import dev.plumbline.proofs.tile.TileAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Full entry bundles that were compressed before, the least recently asked for forgotten first. Any thread. */
final class CompressedBundles {
    private static final long BYTES_MAX = 32 << 20;
    private static final int INITIAL_CAPACITY = 64;
    private static final float LOAD_FACTOR = 0.75f;

    private final ReentrantLock lock = new ReentrantLock();
    // Both guarded by lock. The map is in the order of the last access.
    private final Map<Long, byte[]> byIndex = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private long bytes;

    /** The gzip form of a full bundle. The array is shared: look, do not write. */
    byte[] of(TileAddress full, byte[] bundle) throws IOException {
        byte[] known = find(full.index());
        if (known != null) {
            return known;
        }
        var target = new ByteArrayOutputStream(bundle.length / 2);
        try (var gzip = new GZIPOutputStream(target)) {
            gzip.write(bundle);
        }
        byte[] compressed = target.toByteArray();
        keep(full.index(), compressed);
        return compressed;
    }

    private byte @Nullable [] find(long index) {
        lock.lock();
        try {
            return byIndex.get(index);
        } finally {
            lock.unlock();
        }
    }

    private void keep(long index, byte[] compressed) {
        lock.lock();
        try {
            if (byIndex.put(index, compressed) == null) {
                bytes += compressed.length;
            }
            Iterator<byte[]> oldest = byIndex.values().iterator();
            while (bytes > BYTES_MAX && oldest.hasNext()) {
                bytes -= oldest.next().length;
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
