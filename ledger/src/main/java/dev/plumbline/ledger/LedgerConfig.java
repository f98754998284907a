package dev.plumbline.ledger;

import dev.plumbline.ledger.sequence.Writer;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.SignerKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * How a ledger is run.
 *
 * @param dataDirectory where everything is kept; created if it is not there
 * @param key the log's Ed25519 key, whose name is the log's origin
 * @param clock for the times that the ledger itself claims
 * @param knownHeads heads that the ledger is known to have signed, from outside its own files, such as its L1 anchors: a
 *     journal that does not hold them was rolled back
 * @param bounds how much may wait and how much goes into one batch
 * @param segmentBytes size of the journal's files
 * @param hotTilesMax tiles kept in memory for proofs, 16 KiB each
 * @param publishIntervalMillis pause between two updates of the static files
 */
public record LedgerConfig(
        Path dataDirectory,
        SignerKey key,
        InstantSource clock,
        List<TreeHead> knownHeads,
        Writer.Bounds bounds,
        long segmentBytes,
        int hotTilesMax,
        long publishIntervalMillis) {
    private static final int MIB = 1 << 20;

    /** Copies the heads. */
    public LedgerConfig {
        knownHeads = List.copyOf(knownHeads);
    }

    /** A configuration with the defaults, which suit two cores and a few hundred MiB. */
    public static LedgerConfig of(Path dataDirectory, SignerKey key, InstantSource clock) {
        return new LedgerConfig(
                dataDirectory,
                key,
                clock,
                List.of(),
                new Writer.Bounds(65_536, 128L * MIB, 8_192, 16L * MIB),
                64L * MIB,
                4_096,
                1_000);
    }

    /** The same, but for the heads that must be found in the journal. */
    public LedgerConfig withKnownHeads(List<TreeHead> heads) {
        return new LedgerConfig(
                dataDirectory, key, clock, heads, bounds, segmentBytes, hotTilesMax, publishIntervalMillis);
    }

    /** The same, but for the bounds. */
    public LedgerConfig withBounds(Writer.Bounds newBounds) {
        return new LedgerConfig(
                dataDirectory, key, clock, knownHeads, newBounds, segmentBytes, hotTilesMax, publishIntervalMillis);
    }

    /** The same, but for the size of the journal's files. */
    public LedgerConfig withSegmentBytes(long bytes) {
        return new LedgerConfig(
                dataDirectory, key, clock, knownHeads, bounds, bytes, hotTilesMax, publishIntervalMillis);
    }

    /** The same, but for the pause between two updates of the static files. */
    public LedgerConfig withPublishIntervalMillis(long millis) {
        return new LedgerConfig(dataDirectory, key, clock, knownHeads, bounds, segmentBytes, hotTilesMax, millis);
    }
}
