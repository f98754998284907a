package dev.plumbline.api.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** The options of verbs that spend money on a chain: nothing is sent that was not asked for. */
final class SpendOptions {
    @Option(names = "--dry-run", description = "print what would be sent, and send nothing")
    private boolean isDryRun;

    @Option(names = "--yes", description = "do not ask before money is spent")
    private boolean isConfirmed;

    boolean isDryRun() {
        return isDryRun;
    }

    /** Returns if whoever runs the verb wants the money spent. */
    void confirm(Console console) throws FailedException, IOException {
        if (isConfirmed) {
            return;
        }
        if (!console.isTerminal()) {
            throw FailedException.usage("this spends money: pass --yes, or --dry-run to see what would be sent");
        }
        console.say("Send it? Type yes:");
        String answer = new String(console.in().readNBytes(4), StandardCharsets.UTF_8);
        if (!answer.strip().equals("yes")) {
            throw FailedException.usage("nothing was sent");
        }
    }
}
