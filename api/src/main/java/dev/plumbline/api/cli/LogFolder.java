package dev.plumbline.api.cli;

import dev.plumbline.ledger.publish.DataDirectory;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A ledger's folder as the verbs that look into it see it. {@code serve} leaves the log's verifier key there, so that they
 * need not be told it.
 */
final class LogFolder {
    private static final String VKEY_FILE = "vkey";

    private LogFolder() {}

    /** Takes the folder of an existing ledger for this process. */
    static DataDirectory lock(Path folder) throws FailedException {
        if (!Files.isDirectory(folder.resolve("journal"))) {
            throw FailedException.notChecked(folder + " is no ledger's folder: it has no journal in it", null);
        }
        try {
            return DataDirectory.lock(folder);
        } catch (IOException e) {
            throw FailedException.notChecked(InputFiles.describe(e), e);
        }
    }

    /** The verifier key that {@code serve} has left in the folder. */
    static VerifierKey vkey(Path folder) throws FailedException {
        Path file = folder.resolve(VKEY_FILE);
        try {
            String line = Files.readString(file, StandardCharsets.US_ASCII);
            return VerifierKey.parse(line.stripTrailing());
        } catch (IOException e) {
            throw FailedException.notChecked("cannot read the log's key from " + file + "; pass it with --vkey", e);
        } catch (MalformedException e) {
            throw new FailedException(ExitCode.FALSE, file + ": " + e.getMessage() + "; pass the key with --vkey", e);
        }
    }

    /** Leaves the verifier key in the folder. */
    static void writeVkey(Path folder, VerifierKey vkey) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(VKEY_FILE), vkey.encode() + "\n", StandardCharsets.US_ASCII);
    }
}
