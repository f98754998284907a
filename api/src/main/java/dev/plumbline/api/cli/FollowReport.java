package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.checkpoint.TrustPolicy.VerifiedCheckpoint;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.verify.Reason;
import java.util.List;

/** Prints what came of following a log. */
final class FollowReport {
    private final Console console;
    private final boolean isJson;
    private final String state;

    /** @param state name of the state file */
    FollowReport(Console console, boolean isJson, String state) {
        this.console = console;
        this.isJson = isJson;
        this.state = state;
    }

    /** The view holds a checkpoint that extends what it held before. */
    int verified(String change, TreeHead from, VerifiedCheckpoint now, String note) {
        TreeHead to = now.head();
        if (isJson) {
            console.line(Json.encode(Json.object()
                    .put("verdict", "VERIFIED")
                    .put("exit_code", ExitCode.OK)
                    .put("change", change)
                    .put("origin", now.origin())
                    .put("from", from.size())
                    .put("to", to.size())
                    .put("root", to.root().base64())
                    .put("state", state)));
        } else {
            console.line("%s  %s  %d -> %d entries", console.green("VERIFIED"), now.origin(), from.size(), to.size());
            console.line("  " + note);
            console.line("  root  " + to.root().base64());
        }
        return ExitCode.OK;
    }

    /**
     * The view stays as it was.
     *
     * @param detail what was found
     * @param files what was left beside the state file
     */
    int refused(Reason reason, String detail, List<String> files) {
        int exitCode = reason.outcome().exitCode();
        String verdict = reason.outcome() == Reason.Outcome.ALARM
                ? "ALARM"
                : reason.outcome() == Reason.Outcome.NOT_CHECKED ? "NOT CHECKED" : "REJECTED";
        if (isJson) {
            ObjectNode json = Json.object()
                    .put("verdict", verdict)
                    .put("exit_code", exitCode)
                    .put("reason", reason.name())
                    .put("sentence", reason.sentence())
                    .put("detail", detail)
                    .put("means", reason.meaning())
                    .put("to_do", reason.action())
                    .put("state", state);
            files.forEach(json.putArray("files")::add);
            console.line(Json.encode(json));
        } else {
            console.line(console.red(verdict) + "  " + reason + ": " + reason.sentence());
            console.line("  found:  " + detail);
            console.line("  means:  " + reason.meaning());
            console.line("  to do:  " + reason.action());
            files.forEach(file -> console.line("  kept:   " + file));
        }
        return exitCode;
    }
}
