package dev.plumbline.api.cli;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.RowFormat;
import dev.plumbline.proofs.disclosure.RowReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Datasets in files, row by row. */
final class RowFiles {
    private RowFiles() {}

    /** What the end of a file's name says of its format; lines if it says nothing. */
    static RowFormat formatOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return RowFormat.CSV;
        }
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? RowFormat.NDJSON : RowFormat.LINES;
    }

    /** Hands every row of the file on, in order. */
    static void read(Path file, RowFormat format, Consumer<byte[]> rows) throws FailedException, IOException {
        if (Files.isDirectory(file)) {
            throw FailedException.notChecked(file + " is a folder, want a file", null);
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            var reader = new RowReader(bytes, format);
            for (byte[] row = reader.next(); row != null; row = reader.next()) {
                rows.accept(row);
            }
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage(), e);
        }
    }
}
