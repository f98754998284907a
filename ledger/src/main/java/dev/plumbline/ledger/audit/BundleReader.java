package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.tile.TileAddress;
import dev.plumbline.proofs.view.BadTileException;
import dev.plumbline.proofs.view.TileCache;
import dev.plumbline.proofs.view.TileClient;
import dev.plumbline.proofs.view.TileFetcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Does all that one entry costs by itself: fetches it, verifies it up to the signed root, parses it, checks its signatures.
 * Safe for any number of threads if the fetcher and the cache are.
 */
final class BundleReader {
    /** Bundles that share what is known of batch signatures; 64 of them hold four of the largest batches. */
    private static final long BUNDLES_PER_VERIFIER = 64;

    private final TreeHead head;
    private final TileFetcher<IOException> fetcher;
    private final TileCache cache;
    private final LongPredicate checksSignaturesOf;
    private final ThreadLocal<TileClient<IOException>> clients;
    // Volatile: a thread that sees an old one only checks a batch again.
    private volatile Verifier verifier = new Verifier(0, new BatchVerifier());

    /**
     * A reader of the log under a head.
     *
     * @param checksSignaturesOf of which entries, by their indexes
     */
    BundleReader(TreeHead head, TileFetcher<IOException> fetcher, TileCache cache, LongPredicate checksSignaturesOf) {
        this.head = head;
        this.fetcher = fetcher;
        this.cache = cache;
        this.checksSignaturesOf = checksSignaturesOf;
        this.clients = ThreadLocal.withInitial(this::client);
    }

    /** A client for one more thread. */
    TileClient<IOException> client() {
        return new TileClient<>(head, fetcher, cache);
    }

    /**
     * The entries of one bundle from index {@code from} on.
     *
     * @throws IOException if they cannot be fetched; that they are not what the head demands is told by the result
     */
    ReadBundle read(long bundle, long from) throws IOException {
        long first = bundle * TileAddress.FULL_WIDTH;
        int skipped = (int) Math.max(0, from - first);
        try {
            List<byte[]> bytes = clients.get().entries(bundle);
            BatchVerifier batches = verifierOf(bundle);
            var entries = new ArrayList<ReadEntry>(bytes.size() - skipped);
            for (int i = skipped; i < bytes.size(); i++) {
                entries.add(read(first + i, bytes.get(i), batches));
            }
            return new ReadBundle(first + skipped, entries, null);
        } catch (BadTileException e) {
            return new ReadBundle(first + skipped, List.of(), e.getMessage());
        }
    }

    private ReadEntry read(long index, byte[] entry, BatchVerifier batches) {
        try {
            Event event = Event.parse(entry);
            boolean isChecked = checksSignaturesOf.test(index);
            return new ReadEntry.Whole(event, isChecked ? event.checkSignatures(batches) : null);
        } catch (MalformedException e) {
            return new ReadEntry.Broken(e, Remains.of(entry), TreeHasher.leaf(entry), entry.length);
        }
    }

    private BatchVerifier verifierOf(long bundle) {
        long number = bundle / BUNDLES_PER_VERIFIER;
        Verifier known = verifier;
        if (known.number() < number) {
            known = new Verifier(number, new BatchVerifier());
            verifier = known;
        }
        return known.batches();
    }

    /** What is known of the batch signatures of so many bundles. */
    private record Verifier(long number, BatchVerifier batches) {}

    /**
     * What was read of a bundle.
     *
     * @param from index of the first entry
     * @param entries the entries; none if they could not be read
     * @param defect why they could not be read; null if they could
     */
    record ReadBundle(
            long from, List<ReadEntry> entries, @Nullable String defect) {}
}
