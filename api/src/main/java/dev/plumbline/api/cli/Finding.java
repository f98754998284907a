package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.proofs.verify.Check;
import dev.plumbline.proofs.verify.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the check of one file of whatever kind.
 *
 * @param checks in their order, those that were not made included
 * @param reason why the file is not verified, or null if it is
 * @param detail what was found then, or an empty text
 * @param subject what is verified, in a few words, or an empty text
 * @param grounds what that rests on, strongest last
 * @param facts what was proven, for programs
 * @param story lines that explain it, in reading order; empty for most
 */
record Finding(
        List<Check> checks,
        @Nullable Reason reason,
        String detail,
        String subject,
        List<String> grounds,
        ObjectNode facts,
        List<String> story) {
    static Finding verified(List<Check> checks, String subject, List<String> grounds, ObjectNode facts) {
        return new Finding(checks, null, "", subject, grounds, facts, List.of());
    }

    static Finding rejected(List<Check> checks, Reason reason, String detail) {
        return new Finding(checks, reason, detail, "", List.of(), Json.object(), List.of());
    }

    /** The same with lines that explain it. */
    Finding withStory(List<String> lines) {
        return new Finding(checks, reason, detail, subject, grounds, facts, List.copyOf(lines));
    }

    int exitCode() {
        return reason == null ? ExitCode.OK : reason.outcome().exitCode();
    }

    /** What the verdict is called. */
    String word() {
        if (reason == null) {
            return "VERIFIED";
        }
        return switch (reason.outcome()) {
            case FALSE -> "REJECTED";
            case NOT_CHECKED -> "NOT CHECKED";
            case PENDING -> "PENDING";
            case ALARM -> "ALARM";
        };
    }

    ObjectNode json(String file) {
        ObjectNode json = Json.object().put("file", file).put("verdict", word()).put("exit_code", exitCode());
        if (reason != null) {
            json.put("reason", reason.name())
                    .put("sentence", reason.sentence())
                    .put("detail", detail)
                    .put("means", reason.meaning())
                    .put("to_do", reason.action());
        } else {
            json.setAll(facts);
            ArrayNode restsOn = json.putArray("rests_on");
            grounds.forEach(restsOn::add);
        }
        if (!story.isEmpty()) {
            ArrayNode told = json.putArray("explanation");
            story.forEach(told::add);
        }
        ArrayNode lines = json.putArray("checks");
        for (Check check : checks) {
            lines.addObject()
                    .put("check", check.name().name())
                    .put("title", check.name().title())
                    .put("result", check.result().name())
                    .put("detail", check.detail());
        }
        return json;
    }
}
