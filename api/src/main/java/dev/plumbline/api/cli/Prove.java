package dev.plumbline.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plumb prove}: groups the two kinds of proof. */
@Command(
        name = "prove",
        synopsisSubcommandLabel = "(inclusion | consistency)",
        description = "Fetch a proof from a log, check it here, and print it.",
        footer = {
            "",
            "Examples:",
            "  plumb prove inclusion --url http://127.0.0.1:8080 17 1000",
            "  plumb prove consistency --url http://127.0.0.1:8080 500 1000"
        })
final class Prove implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    Prove() {}

    @Override
    public Integer call() {
        if (options.isHelp()) {
            return ExitCode.OK;
        }
        throw new ParameterException(spec.commandLine(), "want inclusion or consistency");
    }
}
