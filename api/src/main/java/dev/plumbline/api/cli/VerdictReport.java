package dev.plumbline.api.cli;

import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;

/** Prints what came of checks: the checklist, what was concluded, what that rests on, and what to do. */
final class VerdictReport {
    private final Console console;
    private final boolean isJson;

    VerdictReport(Console console, boolean isJson) {
        this.console = console;
        this.isJson = isJson;
    }

    /** Prints a finding and returns its exit code. */
    int print(String file, Finding finding) {
        if (isJson) {
            console.line(Json.encode(finding.json(file)));
        } else {
            printText(file, finding);
        }
        return finding.exitCode();
    }

    /** Reports a file that could not be read. */
    int printUnread(String file, String sentence, int exitCode) {
        if (isJson) {
            console.line(Json.encode(Json.object()
                    .put("file", file)
                    .put("verdict", "NOT CHECKED")
                    .put("exit_code", exitCode)
                    .put("sentence", sentence)));
        }
        console.say("plumb: " + sentence);
        return exitCode;
    }

    private void printText(String file, Finding finding) {
        console.line(console.bold(file));
        for (Check check : finding.checks()) {
            String mark = switch (check.result()) {
                case PASSED -> console.green("passed     ");
                case FAILED -> console.red("FAILED     ");
                case NOT_CHECKED -> console.dim("not checked");
            };
            console.line("  %s  %-34s %s", mark, check.name().title(), check.detail());
        }
        finding.story().forEach(line -> console.line("    " + line));
        Reason reason = finding.reason();
        if (reason != null) {
            console.line("  " + console.red(finding.word()) + "  " + reason + ": " + reason.sentence());
            console.line("    found:  " + finding.detail());
            console.line("    means:  " + reason.meaning());
            console.line("    to do:  " + reason.action());
            return;
        }
        console.line("  %s  %s", console.green(finding.word()), finding.subject());
        for (String ground : finding.grounds()) {
            console.line("    rests on " + ground);
        }
    }
}
