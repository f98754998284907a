package dev.plumbline.ledger.audit;

import dev.plumbline.ledger.audit.BundleReader.ReadBundle;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.tile.Tiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Workers read bundles ahead, in any order; the calling thread applies them in the order of the log. At most
 * {@link #AHEAD_PER_WORKER} bundles for each worker are read and not applied.
 */
final class Pipeline {
    private static final int AHEAD_PER_WORKER = 4;

    /** Bundles between two commits: some 65,000 entries. */
    private static final int BUNDLES_PER_COMMIT = 256;

    private final BundleReader reader;
    private final RuleBook rules;
    private final int workerCount;

    Pipeline(BundleReader reader, RuleBook rules, int workerCount) {
        this.reader = reader;
        this.rules = rules;
        this.workerCount = workerCount;
    }

    /** Is told on the calling thread. */
    interface Listener {
        /** All entries before {@code size} are applied. */
        void applied(long size);

        /** The same, and it is time to commit. */
        void boundary(long size);
    }

    /**
     * Reads and applies the entries from index {@code from} up to {@code size}.
     *
     * @throws IOException if a bundle cannot be fetched; an entry may then be applied in part
     */
    void run(long from, long size, Listener listener) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(workerCount, Pipeline::thread);
        try {
            var ahead = new ArrayDeque<Future<ReadBundle>>();
            long reading = from / TileAddress.FULL_WIDTH;
            long applied = from;
            for (int sinceCommit = 1; applied < size; sinceCommit++) {
                while (ahead.size() < AHEAD_PER_WORKER * workerCount && reading * TileAddress.FULL_WIDTH < size) {
                    long bundle = reading++;
                    ahead.add(workers.submit(() -> reader.read(bundle, from)));
                }
                ReadBundle bundle = result(ahead.remove());
                long end = end(bundle.from(), size);
                rules.apply(bundle, (int) (end - bundle.from()));
                applied = end;
                listener.applied(applied);
                if (applied == size || sinceCommit % BUNDLES_PER_COMMIT == 0) {
                    listener.boundary(applied);
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            workers.shutdownNow();
        }
    }

    private static long end(long from, long size) {
        long bundle = from / TileAddress.FULL_WIDTH;
        return bundle * TileAddress.FULL_WIDTH + Tiles.widthAt(TileAddress.ENTRIES, bundle, size);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "audit-reader");
        thread.setDaemon(true);
        return thread;
    }

    private static ReadBundle result(Future<ReadBundle> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the log");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw new IllegalStateException("reading a bundle failed", e.getCause());
        }
    }
}
