package dev.plumbline.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {
    @TempDir
    private Path folder;

    private final SignerKey key = new SignerKey("ledger.example.org/log", KeyType.ED25519, new byte[32]);

    KeyFileTest() throws MalformedException {}

    @Test
    void aKeyFileIsTheOwnersAloneAndIsNeverOverwritten() throws Exception {
        Path file = folder.resolve("key");
        KeyFile.create(file, key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.read(file).verifierKey()).isEqualTo(key.verifierKey());
        assertThatThrownBy(() -> KeyFile.create(file, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not overwritten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----", "rw-rw-rw-"})
    void aKeyFileThatOthersMayUseIsRefused(String permissions) throws Exception {
        Path file = folder.resolve("key");
        KeyFile.create(file, key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithoutQuotingIt() throws Exception {
        Path file = folder.resolve("key");
        KeyFile.create(file, key);
        Files.writeString(file, "PRIVATE+KEY+secret-looking-words\n");
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(MalformedException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-looking"));
        Files.write(file, new byte[5_000]);
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5000");
    }
}
