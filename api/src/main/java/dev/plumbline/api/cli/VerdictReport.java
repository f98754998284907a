package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.ethereum.AnchorState;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import dev.plumbline.proofs.verify.Verdict;
import dev.plumbline.proofs.verify.VerifiedReceipt;
import java.util.ArrayList;
import java.util.List;

/** Prints verdicts: the checklist, what was concluded, what that rests on, and what to do. */
final class VerdictReport {
    private final Console console;
    private final boolean isJson;

    VerdictReport(Console console, boolean isJson) {
        this.console = console;
        this.isJson = isJson;
    }

    /** Prints a verdict and returns its exit code. */
    int print(String file, Verdict verdict) {
        int exitCode = verdict instanceof Verdict.Rejected rejected
                ? rejected.reason().outcome().exitCode()
                : ExitCode.OK;
        if (isJson) {
            console.line(Json.encode(json(file, verdict, exitCode)));
        } else {
            printText(file, verdict);
        }
        return exitCode;
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

    /** What a verdict is called. */
    static String word(Verdict verdict) {
        if (verdict instanceof Verdict.Rejected rejected) {
            return switch (rejected.reason().outcome()) {
                case FALSE -> "REJECTED";
                case NOT_CHECKED -> "NOT CHECKED";
                case PENDING -> "PENDING";
                case ALARM -> "ALARM";
            };
        }
        return "VERIFIED";
    }

    /** What a verified receipt rests on, strongest last. */
    static List<String> restsOn(VerifiedReceipt receipt) {
        var grounds = new ArrayList<String>();
        grounds.add("the issuer's signature: " + receipt.event().issuer());
        grounds.add("the log's signature: " + receipt.checkpoint().log().encode());
        if (!receipt.checkpoint().cosignatures().isEmpty()) {
            grounds.add(receipt.checkpoint().cosignatures().size() + " cosignatures of witnesses");
        }
        AnchorState.Proven anchor = receipt.anchor();
        HeadStanding.Trusted trust = receipt.anchorTrust();
        if (anchor != null && trust != null) {
            grounds.add("L1 block " + anchor.blockNumber() + ", "
                    + trust.level().ground() + ": " + anchor.blockHash() + " (" + trust.level() + ")");
        }
        return grounds;
    }

    private void printText(String file, Verdict verdict) {
        console.line(console.bold(file));
        for (Check check : verdict.checks()) {
            String mark = switch (check.result()) {
                case PASSED -> console.green("passed     ");
                case FAILED -> console.red("FAILED     ");
                case NOT_CHECKED -> console.dim("not checked");
            };
            console.line("  %s  %-34s %s", mark, check.name().title(), check.detail());
        }
        if (verdict instanceof Verdict.Rejected rejected) {
            Reason reason = rejected.reason();
            console.line("  " + console.red(word(verdict)) + "  " + reason + ": " + reason.sentence());
            console.line("    found:  " + rejected.detail());
            console.line("    means:  " + reason.meaning());
            console.line("    to do:  " + reason.action());
            return;
        }
        VerifiedReceipt receipt = ((Verdict.Verified) verdict).receipt();
        console.line(
                "  %s  entry %d of %s",
                console.green("VERIFIED"), receipt.index(), receipt.checkpoint().origin());
        for (String ground : restsOn(receipt)) {
            console.line("    rests on " + ground);
        }
    }

    private static ObjectNode json(String file, Verdict verdict, int exitCode) {
        ObjectNode json =
                Json.object().put("file", file).put("verdict", word(verdict)).put("exit_code", exitCode);
        if (verdict instanceof Verdict.Rejected rejected) {
            Reason reason = rejected.reason();
            json.put("reason", reason.name())
                    .put("sentence", reason.sentence())
                    .put("detail", rejected.detail())
                    .put("means", reason.meaning())
                    .put("to_do", reason.action());
        } else {
            VerifiedReceipt receipt = ((Verdict.Verified) verdict).receipt();
            json.put("event_id", receipt.event().id().encode())
                    .put("index", receipt.index())
                    .put("origin", receipt.checkpoint().origin())
                    .put("size", receipt.checkpoint().head().size())
                    .put("root", receipt.checkpoint().head().root().base64());
            ArrayNode grounds = json.putArray("rests_on");
            restsOn(receipt).forEach(grounds::add);
            putAnchor(json, receipt);
        }
        ArrayNode checks = json.putArray("checks");
        for (Check check : verdict.checks()) {
            checks.addObject()
                    .put("check", check.name().name())
                    .put("title", check.name().title())
                    .put("result", check.result().name())
                    .put("detail", check.detail());
        }
        return json;
    }

    private static void putAnchor(ObjectNode json, VerifiedReceipt receipt) {
        AnchorState.Proven anchor = receipt.anchor();
        HeadStanding.Trusted trust = receipt.anchorTrust();
        if (anchor != null && trust != null) {
            json.putObject("anchor")
                    .put("level", trust.level().name())
                    .put("detail", trust.detail())
                    .put("block_number", anchor.blockNumber())
                    .put("block_hash", anchor.blockHash().hex())
                    .put("size", anchor.anchored().size());
        }
    }
}
