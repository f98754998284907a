package dev.plumbline.api.cli;

import dev.plumbline.api.imports.CroissantImport;
import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb import croissant}. */
@Command(
        name = "croissant",
        description = {
            "Make a datanet.upload of each Croissant description (MLCommons 1.0, 1.1).",
            "Its content is what the description declares digests of: one file, or the list of the files."
        },
        footer = {
            "",
            "Example:",
            "  plumb import croissant --ns eip155:1612/images --contributor did:pkh:… --out drafts.ndjson metadata.json"
        })
final class ImportCroissant implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Croissant JSON-LD; - is stdin")
    private List<String> files = new ArrayList<>();

    ImportCroissant(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Terms terms = data.terms(options);
        var run = new ImportRun(console, options);
        for (String file : files) {
            byte[] bytes = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
            run.add(file, CroissantImport.read(bytes, terms));
        }
        return run.finish();
    }
}
