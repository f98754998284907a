package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.OrderTally;
import dev.plumbline.ledger.rollup.Observation.BlockSeen;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import java.util.Collections;

/**
 * What is kept of a block of the rollup while a casebook is made.
 *
 * @param number its height
 * @param hash its hash
 * @param timeSeconds its own time
 * @param baseFee wei per gas that every transaction of it burnt
 * @param seenAtMillis when the first observer was seen to have it, or, if nobody watched then, its own time
 * @param order how its order stands to the usual rule
 */
public record SeenBlock(
        long number, Word hash, long timeSeconds, BigInteger baseFee, long seenAtMillis, OrderTally order) {
    static SeenBlock of(BlockSeen seen) {
        long firstSeen = Collections.min(seen.firstSeenMillis().values());
        long at = seen.caughtUp() ? Math.min(firstSeen, seen.timeSeconds() * 1_000) : firstSeen;
        return new SeenBlock(seen.number(), seen.hash(), seen.timeSeconds(), seen.baseFee(), at, seen.order());
    }
}
