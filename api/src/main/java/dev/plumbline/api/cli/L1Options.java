package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorEndpoints;
import dev.plumbline.ledger.anchor.AnchorTarget;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how a log is anchored: Ethereum nodes, a contract, and the key of the account that pays. */
final class L1Options {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    @Option(
            names = "--rpc",
            split = ",",
            paramLabel = "URL",
            description = "Ethereum nodes to anchor on; the next is asked when one fails")
    private List<String> rpcs = new ArrayList<>();

    @Option(
            names = "--anchor-key",
            paramLabel = "FILE",
            description = "key of the account that anchors: plain, or a keystore (version 3)")
    private @Nullable Path keyFile;

    @Option(
            names = "--anchor-key-env",
            paramLabel = "NAME",
            description = "environment variable that holds the key instead")
    private @Nullable String keyVariable;

    @Option(
            names = "--anchor-password-file",
            paramLabel = "FILE",
            description = "password of the keystore; without it one is asked for")
    private @Nullable Path passwordFile;

    @Option(names = "--contract", paramLabel = "0xADDRESS", description = "the log's anchor contract")
    private @Nullable String contract;

    private @Nullable String passwordVariable;
    private @Nullable String genesis;

    L1Options() {}

    /** Fills in from a configuration file what the command line does not say. */
    void orElse(ServeConfig config) {
        String configured = config.text(ServeConfig.Key.L1_RPC);
        if (rpcs.isEmpty() && configured != null) {
            rpcs = List.of(configured.split(",", -1));
        }
        contract = contract == null ? config.text(ServeConfig.Key.L1_CONTRACT) : contract;
        // A key of the command line stands alone, whichever way the file has one.
        if (keyFile == null && keyVariable == null) {
            keyFile = path(config.text(ServeConfig.Key.L1_ANCHOR_KEY));
            keyVariable = config.text(ServeConfig.Key.L1_ANCHOR_KEY_ENV);
        }
        if (passwordFile == null) {
            passwordFile = path(config.text(ServeConfig.Key.L1_ANCHOR_PASSWORD_FILE));
            passwordVariable = config.text(ServeConfig.Key.L1_ANCHOR_PASSWORD_ENV);
        }
        genesis = config.text(ServeConfig.Key.L1_GENESIS);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    /** Whether anything of it was given. */
    boolean isAnyGiven() {
        return !rpcs.isEmpty() || keyFile != null || keyVariable != null || contract != null;
    }

    boolean hasNode() {
        return !rpcs.isEmpty();
    }

    boolean hasContract() {
        return contract != null;
    }

    boolean hasKey() {
        return keyFile != null || keyVariable != null;
    }

    AnchorEndpoints endpoints() throws FailedException {
        if (rpcs.isEmpty()) {
            throw FailedException.usage("anchoring needs --rpc (l1_rpc) as well");
        }
        List<URI> urls = new ArrayList<>();
        try {
            for (String text : rpcs) {
                urls.add(new URI(text.strip()));
            }
            return AnchorEndpoints.of(urls, RPC_TIMEOUT);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FailedException.usage("--rpc: " + e.getMessage());
        }
    }

    /** The node at a URL. */
    static EthereumRpc node(String text) throws FailedException {
        try {
            return new EthereumRpc(new URI(text), RPC_TIMEOUT);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw FailedException.usage("--rpc: " + e.getMessage());
        }
    }

    AccountKey key() throws FailedException {
        if (keyFile != null && keyVariable != null) {
            throw FailedException.usage(
                    "the anchor key is to come from a file and from a variable, want one of the two");
        }
        try {
            if (keyVariable != null) {
                return AccountKey.parse(variable(keyVariable), "environment variable " + keyVariable);
            }
            Path file = require(keyFile, "--anchor-key (l1_anchor_key)");
            return AccountKey.load(file, new KeystorePassword(file, passwordFile, passwordVariable));
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        }
    }

    /** The key in a file, plain or a keystore whose password is asked for. */
    static AccountKey key(Path file) throws FailedException {
        try {
            return AccountKey.load(file, new KeystorePassword(file, null, null));
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        }
    }

    private static String variable(String name) throws IOException {
        String value = System.getenv(name);
        if (value == null) {
            throw new IOException("environment variable " + name + ": is not set, want the anchor key in it");
        }
        return value;
    }

    /** The contract; asks the nodes for their chain only if it is given without one. */
    AnchorTarget target(AnchorEndpoints endpoints, String origin) throws FailedException {
        String text = require(contract, "--contract (l1_contract)");
        // 'anchor deploy' prints chain and address together, as CAIP-10 does; the address alone is taken as well.
        int addressStart = text.lastIndexOf(':') + 1;
        try {
            long chainId = addressStart > 0 ? chainId(text.substring(0, addressStart - 1), text) : endpoints.chainId();
            return new AnchorTarget(
                    chainId,
                    genesis == null ? null : Word.parseHex(genesis, "l1_genesis"),
                    Address.parseHex(text.substring(addressStart), "contract"),
                    origin);
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC_UNREACHABLE: " + e.getMessage(), e);
        }
    }

    private static long chainId(String chain, String contract) throws FailedException {
        String prefix = "eip155:";
        String digits = chain.startsWith(prefix) ? chain.substring(prefix.length()) : "";
        boolean isDecimal = !digits.isEmpty()
                && digits.length() <= 18
                && digits.charAt(0) != '0'
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isDecimal) {
            throw FailedException.usage("contract " + contract + " has no chain such as eip155:1 before its address");
        }
        return Long.parseLong(digits);
    }

    private static <T> T require(@Nullable T value, String what) throws FailedException {
        if (value == null) {
            throw FailedException.usage("anchoring needs " + what + " as well");
        }
        return value;
    }
}
