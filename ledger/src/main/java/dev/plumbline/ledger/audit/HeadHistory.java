package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.TileClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The roots that a log had at earlier sizes, from its tiles. Owned by one thread. */
final class HeadHistory {
    /** Roots kept in memory, most recently used. */
    private static final int RECENT_MAX = 4_096;

    private final TileClient<IOException> client;
    private final Map<Long, Hash> recent = new Names.Recent<>(RECENT_MAX);

    HeadHistory(TileClient<IOException> client) {
        this.client = client;
    }

    /**
     * The root at a size, 0 to that of the head; null if the tiles that it takes cannot be verified.
     *
     * @throws UncheckedIOException if they cannot be fetched
     */
    @Nullable
    Hash root(long size) {
        Hash known = recent.get(size);
        if (known != null) {
            return known;
        }
        try {
            TreeHead prefix = client.prefix(size);
            recent.put(size, prefix.root());
            return prefix.root();
        } catch (BadTileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
