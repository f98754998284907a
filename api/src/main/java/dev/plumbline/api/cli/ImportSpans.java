package dev.plumbline.api.cli;

import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.SpansImport;
import dev.plumbline.proofs.Limits;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb import spans}. */
@Command(
        name = "spans",
        description = {
            "Put the attribution that follows from an infini-gram answer into an inference.",
            "Tokens that no span covers, and documents outside the corpus, stay unattributed."
        },
        footer = {
            "",
            "Example:",
            "  plumb import spans --corpus corpus.json --inference inference.json --out drafts.ndjson answer.json"
        })
final class ImportSpans implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "FILE",
            description =
                    "which documents are which uploads: {\"index\", \"as_of\", \"documents\": [{\"from\", \"to\", \"upload\"}]}")
    private String corpus = "";

    @Option(
            names = "--inference",
            required = true,
            paramLabel = "FILE",
            description = "the draft of the inference, without its attribution")
    private String inference = "";

    @Parameters(arity = "1", paramLabel = "FILE", description = "the service's answer; - is stdin")
    private String file = "";

    ImportSpans(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        byte[] spans = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
        byte[] documents = InputFiles.readForLimit(corpus, ImportLimits.FILE_BYTES_MAX, console);
        byte[] draft = InputFiles.readForLimit(inference, Limits.RECEIPT_BYTES_MAX, console);
        var run = new ImportRun(console, options);
        run.add(file, SpansImport.read(spans, documents, draft));
        return run.finish();
    }
}
