package dev.plumbline.api.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code plumb import}: groups the foreign formats. */
@Command(
        name = "import",
        synopsisSubcommandLabel = "KIND",
        description = {
            "Make unsigned drafts of events from what others publish, and report what is wrong with it.",
            "With --url and --signer the drafts are signed and submitted at once."
        },
        footer = {
            "",
            "The drafts go to --out, or else to stdout; the report goes to stdout if the drafts do not, or else to stderr.",
            "Exit codes: 0 all of it became events, 1 something was refused, or anything is wrong under --strict.",
            "",
            "Examples:",
            "  plumb import croissant --ns eip155:1612/images --contributor did:pkh:… --out drafts.ndjson *.json",
            "  plumb import licence-audit --ns eip155:1612/texts --url http://127.0.0.1:8080 --signer me.key audit.json"
        })
final class Import implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
    private CommandSpec spec;

    @Mixin
    private CommonOptions options = new CommonOptions();

    Import() {}

    @Override
    public Integer call() {
        if (options.isHelp()) {
            return ExitCode.OK;
        }
        throw new ParameterException(spec.commandLine(), "want one of the kinds that 'plumb import --help' lists");
    }
}
