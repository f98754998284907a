package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.AnchorDeployment;
import dev.plumbline.ledger.anchor.AnchorPolicy;
import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plumb anchor deploy}. */
@Command(
        name = "deploy",
        description = {
            "Create a log's anchor contract. Done once; the account of the key pays and becomes the operator.",
            "Prints chain and address as 'verify --contract' takes them."
        },
        footer = {
            "",
            "Example:",
            "  plumb anchor deploy --rpc http://127.0.0.1:8545 --key anchor.key --origin ledger.example.org/attribution"
        })
final class AnchorDeploy implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--rpc", required = true, paramLabel = "URL", description = "the Ethereum node")
    private String rpc = "";

    @Option(
            names = {"--key", "--anchor-key"},
            required = true,
            paramLabel = "FILE",
            description = "key of the account, from 'plumb keygen --anchor'")
    private java.nio.file.Path keyFile = java.nio.file.Path.of("");

    @Option(names = "--origin", required = true, paramLabel = "ORIGIN", description = "the log's origin")
    private String origin = "";

    AnchorDeploy(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException {
        EthereumRpc node = L1Options.node(rpc);
        AccountKey key = L1Options.key(keyFile);
        try {
            Address contract = AnchorDeployment.deploy(node, key, AnchorPolicy.DEFAULT, origin);
            String place = "eip155:" + node.chainId() + ":" + contract.hex();
            console.line(
                    options.isJson()
                            ? Json.encode(Json.object()
                                    .put("chain", "eip155:" + node.chainId())
                                    .put("contract", contract.hex())
                                    .put("operator", key.address().hex()))
                            : place);
            return ExitCode.OK;
        } catch (RpcException e) {
            throw FailedException.notChecked("RPC_UNREACHABLE: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FailedException.notChecked("interrupted; the contract may still be created", e);
        }
    }
}
