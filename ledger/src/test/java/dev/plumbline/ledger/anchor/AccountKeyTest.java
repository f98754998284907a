package dev.plumbline.ledger.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.testkit.Anvil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountKeyTest {
    // The address that anvil prints for its first account.
    private static final String ADDRESS = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @TempDir
    Path directory;

    @Test
    void writesAFileThatOnlyItsOwnerReadsAndReadsItBack() throws IOException {
        Path file = directory.resolve("anchor.key");
        AnvilLog.key(Anvil.FIRST_KEY).save(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasContent(Anvil.FIRST_KEY);
        assertThat(AccountKey.load(file).address()).hasToString(ADDRESS);
        assertThat(AccountKey.load(file)).hasToString("key of " + ADDRESS);
        assertThatThrownBy(() -> AnvilLog.key(Anvil.SECOND_KEY).save(file))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void refusesEveryFileThatOthersMayTouch() throws IOException {
        Path file = directory.resolve("anchor.key");
        AnvilLog.key(Anvil.FIRST_KEY).save(file);
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> AccountKey.load(file)).as(open).hasMessageContaining(open + ", want rw-------");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(AccountKey.load(file).address()).hasToString(ADDRESS);
    }

    @Test
    void refusesWhatIsNotExactlyAKeyAndNeverQuotesIt() throws IOException {
        String digits = Anvil.FIRST_KEY.substring(2);
        for (String text : List.of(
                "",
                "\n",
                digits + "\n",
                Anvil.FIRST_KEY,
                Anvil.FIRST_KEY + "\r\n",
                Anvil.FIRST_KEY + "\n\n",
                "0X" + digits + "\n",
                "0x" + digits.toUpperCase(Locale.ROOT) + "\n",
                "0x" + digits.substring(1) + "\n",
                "0x" + "0".repeat(64) + "\n",
                "0x" + "f".repeat(64) + "\n",
                "0x" + digits.replace('a', 'g') + "\n")) {
            Path file = Files.createTempFile(directory, "anchor", ".key");
            Files.writeString(file, text, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> AccountKey.load(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("want 0x, 64 lowercase hex digits and a newline")
                    .hasMessageNotContaining(digits.substring(8, 16))
                    .hasNoCause();
        }
    }

    @Test
    void reportsAFileThatIsMissing() {
        assertThatThrownBy(() -> AccountKey.load(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
