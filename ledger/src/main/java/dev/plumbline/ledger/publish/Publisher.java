package dev.plumbline.ledger.publish;

import dev.plumbline.ledger.tree.EntryStore;
import dev.plumbline.ledger.tree.HotTiles;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is durable into static files, on a thread of its own: full tiles and bundles as they fill up, and from time to
 * time the checkpoint with the partial tiles that it needs.
 *
 * <p>The order is the promise: everything below a checkpoint is forced before the checkpoint is, so after a crash every tile
 * that the checkpoint file covers is whole and those beyond it are simply written again.
 */
public final class Publisher implements Closeable {
    /** Full tiles that may wait for a disk that refuses them before the ledger has to stop. */
    public static final int WAITING_TILES_MAX = 50_000;

    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    private final StaticFiles files;
    private final HotTiles tiles;
    private final EntryStore entries;
    private final long intervalMillis;
    private final ConcurrentLinkedQueue<TileAddress> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    // Written by the writer's thread, read by this one; a reference to an immutable value.
    private volatile SignedHead head;
    // Written by this thread, read by others for their metrics.
    private volatile long publishedSize;
    private volatile @Nullable String failure;

    /**
     * A publisher that does nothing until {@link #start}.
     *
     * @param head the newest signed head
     * @param publishedSize size that the checkpoint file shows already
     * @param intervalMillis pause between two looks at what is new
     */
    public Publisher(
            StaticFiles files,
            HotTiles tiles,
            EntryStore entries,
            SignedHead head,
            long publishedSize,
            long intervalMillis) {
        this.files = files;
        this.tiles = tiles;
        this.entries = entries;
        this.head = head;
        this.publishedSize = publishedSize;
        this.intervalMillis = intervalMillis;
        this.thread = new Thread(this::run, "publisher");
        this.thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Tells of a full tile or bundle that is durable in the journal and not yet a file. */
    public void tileIsFull(TileAddress full) {
        waiting.add(full);
        waitingCount.incrementAndGet();
    }

    /** Tells of a new signed head, after all its full tiles were told. */
    public void headIs(SignedHead newHead) {
        head = newHead;
    }

    /** Size of the checkpoint that the static files show. */
    public long publishedSize() {
        return publishedSize;
    }

    /** How many full tiles and bundles are not yet files. */
    public int waitingCount() {
        return waitingCount.get();
    }

    /** Why the last attempt to write files failed, or null if it did not. It is tried again all the time. */
    public @Nullable String failure() {
        return failure;
    }

    private void run() {
        boolean isLast = false;
        while (!isLast) {
            isLast = pause();
            try {
                publish();
                failure = null;
            } catch (IOException e) {
                failure = e.getMessage();
                LOG.log(Logger.Level.ERROR, "static files could not be written, trying again", e);
            }
        }
    }

    private boolean pause() {
        try {
            return closing.await(intervalMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void publish() throws IOException {
        // The head first, the tiles after it: so every full tile below this head is in the queue by now.
        SignedHead newest = head;
        for (TileAddress full = waiting.peek(); full != null; full = waiting.peek()) {
            writeFull(full);
            waiting.remove();
            waitingCount.decrementAndGet();
        }
        long size = newest.head().size();
        if (size == publishedSize && size != 0) {
            return;
        }
        for (int level = TileAddress.ENTRIES; level <= TileAddress.LEVEL_MAX; level++) {
            long index = size >>> Math.min(Tiles.HEIGHT * (Math.max(level, 0) + 1), Long.SIZE - 1);
            int width = Tiles.widthAt(level, index, size);
            if (width > 0) {
                var partial = new TileAddress(level, index, width);
                files.write(partial, bytes(partial));
            }
        }
        files.writeCheckpoint(newest.note().bytes());
        publishedSize = size;
    }

    private void writeFull(TileAddress full) throws IOException {
        files.write(full, bytes(full));
        // From here on readers may take it from the file, so memory may forget it.
        if (full.level() == TileAddress.ENTRIES) {
            entries.isCold(full);
        } else {
            tiles.isCold(full);
        }
        files.deletePartials(full);
    }

    private byte[] bytes(TileAddress address) throws IOException {
        return address.level() == TileAddress.ENTRIES ? entries.bundle(address) : tiles.places(address);
    }

    /** Publishes what is left and stops. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
