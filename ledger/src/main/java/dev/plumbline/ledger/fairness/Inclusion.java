package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a transaction stands in the rollup, and who saw it there when.
 *
 * @param block number of the block
 * @param blockHash its hash
 * @param index where in the block, from 0
 * @param blockTimeSeconds the block's own time, in seconds; the sequencer chose it
 * @param baseFee base fee of the block, in wei
 * @param effectiveTip what the transaction paid beyond it for a unit of gas, in wei
 * @param firstSeenMillis when each observer saw the block first, each by its own clock; at least one observer
 */
public record Inclusion(
        long block,
        Word blockHash,
        int index,
        long blockTimeSeconds,
        BigInteger baseFee,
        BigInteger effectiveTip,
        SortedMap<String, Long> firstSeenMillis) {
    /** @throws IllegalArgumentException if a number is negative or no observer is named */
    public Inclusion {
        firstSeenMillis = Collections.unmodifiableSortedMap(new TreeMap<>(firstSeenMillis));
        Bounds.checkAtLeast("block", block, 0);
        Bounds.checkAtLeast("index in the block", index, 0);
        Bounds.checkAtLeast("block time", blockTimeSeconds, 0);
        Bounds.checkAmount("base fee", baseFee);
        Bounds.checkAmount("effective tip", effectiveTip);
        if (firstSeenMillis.isEmpty()) {
            throw new IllegalArgumentException("no observer saw the block, want one or more");
        }
        firstSeenMillis.forEach((observer, millis) -> {
            Bounds.checkNamed("observer", observer);
            Bounds.checkAtLeast("first seen", millis, 0);
        });
    }

    /** When the first of the observers saw it, in milliseconds since the epoch. */
    public long firstSeen() {
        return Collections.min(firstSeenMillis.values());
    }
}
