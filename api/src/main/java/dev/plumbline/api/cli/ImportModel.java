package dev.plumbline.api.cli;

import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.ModelSigningImport;
import dev.plumbline.api.imports.ModelTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb import model-signing}. */
@Command(
        name = "model-signing",
        description = {
            "Make a model.register of each OpenSSF model signature (a Sigstore bundle).",
            "That it agrees with itself is checked; its signature is not, which is what the model_signing tool is for."
        },
        footer = {
            "",
            "Example:",
            "  plumb import model-signing --ns eip155:1612/models --owner did:pkh:… --model-version 1.4.0 model.sig"
        })
final class ImportModel implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(names = "--ns", required = true, paramLabel = "NS", description = "the datanet, such as eip155:1612/images")
    private String namespace = "";

    @Option(names = "--owner", paramLabel = "DID", description = "who is paid as the owner (default: the signer)")
    private @Nullable String owner;

    @Option(
            names = "--model-id",
            paramLabel = "NAME",
            description = "the model's name (default: the one that was signed)")
    private @Nullable String modelId;

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "which version it is (default: the digest that was signed)")
    private @Nullable String version;

    @Option(
            names = "--training",
            paramLabel = "FILE",
            description =
                    "what it was trained on: {\"uploads_root\", \"uploads_count\", \"as_of\"} (default: no upload)")
    private @Nullable String training;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "signatures, such as model.sig; - is stdin")
    private List<String> files = new ArrayList<>();

    ImportModel(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        var terms =
                new ModelTerms(ImportOptions.namespace(namespace), options.party(owner, "--owner"), modelId, version);
        byte[] trainedOn =
                training == null ? null : InputFiles.readForLimit(training, ImportLimits.FILE_BYTES_MAX, console);
        var run = new ImportRun(console, options);
        for (String file : files) {
            byte[] bytes = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
            run.add(file, ModelSigningImport.read(bytes, terms, trainedOn));
        }
        return run.finish();
    }
}
