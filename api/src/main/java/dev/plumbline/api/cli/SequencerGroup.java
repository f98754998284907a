package dev.plumbline.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plumb sequencer}: groups what concerns the sequencer of a rollup. */
@Command(
        name = "sequencer",
        synopsisSubcommandLabel = "VERB",
        description =
                "Hold evidence about what a rollup's sequencer did with what it was handed. Evidence, not accusation.",
        footer = {
            "",
            "Example:",
            "  plumb sequencer equivocate one.bin other.bin --chain eip155:10 --sequencer 0xaaaa… --out mine.json"
        })
final class SequencerGroup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    SequencerGroup() {}

    @Override
    public Integer call() {
        if (options.isHelp()) {
            return ExitCode.OK;
        }
        throw new ParameterException(
                spec.commandLine(),
                "want one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
