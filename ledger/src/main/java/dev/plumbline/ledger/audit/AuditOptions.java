package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import java.util.Map;

/**
 * How to audit, and what else is known of the log.
 *
 * @param signatures which signatures to check
 * @param workerCount threads that read, parse and check entries, at least 1
 * @param cacheMiB memory for pages of the state, in MiB, at least 1
 * @param remembered heads that must be of this log, such as earlier checkpoints and anchors, by who remembers them
 * @param receipts entries that receipts promise
 */
public record AuditOptions(
        Signatures signatures,
        int workerCount,
        int cacheMiB,
        Map<String, TreeHead> remembered,
        List<PromisedEntry> receipts) {
    private static final int CACHE_MIB = 64;

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public AuditOptions {
        if (workerCount < 1 || cacheMiB < 1) {
            throw new IllegalArgumentException(
                    workerCount + " workers and " + cacheMiB + " MiB of cache, want at least 1 of each");
        }
        remembered = Map.copyOf(remembered);
        receipts = List.copyOf(receipts);
    }

    /** Checks all signatures, on all cores. */
    public static AuditOptions standard() {
        return new AuditOptions(
                new Signatures.All(), Runtime.getRuntime().availableProcessors(), CACHE_MIB, Map.of(), List.of());
    }

    /** The same, but for the signatures. */
    public AuditOptions withSignatures(Signatures which) {
        return new AuditOptions(which, workerCount, cacheMiB, remembered, receipts);
    }

    /** The same, with these heads. */
    public AuditOptions withRemembered(Map<String, TreeHead> heads) {
        return new AuditOptions(signatures, workerCount, cacheMiB, heads, receipts);
    }

    /** The same, with these receipts. */
    public AuditOptions withReceipts(List<PromisedEntry> promised) {
        return new AuditOptions(signatures, workerCount, cacheMiB, remembered, promised);
    }

    /** Which signatures to check. */
    public sealed interface Signatures {
        /** Each one. */
        record All() implements Signatures {}

        /** None; everything else is checked. */
        record None() implements Signatures {}

        /**
         * Those of so many entries, drawn by {@link SignatureSample}.
         *
         * @param seed what to draw from
         * @param count how many entries, at least 1
         */
        record Drawn(Hash seed, int count) implements Signatures {
            /**
             * Checks the count.
             *
             * @throws IllegalArgumentException if it is below 1
             */
            public Drawn {
                if (count < 1) {
                    throw new IllegalArgumentException("a sample of " + count + ", want at least 1");
                }
            }
        }
    }

    /**
     * An entry that somebody holds a receipt for.
     *
     * @param by who or which file, for the report
     * @param index its leaf index
     * @param leafHash the hash of the entry as a leaf
     */
    public record PromisedEntry(String by, long index, Hash leafHash) {}
}
