package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Word;

/**
 * Blocks that were replaced after an observer had seen them.
 *
 * @param fromNumber number of the lowest block replaced
 * @param depth how many were replaced, at least 1
 * @param oldHash hash of the lowest one before
 * @param newHash its hash after
 * @param atMillis when it was seen
 * @param displaced followed transactions that left their block by it
 */
public record ReorgSeen(long fromNumber, int depth, Word oldHash, Word newHash, long atMillis, int displaced) {
    /** @throws IllegalArgumentException if a number is out of its range or the hashes are the same */
    public ReorgSeen {
        Bounds.checkAtLeast("lowest block replaced", fromNumber, 0);
        Bounds.checkAtLeast("depth", depth, 1);
        Bounds.checkAtLeast("time of the reorg", atMillis, 0);
        Bounds.checkAtLeast("transactions displaced", displaced, 0);
        if (oldHash.equals(newHash)) {
            throw new IllegalArgumentException("block " + fromNumber + " was replaced by itself");
        }
    }
}
