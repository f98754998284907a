package dev.plumbline.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plumb anchor}: groups what concerns L1. */
@Command(
        name = "anchor",
        synopsisSubcommandLabel = "(deploy | now | status | name-successor | accept)",
        description = "Anchor a log's root on Ethereum L1.",
        footer = {
            "",
            "Examples:",
            "  plumb anchor deploy --rpc http://127.0.0.1:8545 --anchor-key anchor.key --origin ledger.example.org/log",
            "  plumb anchor status --url http://127.0.0.1:8080"
        })
final class Anchor implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    Anchor() {}

    @Override
    public Integer call() {
        if (options.isHelp()) {
            return ExitCode.OK;
        }
        throw new ParameterException(spec.commandLine(), "want deploy, now, status, name-successor or accept");
    }
}
