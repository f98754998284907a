package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorSchedule;
import java.math.BigInteger;
import java.time.Duration;

/** What a configuration file says of when a log is anchored and what that may cost. */
final class AnchorSettings {
    private static final BigInteger WEI_PER_GWEI = BigInteger.valueOf(1_000_000_000);
    private static final long FEE_GWEI_HIGHEST = 1_000_000;
    private static final long BUDGET_GWEI_HIGHEST = 100_000_000_000_000_000L;
    private static final long SECONDS_HIGHEST = 31_536_000;
    private static final long STUCK_BLOCKS_HIGHEST = 100_000;
    private static final long ENTRIES_HIGHEST = 1_000_000_000_000L;

    private AnchorSettings() {}

    static AnchorPolicy policy(ServeConfig config) throws FailedException {
        AnchorPolicy defaults = AnchorPolicy.DEFAULT;
        long feeGwei = config.number(
                ServeConfig.Key.L1_FEE_GWEI_MAX,
                defaults.feePerGasMax().divide(WEI_PER_GWEI).longValueExact(),
                FEE_GWEI_HIGHEST);
        long budgetGwei = config.number(
                ServeConfig.Key.L1_BUDGET_GWEI_PER_DAY,
                defaults.weiPerDayMax().divide(WEI_PER_GWEI).longValueExact(),
                BUDGET_GWEI_HIGHEST);
        long stuckBlocks = config.number(ServeConfig.Key.L1_STUCK_BLOCKS, defaults.stuckBlocks(), STUCK_BLOCKS_HIGHEST);
        long patience = config.number(
                ServeConfig.Key.L1_PATIENCE_SECONDS, defaults.patience().toSeconds(), SECONDS_HIGHEST);
        AnchorPolicy policy = defaults.withFeePerGasMax(
                        BigInteger.valueOf(feeGwei).multiply(WEI_PER_GWEI))
                .withWeiPerDayMax(BigInteger.valueOf(budgetGwei).multiply(WEI_PER_GWEI))
                .withStuckBlocks((int) stuckBlocks)
                .withPatience(Duration.ofSeconds(patience));
        return config.flag(ServeConfig.Key.L1_DRY_RUN) ? policy.dryRun() : policy;
    }

    static AnchorSchedule schedule(ServeConfig config) throws FailedException {
        AnchorSchedule defaults = AnchorSchedule.DEFAULT;
        return new AnchorSchedule(
                Duration.ofSeconds(config.number(
                        ServeConfig.Key.L1_ANCHOR_INTERVAL_SECONDS,
                        defaults.interval().toSeconds(),
                        SECONDS_HIGHEST)),
                config.number(ServeConfig.Key.L1_ANCHOR_ENTRIES_MAX, defaults.entriesMax(), ENTRIES_HIGHEST),
                Duration.ofSeconds(config.number(
                        ServeConfig.Key.L1_POLL_SECONDS, defaults.poll().toSeconds(), SECONDS_HIGHEST)));
    }
}
