package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.api.explain.Explainer;
import dev.plumbline.api.explain.Explanation;
import dev.plumbline.api.explain.FileKind;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.verify.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb explain}. */
@Command(
        name = "explain",
        description = {
            "Say in plain words what a file says: a receipt, a proof, a checkpoint, a policy, evidence, a key.",
            "Checks the form and nothing else; 'plumb verify' checks whether it is right."
        },
        footer = {"", "Example:", "  plumb explain mine.receipt.json"})
final class Explain implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of any of these kinds; - is stdin")
    private List<String> files = new ArrayList<>();

    Explain(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int exitCode = ExitCode.OK;
        for (String file : files) {
            exitCode = ExitCode.worse(exitCode, explain(file));
        }
        return exitCode;
    }

    private int explain(String file) {
        try {
            Explanation explanation = Explainer.explain(InputFiles.read(file, console));
            if (options.isJson()) {
                console.line(Json.encode(json(file, explanation)));
            } else {
                print(file, explanation);
            }
            return explanation.kind() == FileKind.UNKNOWN ? ExitCode.NOT_CHECKED : ExitCode.OK;
        } catch (MalformedException e) {
            String found = String.valueOf(e.getMessage());
            if (options.isJson()) {
                console.line(Json.encode(failure(file, found).put("reason", Reason.FORMAT_UNREADABLE.name())));
            }
            console.say("plumb: " + file + ": " + Reason.FORMAT_UNREADABLE.sentence() + "\n  found: " + found
                    + "\n  means: " + Reason.FORMAT_UNREADABLE.meaning() + "\n  to do: "
                    + Reason.FORMAT_UNREADABLE.action());
            return ExitCode.FALSE;
        } catch (FailedException e) {
            if (options.isJson()) {
                console.line(Json.encode(failure(file, String.valueOf(e.getMessage()))));
            }
            console.say("plumb: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static ObjectNode failure(String file, String found) {
        return Json.object().put("file", file).put("detail", found);
    }

    private void print(String file, Explanation explanation) {
        console.line("%s is %s.", console.bold(file), explanation.kind().title());
        console.line("  " + explanation.summary());
        for (Explanation.Section section : explanation.sections()) {
            console.line("");
            console.line("  " + console.bold(section.title()));
            for (Explanation.Fact fact : section.facts()) {
                console.line("    %s  %s", console.dim(String.format("%-16s", fact.label())), fact.value());
            }
        }
        console.line("");
        console.line("  Nothing of this was checked. 'plumb verify' checks it.");
    }

    private static ObjectNode json(String file, Explanation explanation) {
        ObjectNode json = Json.object()
                .put("file", file)
                .put("kind", explanation.kind().name())
                .put("is_checked", false)
                .put("summary", explanation.summary());
        ArrayNode sections = json.putArray("sections");
        for (Explanation.Section section : explanation.sections()) {
            ArrayNode facts = sections.addObject().put("title", section.title()).putArray("facts");
            section.facts()
                    .forEach(
                            fact -> facts.addObject().put("label", fact.label()).put("value", fact.value()));
        }
        return json;
    }
}
