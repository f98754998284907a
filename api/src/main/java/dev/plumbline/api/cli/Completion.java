package dev.plumbline.api.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plumb completion}. */
@Command(
        name = "completion",
        description = "Print a script that completes verbs and options in bash and zsh.",
        footer = {"", "Example:", "  source <(plumb completion)"})
final class Completion implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    Completion(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("plumb", Plumb.commandLine(console));
        console.line(options.isJson() ? Json.encode(Json.object().put("bash", script)) : script);
        return ExitCode.OK;
    }
}
