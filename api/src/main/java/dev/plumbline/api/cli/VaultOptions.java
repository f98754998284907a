package dev.plumbline.api.cli;

import dev.plumbline.ledger.vault.Vault;
import dev.plumbline.ledger.vault.VaultKey;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where salts and values are kept, and the key to it. */
final class VaultOptions {
    private static final int KEY_BYTES = 32;

    @Option(names = "--vault", required = true, paramLabel = "DIR", description = "the folder of the vault")
    private Path folder = Path.of("vault");

    @Option(
            names = "--vault-key",
            paramLabel = "FILE",
            description = "the key under which the vault is encrypted (default: vault.key in its folder)")
    private @Nullable Path keyFile;

    VaultOptions() {}

    /** The vault that is there. */
    Vault open() throws FailedException, IOException {
        if (!Vault.exists(folder)) {
            throw FailedException.notChecked(
                    folder + " holds no vault; 'plumb commit' and 'plumb rows' begin one", null);
        }
        return Vault.open(folder, key());
    }

    /** The vault that is there, or a new one with a new key. */
    Vault openOrBegin(Console console) throws FailedException, IOException {
        if (Vault.exists(folder)) {
            return open();
        }
        Files.createDirectories(folder);
        if (!Files.exists(keyPath())) {
            byte[] random = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(random);
            VaultKey.create(keyPath(), random);
            console.say("A vault is begun in " + folder + ", encrypted under the key in " + keyPath()
                    + ". Without that file nothing in it can be opened.");
        }
        return Vault.open(folder, key());
    }

    private Path keyPath() {
        return keyFile == null ? folder.resolve("vault.key") : keyFile;
    }

    private VaultKey key() throws FailedException, IOException {
        try {
            return VaultKey.read(keyPath());
        } catch (MalformedException e) {
            throw FailedException.usage(keyPath() + ": " + e.getMessage());
        }
    }
}
