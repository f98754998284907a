package dev.plumbline.ledger.takeover;

import dev.plumbline.proofs.merkle.TreeHead;
import org.jspecify.annotations.Nullable;

/**
 * What L1 holds of the log. Whatever is rebuilt starts with it.
 *
 * @param chain CAIP-2 name of the chain
 * @param contract the anchor contract, {@code 0x} and 40 lowercase hex digits
 * @param head the anchored tree, of at least one leaf
 * @param block number of the block that anchored it
 * @param basis on whose word, for the report
 * @param newest the tree that the newest block holds, which need not be final; null if it is {@code head}, or unknown
 */
public record KnownAnchor(
        String chain,
        String contract,
        TreeHead head,
        long block,
        String basis,
        @Nullable TreeHead newest) {
    /** @throws IllegalArgumentException if nothing is anchored */
    public KnownAnchor {
        if (head.size() < 1) {
            throw new IllegalArgumentException("anchor of size " + head.size() + ", want at least 1");
        }
    }
}
