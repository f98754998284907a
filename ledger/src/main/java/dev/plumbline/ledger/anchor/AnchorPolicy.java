package dev.plumbline.ledger.anchor;

import java.math.BigInteger;

/**
 * What anchoring may cost and how long it may wait.
 *
 * @param feePerGasMax most wei for a unit of gas; while the chain asks for more, nothing is sent
 * @param stuckBlocks blocks without its transaction after which an anchor is sent again for more, at least 1
 */
public record AnchorPolicy(BigInteger feePerGasMax, int stuckBlocks) {
    /** Up to 200 gwei, and more after ten blocks, two minutes on Ethereum. */
    public static final AnchorPolicy DEFAULT = new AnchorPolicy(BigInteger.valueOf(200_000_000_000L), 10);

    /** @throws IllegalArgumentException if either is not positive */
    public AnchorPolicy {
        if (feePerGasMax.signum() <= 0 || stuckBlocks < 1) {
            throw new IllegalArgumentException("anchor policy has fee limit " + feePerGasMax + " and " + stuckBlocks
                    + " blocks, want both 1 or more");
        }
    }
}
