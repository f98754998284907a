package dev.plumbline.api.cli;

import dev.plumbline.api.imports.ClaimTerms;
import dev.plumbline.api.imports.ClaimsImport;
import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.Imported;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.LogScan;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.event.Namespace;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb import airdrop-claimed}. */
@Command(
        name = "airdrop-claimed",
        description = {
            "Make a reward.pay of each AirdropClaimed(batch, account, amount) that pays accrued lines exactly.",
            "The logs come from a node (--rpc, --contract, --from-block), or from a file that eth_getLogs answered."
        },
        footer = {
            "",
            "Example:",
            "  plumb import airdrop-claimed --ns eip155:1612/texts --token eip155:1612/slip44:60 --contract 0x… logs.json"
        })
final class ImportClaims implements Callable<Integer> {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(30);
    private static final String EVM = "eip155:";

    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(names = "--ns", required = true, paramLabel = "NS", description = "the datanet, such as eip155:1612/images")
    private String namespace = "";

    @Option(
            names = "--accruals",
            paramLabel = "FILE",
            description =
                    "reward.accrue and reward.pay events of the log, one on each line (default: none, so nothing matches)")
    private @Nullable String accruals;

    @Option(
            names = "--chain",
            paramLabel = "ID",
            description = "EIP-155 id of the chain of a file of logs (default: that of the datanet)")
    private @Nullable Long chain;

    @Option(names = "--rpc", paramLabel = "URL", description = "node to ask: https, or http on this machine")
    private @Nullable String rpc;

    @Option(names = "--contract", required = true, paramLabel = "ADDRESS", description = "the contract that pays")
    private String contract = "";

    @Option(names = "--token", required = true, paramLabel = "TOKEN", description = "CAIP-19 asset that it pays in")
    private String token = "";

    @Option(names = "--from-block", paramLabel = "N", description = "first block to look at")
    private @Nullable Long fromBlock;

    @Option(
            names = "--to-block",
            paramLabel = "N",
            description = "last block to look at (default: the newest final one)")
    private @Nullable Long toBlock;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "logs as eth_getLogs answers them; - is stdin")
    private @Nullable String file;

    ImportClaims(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        if ((file == null) == (rpc == null)) {
            throw FailedException.usage("want either a FILE of logs or --rpc");
        }
        Namespace datanet = ImportOptions.namespace(namespace);
        Address payer = address();
        byte[] accrued = accruals == null ? new byte[0] : InputFiles.read(accruals, console);
        var run = new ImportRun(console, options);
        if (file != null) {
            var terms = new ClaimTerms(datanet, token, chainOfFile(datanet), payer, -1);
            byte[] bytes = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
            run.add(file, ClaimsImport.read(bytes, terms, accrued));
        } else {
            run.add("logs of " + contract, ask(String.valueOf(rpc), datanet, payer, accrued));
        }
        return run.finish();
    }

    private Address address() throws FailedException {
        try {
            return Address.parseHex(contract, "--contract");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
    }

    private long chainOfFile(Namespace datanet) throws FailedException {
        if (chain != null && chain >= 1 && chain <= Limits.JSON_INTEGER_MAX) {
            return chain;
        }
        try {
            if (chain == null && datanet.chain().startsWith(EVM)) {
                long id = Long.parseLong(datanet.chain().substring(EVM.length()));
                if (id >= 1 && id <= Limits.JSON_INTEGER_MAX) {
                    return id;
                }
            }
        } catch (NumberFormatException e) {
            throw FailedException.usage("--ns names no EIP-155 chain; pass the logs' with --chain");
        }
        throw FailedException.usage("--chain: want the EIP-155 id of the chain, 1 to 2^53-1");
    }

    private Imported ask(String url, Namespace datanet, Address payer, byte[] accrued) throws FailedException {
        if (fromBlock == null || fromBlock < 0) {
            throw FailedException.usage("--rpc wants --from-block as well");
        }
        try {
            var node = new EthereumRpc(URI.create(url), RPC_TIMEOUT);
            var scan = new LogScan(node, payer, ClaimsImport.TOPIC);
            long chainId = node.chainId();
            if (chain != null && chain != chainId) {
                throw new FailedException(ExitCode.FALSE, "the node is on chain " + chainId + ", want " + chain);
            }
            if (chainId < 1 || chainId > Limits.JSON_INTEGER_MAX) {
                throw new FailedException(ExitCode.FALSE, "the node is on chain " + chainId + ", want 1 to 2^53-1");
            }
            long finalized = scan.finalizedBlock();
            long to = toBlock == null ? finalized : toBlock;
            if (to < fromBlock) {
                throw FailedException.usage("blocks " + fromBlock + " to " + to + " are no range");
            }
            List<RpcLog> logs = scan.read(fromBlock, to);
            return ClaimsImport.read(logs, new ClaimTerms(datanet, token, chainId, payer, finalized), accrued);
        } catch (RpcException e) {
            throw FailedException.notChecked("the node cannot be asked: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("--rpc: " + e.getMessage());
        }
    }
}
