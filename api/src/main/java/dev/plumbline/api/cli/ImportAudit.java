package dev.plumbline.api.cli;

import dev.plumbline.api.imports.AuditImport;
import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.Terms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb import licence-audit}. */
@Command(
        name = "licence-audit",
        description = {
            "Make a datanet.upload of each dataset of a license audit (Data Provenance Initiative).",
            "Its content is the record of the audit, as an annotation; the license is what the audit found."
        },
        footer = {
            "",
            "Example:",
            "  plumb import licence-audit --ns eip155:1612/texts --contributor did:pkh:… --out drafts.ndjson Alpaca.json"
        })
final class ImportAudit implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "audits, as JSON; - is stdin")
    private List<String> files = new ArrayList<>();

    ImportAudit(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Terms terms = data.terms(options);
        var run = new ImportRun(console, options);
        for (String file : files) {
            byte[] bytes = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
            run.add(file, AuditImport.read(bytes, terms));
        }
        return run.finish();
    }
}
