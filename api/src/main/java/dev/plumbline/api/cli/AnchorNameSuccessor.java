package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb anchor name-successor}. */
@Command(
        name = "name-successor",
        description = {
            "Name the account that may take over a log's anchor contract, with the key of its operator.",
            "The operator stays until that account accepts; the address of zeros takes a name back.",
            "Stop the ledger first: two processes must not send with one key."
        },
        footer = {
            "",
            "Example:",
            "  plumb anchor name-successor 0x7099… --rpc http://127.0.0.1:8545 --anchor-key anchor.key \\",
            "      --contract eip155:1:0x52c4… --origin ledger.example.org/attribution"
        })
final class AnchorNameSuccessor implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private HandoverOptions handover = new HandoverOptions();

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "the account that may take over")
    private String successor = "";

    AnchorNameSuccessor(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException {
        Address address;
        try {
            address = Address.parseHex(successor, "successor");
        } catch (MalformedException e) {
            throw FailedException.usage(String.valueOf(e.getMessage()));
        }
        return handover.run(console, options, "name-successor", address.hex(), half -> half.nameSuccessor(address));
    }
}
