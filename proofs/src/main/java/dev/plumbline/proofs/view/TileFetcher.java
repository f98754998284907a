package dev.plumbline.proofs.view;

import org.jspecify.annotations.Nullable;

/**
 * Where a {@link TileClient} gets the files of a log from: a web server, a mirror, a folder. What it hands over is hostile
 * and is checked by whoever asked. Decompression and retries are its own business.
 *
 * @param <X> what it throws when the world is in the way: no network, no answer in time, a status that is neither success
 *     nor "not found"
 */
@FunctionalInterface
public interface TileFetcher<X extends Exception> {
    /**
     * The bytes of a resource, or null if the log does not have it. The array is handed over.
     *
     * @param path below the log's prefix, without a slash in front: {@code tile/0/x001/067.p/5}
     * @param bytesMax most bytes that can be right, at most some 16 MiB; whatever is longer is refused anyway, so stop
     *     reading one byte behind them
     */
    byte @Nullable [] fetch(String path, int bytesMax) throws X;
}
