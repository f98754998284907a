package dev.plumbline.ledger.vault;

import dev.plumbline.ledger.publish.KeyFile;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The key under which a vault is encrypted: 32 random bytes in a file of one line, {@code PRIVATE+VAULT+} and their base64,
 * that only its owner may read (0600). Never printed.
 */
public final class VaultKey {
    private static final String PREFIX = "PRIVATE+VAULT+";

    private final String base64;

    private VaultKey(String base64) {
        this.base64 = base64;
    }

    /**
     * Writes a new key to a file.
     *
     * @param random32 what the key is; to be drawn at random by the caller
     * @throws IllegalArgumentException if it is not 32 bytes
     * @throws IOException if the file is there already, which is never overwritten, or cannot be written
     */
    public static VaultKey create(Path file, byte[] random32) throws IOException {
        var key = new VaultKey(Hash.of(random32).base64());
        KeyFile.createLine(file, PREFIX + key.base64);
        return key;
    }

    /**
     * Reads a key from a file.
     *
     * @throws IOException if the file cannot be read, or others than its owner may
     * @throws MalformedException if it holds something else; the message quotes nothing of it
     */
    public static VaultKey read(Path file) throws IOException, MalformedException {
        String line = KeyFile.readLine(file);
        if (!line.startsWith(PREFIX)) {
            throw new MalformedException(Malformed.SYNTAX, "vault key", "does not start with " + PREFIX);
        }
        String base64 = line.substring(PREFIX.length());
        try {
            Hash.parseBase64(base64);
        } catch (MalformedException e) {
            // Its message would quote the key.
            throw new MalformedException(e.code(), "vault key", "want the canonical base64 of 32 bytes");
        }
        return new VaultKey(base64);
    }

    /** What H2 takes: the password of the file, a space, and that of its user, who has none. */
    String password() {
        return base64 + " ";
    }

    @Override
    public String toString() {
        return "vault key";
    }
}
