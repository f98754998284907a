package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorKey;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.anchor.EthereumRpc;
import dev.plumbline.ledger.anchor.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how a log is anchored: an Ethereum node, a contract, and the key of the account that pays. */
final class L1Options {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);
    private static final BigInteger WEI_PER_GWEI = BigInteger.valueOf(1_000_000_000);
    private static final long FEE_GWEI_MAX = 200;
    private static final long FEE_GWEI_HIGHEST = 1_000_000;

    @Option(names = "--rpc", paramLabel = "URL", description = "the Ethereum node to anchor on")
    private @Nullable String rpc;

    @Option(names = "--anchor-key", paramLabel = "FILE", description = "key of the account that anchors")
    private @Nullable Path keyFile;

    @Option(names = "--contract", paramLabel = "0xADDRESS", description = "the log's anchor contract")
    private @Nullable String contract;

    L1Options() {}

    /** Fills in from a configuration file what the command line does not say. */
    void orElse(ServeConfig config) {
        rpc = rpc == null ? config.text(ServeConfig.Key.L1_RPC) : rpc;
        contract = contract == null ? config.text(ServeConfig.Key.L1_CONTRACT) : contract;
        String file = config.text(ServeConfig.Key.L1_ANCHOR_KEY);
        keyFile = keyFile == null && file != null ? Path.of(file) : keyFile;
    }

    /** Whether anything of it was given. */
    boolean isAnyGiven() {
        return rpc != null || keyFile != null || contract != null;
    }

    EthereumRpc rpc() throws FailedException {
        return node(require(rpc, "--rpc (l1_rpc)"));
    }

    /** The node at a URL. */
    static EthereumRpc node(String text) throws FailedException {
        try {
            return new EthereumRpc(new URI(text), RPC_TIMEOUT);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FailedException.usage("--rpc: " + e.getMessage());
        }
    }

    AnchorKey key() throws FailedException {
        return key(require(keyFile, "--anchor-key (l1_anchor_key)"));
    }

    /** The key in a file. */
    static AnchorKey key(Path file) throws FailedException {
        try {
            return AnchorKey.load(file);
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        }
    }

    AnchorTarget target(EthereumRpc node, String origin) throws FailedException {
        String text = require(contract, "--contract (l1_contract)");
        // 'anchor deploy' prints chain and address together, as CAIP-10 does; the address alone is taken as well.
        int addressStart = text.lastIndexOf(':') + 1;
        try {
            var target = new AnchorTarget(
                    node.chainId(), null, Address.parseHex(text.substring(addressStart), "contract"), origin);
            if (addressStart > 0 && !text.startsWith(target.chain() + ":")) {
                throw FailedException.usage("contract " + text + " is not on the node's chain, " + target.chain());
            }
            return target;
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC_UNREACHABLE: " + e.getMessage(), e);
        }
    }

    static AnchorPolicy policy(ServeConfig config) throws FailedException {
        long gwei = config.number(ServeConfig.Key.L1_FEE_GWEI_MAX, FEE_GWEI_MAX, FEE_GWEI_HIGHEST);
        return new AnchorPolicy(BigInteger.valueOf(gwei).multiply(WEI_PER_GWEI), AnchorPolicy.DEFAULT.stuckBlocks());
    }

    private static <T> T require(@Nullable T value, String what) throws FailedException {
        if (value == null) {
            throw FailedException.usage("anchoring needs " + what + " as well");
        }
        return value;
    }
}
