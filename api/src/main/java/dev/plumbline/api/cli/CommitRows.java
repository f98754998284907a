package dev.plumbline.api.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.ledger.vault.KeptRows;
import dev.plumbline.ledger.vault.Vault;
import dev.plumbline.proofs.disclosure.RowFormat;
import dev.plumbline.proofs.disclosure.RowSecret;
import dev.plumbline.proofs.disclosure.RowTree;
import dev.plumbline.proofs.event.DatanetUpload;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb rows}. */
@Command(
        name = "rows",
        description = {
            "Commit to a dataset row by row: print count and root for the event's \"rows\", and keep in the vault the one secret",
            "from which the salt of each row follows. The rows themselves stay where they are, and any one of them can later",
            "be shown without the rest. The format follows from the file's name: .ndjson, .jsonl, .csv, or else lines."
        },
        footer = {"", "Example:", "  plumb rows --vault vault notes.ndjson"})
final class CommitRows implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private VaultOptions vaultOptions = new VaultOptions();

    @Option(
            names = "--format",
            paramLabel = "lines|ndjson|csv",
            description = "how the file is cut into rows, whatever its name says")
    private @Nullable Form form;

    @Parameters(paramLabel = "FILE", description = "the dataset")
    private Path file = Path.of("rows");

    /** As it is written on the command line. */
    enum Form {
        /** Each line. */
        lines,
        /** Each line that is not empty. */
        ndjson,
        /** Each record, with the names of its columns. */
        csv;

        RowFormat format() {
            return switch (this) {
                case lines -> RowFormat.LINES;
                case ndjson -> RowFormat.NDJSON;
                case csv -> RowFormat.CSV;
            };
        }
    }

    CommitRows(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws FailedException, IOException {
        RowFormat format = form == null ? RowFiles.formatOf(file) : form.format();
        byte[] random = new byte[RowSecret.LENGTH];
        new SecureRandom().nextBytes(random);
        RowSecret secret = RowSecret.of(random);
        var tree = new RowTree(secret);
        RowFiles.read(file, format, tree::append);
        if (tree.count() == 0) {
            throw new FailedException(ExitCode.FALSE, file + " has no rows");
        }
        DatanetUpload.Rows rows = tree.rows();
        try (Vault vault = vaultOptions.openOrBegin(console)) {
            vault.put(new KeptRows(rows, secret, format, file.toAbsolutePath().toString()));
        }
        ObjectNode json = Json.object()
                .put("count", rows.count())
                .put("root", "sha256:" + rows.root().hex());
        console.line(
                options.isJson()
                        ? Json.encode(json)
                        : rows.count() + " sha256:" + rows.root().hex());
        return ExitCode.OK;
    }
}
