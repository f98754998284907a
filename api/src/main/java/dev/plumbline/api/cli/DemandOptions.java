package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.DemandQueue;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which contract is meant, and through which node it is seen. */
final class DemandOptions {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    @Option(names = "--rpc", paramLabel = "URL", description = "an Ethereum node")
    private @Nullable String rpc;

    @Option(names = "--contract", paramLabel = "0xADDRESS", description = "the log's anchor contract")
    private @Nullable String contract;

    DemandOptions() {}

    EthereumRpc node() throws FailedException {
        return L1Options.node(require(rpc, "--rpc"));
    }

    private AnchorEndpoints endpoints() throws FailedException {
        try {
            return AnchorEndpoints.of(List.of(new URI(require(rpc, "--rpc"))), RPC_TIMEOUT);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FailedException.usage("--rpc: " + e.getMessage());
        }
    }

    /** The address, which may have its chain before it, as 'anchor deploy' prints it. */
    Address contract() throws FailedException {
        try {
            String text = require(contract, "--contract");
            return Address.parseHex(text.substring(text.lastIndexOf(':') + 1), "contract");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    /** What a verb needs that stands above another verb, of which the reader of the command line must not ask it. */
    static <T> T require(@Nullable T value, String name) throws FailedException {
        if (value == null) {
            throw FailedException.usage("want " + name + " as well");
        }
        return value;
    }

    DemandQueue queue() throws FailedException {
        return new DemandQueue(endpoints(), contract());
    }
}
