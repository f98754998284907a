package dev.plumbline.ledger.anchor;

import java.math.BigInteger;
import java.time.Duration;

/**
 * What anchoring may cost and how long it may wait.
 *
 * @param feePerGasMax most wei for a unit of gas; while the chain asks for more, nothing is sent
 * @param stuckBlocks blocks without its transaction after which an anchor is sent again for more, at least 1
 * @param weiPerDayMax most wei that may be spent in a UTC day; once it is spent, nothing is sent
 * @param patience how long one endpoint may bring nothing forward, and how old its newest block may be, before another is
 *     asked
 * @param isDryRun whether transactions are built and estimated, and none is sent
 */
public record AnchorPolicy(
        BigInteger feePerGasMax, int stuckBlocks, BigInteger weiPerDayMax, Duration patience, boolean isDryRun) {
    /**
     * Up to 200 gwei a unit, more after ten blocks, which are two minutes on Ethereum, a quarter of an ether a day, and
     * half an hour for an endpoint, in which a block becomes final.
     */
    public static final AnchorPolicy DEFAULT = new AnchorPolicy(
            BigInteger.valueOf(200_000_000_000L),
            10,
            BigInteger.valueOf(250_000_000_000_000_000L),
            Duration.ofMinutes(30),
            false);

    /** @throws IllegalArgumentException if a limit is not positive */
    public AnchorPolicy {
        if (feePerGasMax.signum() <= 0 || stuckBlocks < 1) {
            throw new IllegalArgumentException("anchor policy has fee limit " + feePerGasMax + " and " + stuckBlocks
                    + " blocks, want both 1 or more");
        }
        if (weiPerDayMax.signum() <= 0 || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("anchor policy has " + weiPerDayMax + " wei a day and patience "
                    + patience + ", want both more than 0");
        }
    }

    /** The same with another limit for a unit of gas, in wei. */
    public AnchorPolicy withFeePerGasMax(BigInteger wei) {
        return new AnchorPolicy(wei, stuckBlocks, weiPerDayMax, patience, isDryRun);
    }

    /** The same with another number of blocks after which a transaction is stuck. */
    public AnchorPolicy withStuckBlocks(int blocks) {
        return new AnchorPolicy(feePerGasMax, blocks, weiPerDayMax, patience, isDryRun);
    }

    /** The same with another limit for a UTC day, in wei. */
    public AnchorPolicy withWeiPerDayMax(BigInteger wei) {
        return new AnchorPolicy(feePerGasMax, stuckBlocks, wei, patience, isDryRun);
    }

    /** The same with other patience for an endpoint. */
    public AnchorPolicy withPatience(Duration duration) {
        return new AnchorPolicy(feePerGasMax, stuckBlocks, weiPerDayMax, duration, isDryRun);
    }

    /** The same, but nothing is sent. */
    public AnchorPolicy dryRun() {
        return new AnchorPolicy(feePerGasMax, stuckBlocks, weiPerDayMax, patience, true);
    }
}
