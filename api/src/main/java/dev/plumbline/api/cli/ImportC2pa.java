package dev.plumbline.api.cli;

import dev.plumbline.api.imports.Asset;
import dev.plumbline.api.imports.C2paImport;
import dev.plumbline.api.imports.ImportLimits;
import dev.plumbline.api.imports.Terms;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb import c2pa}. */
@Command(
        name = "c2pa",
        description = {
            "Make a datanet.upload of the active manifest in a report that c2patool printed.",
            "The report holds no digest of the file that it is about, so pass that as well."
        },
        footer = {
            "",
            "Example:",
            "  plumb import c2pa --ns eip155:1612/images --contributor did:pkh:… --asset photo.jpg photo.c2pa.json"
        })
final class ImportC2pa implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--asset", paramLabel = "FILE", description = "the file that the manifest is about, of any size")
    private @Nullable Path asset;

    @Parameters(arity = "1", paramLabel = "FILE", description = "what c2patool printed; - is stdin")
    private String file = "";

    ImportC2pa(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        Terms terms = data.terms(options);
        byte[] bytes = InputFiles.readForLimit(file, ImportLimits.FILE_BYTES_MAX, console);
        var run = new ImportRun(console, options);
        run.add(file, C2paImport.read(bytes, terms, asset == null ? null : read(asset)));
        return run.finish();
    }

    /** Size and digest in one pass, so that a film need not fit into memory. */
    private static Asset read(Path asset) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(asset), sha256)) {
            long size = bytes.transferTo(OutputStream.nullOutputStream());
            return new Asset(Hash.of(sha256.digest()), size);
        }
    }
}
