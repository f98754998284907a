package dev.plumbline.ledger.rollup;

import dev.plumbline.ledger.rollup.LogRule.Payout;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a rollup to follow it, from one JSON file for each chain ({@code docs/SEQUENCER.md}). A null is
 * something that nobody has published: the file says {@code "unknown"}, and what needs it says that it cannot be told.
 *
 * @param chainId EIP-155 id
 * @param name for people
 * @param blockSeconds time from a block to the next
 * @param seqWindowBlocks L1 blocks within which a deposit must be in the rollup
 * @param maxDriftSeconds how far blocks may be ahead of L1
 * @param sequencer the address whose key signs unsafe blocks
 * @param portal the OptimismPortal on L1
 * @param disputeGameFactory the DisputeGameFactory on L1
 * @param outputOracle the L2OutputOracle on L1, of rollups that have no games
 * @param batchInbox where on L1 batches go
 * @param systemConfig the SystemConfig on L1
 * @param dataAvailability {@code eth-da} or {@code alt-da}
 * @param logsWindow blocks of one {@code eth_getLogs}, at least 1
 * @param matchers which logs matter
 */
public record ChainProfile(
        long chainId,
        String name,
        @Nullable Long blockSeconds,
        @Nullable Long seqWindowBlocks,
        @Nullable Long maxDriftSeconds,
        @Nullable Address sequencer,
        @Nullable Address portal,
        @Nullable Address disputeGameFactory,
        @Nullable Address outputOracle,
        @Nullable Address batchInbox,
        @Nullable Address systemConfig,
        @Nullable String dataAvailability,
        long logsWindow,
        List<LogRule> matchers) {
    /** Names of the profiles that come with the program. */
    public static final List<String> BUILT_IN =
            List.of("op-mainnet", "base", "xterio", "cyber", "automata", "hashkey", "funki", "openledger");
    /** What a file says in place of a value that is not public. */
    public static final String UNKNOWN = "unknown";
    /** Bytes of a file. */
    public static final int BYTES_MAX = 1 << 16;

    private static final String DOCUMENT = "chain profile";
    private static final int MATCHERS_MAX = 64;
    private static final int SIGNATURE_CHARS_MAX = 1_024;

    /**
     * Copies the matchers.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public ChainProfile {
        if (chainId < 1 || logsWindow < 1 || (blockSeconds != null && blockSeconds < 1)) {
            throw new IllegalArgumentException("chain " + chainId + ", window " + logsWindow + ", block seconds "
                    + blockSeconds + ": want each 1 or more");
        }
        matchers = List.copyOf(matchers);
    }

    /** A chain of which nothing is known but these: enough to follow it. */
    public static ChainProfile of(long chainId, String name, long blockSeconds) {
        return new ChainProfile(
                chainId, name, blockSeconds, null, null, null, null, null, null, null, null, null, 1_000, List.of());
    }

    /** The same chain with other matchers. */
    public ChainProfile withMatchers(List<LogRule> others) {
        return new ChainProfile(
                chainId,
                name,
                blockSeconds,
                seqWindowBlocks,
                maxDriftSeconds,
                sequencer,
                portal,
                disputeGameFactory,
                outputOracle,
                batchInbox,
                systemConfig,
                dataAvailability,
                logsWindow,
                others);
    }

    /**
     * A profile that comes with the program.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ChainProfile builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            throw new IllegalArgumentException("no chain profile " + name + ", want one of " + BUILT_IN);
        }
        try (InputStream in = ChainProfile.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new AssertionError("chain profile " + name + " is not in the build");
            }
            return parse(in.readAllBytes());
        } catch (IOException | MalformedException e) {
            throw new AssertionError("chain profile " + name + " of this build is damaged", e);
        }
    }

    /** Reads a file: every key that the format has, none that it does not. */
    public static ChainProfile parse(byte[] json) throws MalformedException {
        var line = new Line(CanonicalJson.parseAnySpelling(json, DOCUMENT, BYTES_MAX), DOCUMENT, "");
        if (line.size("v") != 1) {
            throw line.malformed(Malformed.UNSUPPORTED, "v", "want 1");
        }
        try {
            var profile = new ChainProfile(
                    line.size("chain_id"),
                    line.text("name"),
                    line.sizeOrUnknown("block_seconds"),
                    line.sizeOrUnknown("seq_window_blocks"),
                    line.sizeOrUnknown("max_drift_seconds"),
                    line.addressOrUnknown("sequencer"),
                    line.addressOrUnknown("portal"),
                    line.addressOrUnknown("dispute_game_factory"),
                    line.addressOrUnknown("output_oracle"),
                    line.addressOrUnknown("batch_inbox"),
                    line.addressOrUnknown("system_config"),
                    line.textOrUnknown("data_availability"),
                    line.size("logs_window"),
                    rules(line));
            line.end();
            return profile;
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Malformed.VALUE, DOCUMENT, String.valueOf(e.getMessage()));
        }
    }

    private static List<LogRule> rules(Line line) throws MalformedException {
        List<LogRule> rules = new ArrayList<>();
        for (Line rule : line.objects("matchers", MATCHERS_MAX)) {
            boolean isPayout = rule.has("payee");
            rules.add(new LogRule(
                    rule.text("name"),
                    rule.address("contract"),
                    rule.text("signature", SIGNATURE_CHARS_MAX),
                    rule.has("event") ? rule.text("event") : null,
                    isPayout
                            ? new Payout(
                                    rule.text("payee"),
                                    rule.text("amount"),
                                    rule.has("batch") ? rule.text("batch") : null)
                            : null));
            rule.end();
        }
        return rules;
    }

    /** The chain as CAIP-2 names it. */
    public String caip2() {
        return "eip155:" + chainId;
    }
}
