package dev.plumbline.api.cli;

import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.PairwiseSecret;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master secret of pairwise pseudonyms in a file: {@code PRIVATE+PAIRWISE+} and the base64 of 32 bytes, mode 0600. */
final class PairwiseFile {
    private static final String PREFIX = "PRIVATE+PAIRWISE+";

    private PairwiseFile() {}

    /** The secret in the file, which is begun with these random bytes if it is not there. */
    static PairwiseSecret readOrBegin(Path file, byte[] random32, Console console) throws FailedException, IOException {
        if (!Files.exists(file)) {
            KeyFile.createLine(file, PREFIX + Hash.of(random32).base64());
            console.say("A master secret is begun in " + file
                    + ". Who has it can link your pseudonyms; without it you can make none of them again.");
        }
        String line = KeyFile.readLine(file);
        if (line.startsWith(PREFIX)) {
            try {
                return PairwiseSecret.of(
                        Hash.parseBase64(line.substring(PREFIX.length())).bytes());
            } catch (MalformedException | IllegalArgumentException e) {
                throw FailedException.usage(file + " is damaged: want 32 bytes in base64 after " + PREFIX);
            }
        }
        throw FailedException.usage(file + " is no master secret: it does not start with " + PREFIX);
    }
}
