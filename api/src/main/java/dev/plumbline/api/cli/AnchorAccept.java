package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.Handover;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb anchor accept}. */
@Command(
        name = "accept",
        description = {
            "Become the operator of a log's anchor contract, with the key that its operator named.",
            "From then on only this key can anchor."
        },
        footer = {
            "",
            "Example:",
            "  plumb anchor accept --rpc http://127.0.0.1:8545 --anchor-key new.key \\",
            "      --contract eip155:1:0x52c4… --origin ledger.example.org/attribution"
        })
final class AnchorAccept implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private HandoverOptions handover = new HandoverOptions();

    AnchorAccept(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException {
        return handover.run(console, options, "accept", "", Handover::accept);
    }
}
