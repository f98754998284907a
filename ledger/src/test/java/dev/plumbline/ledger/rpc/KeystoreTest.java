package dev.plumbline.ledger.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the two keystores that the Web3 Secret Storage definition publishes, and none that differs from them. About two
 * seconds: deriving a key is meant to be slow.
 */
class KeystoreTest {
    private static final String ADDRESS = "0x008aeeda4d805471df9b2a5b0f38a0c3bcba786b";
    private static final String PASSWORD = "testpassword";
    private static final String PBKDF2 = """
            {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"6087dab2f9fdbbfaddc31a909735c1e6"},
            "ciphertext":"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46","kdf":"pbkdf2",
            "kdfparams":{"c":262144,"dklen":32,"prf":"hmac-sha256",
            "salt":"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
            "mac":"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
            "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}""";
    private static final String SCRYPT = """
            {"crypto":{"cipher":"aes-128-ctr","cipherparams":{"iv":"83dbcc02d8ccb40e466191a123791e0e"},
            "ciphertext":"d172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c","kdf":"scrypt",
            "kdfparams":{"dklen":32,"n":262144,"p":8,"r":1,
            "salt":"ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19"},
            "mac":"2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097"},
            "id":"3198bc9c-6672-5ab3-d995-4942343ae5b6","version":3}""";

    @TempDir
    Path directory;

    @Test
    void opensThePublishedKeystores() throws IOException {
        for (String published : List.of(PBKDF2, SCRYPT, SCRYPT.replace("\"crypto\"", "\"Crypto\""))) {
            assertThat(open(published, PASSWORD).address()).hasToString(ADDRESS);
        }
    }

    @Test
    void scryptIsThatOfItsSpecification() {
        // RFC 7914, section 12, shortened to 32 bytes: a longer key begins with them.
        assertThat(scrypt("", "", 16, 1, 1))
                .isEqualTo("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442");
        assertThat(scrypt("password", "NaCl", 1_024, 8, 16))
                .isEqualTo("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
        assertThat(scrypt("pleaseletmein", "SodiumChloride", 16_384, 8, 1))
                .isEqualTo("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
    }

    @Test
    void pbkdf2IsThatOfItsSpecification() {
        // RFC 7914, section 11.
        assertThat(HexFormat.of().formatHex(Scrypt.pbkdf2("passwd".getBytes(UTF_8), "salt".getBytes(UTF_8), 1, 64)))
                .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
                        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783");
    }

    @Test
    void refusesAWrongPasswordAndEveryDamage() throws IOException {
        for (String wrong : List.of("", "testpassworD", "testpassword\n")) {
            assertRefused(PBKDF2, wrong, "the password is wrong, or the file is damaged");
        }
        String cheap = PBKDF2.replace("262144", "2");
        assertRefused(cheap, PASSWORD, "the password is wrong");
        for (Map.Entry<String, String> change : Map.of(
                        "517ead", "517eae",
                        "5318b4", "5318b5",
                        "ae3cd4", "ae3cd5")
                .entrySet()) {
            assertRefused(PBKDF2.replace(change.getKey(), change.getValue()), PASSWORD, "does not open");
        }
    }

    @Test
    void refusesOtherFormsBeforeItDerivesAnything() {
        assertRefused("{}", PASSWORD, "has version");
        assertRefused("{\"version\":3}", PASSWORD, "cipher");
        assertRefused(PBKDF2 + "x", PASSWORD, "is not JSON");
        assertRefused(PBKDF2.replace("\"version\":3", "\"version\":1"), PASSWORD, "want 3");
        assertRefused(PBKDF2.replace("aes-128-ctr", "aes-256-ctr"), PASSWORD, "want aes-128-ctr");
        assertRefused(PBKDF2.replace("pbkdf2", "argon2"), PASSWORD, "want scrypt or pbkdf2");
        assertRefused(PBKDF2.replace("hmac-sha256", "hmac-sha512"), PASSWORD, "of hmac-sha256");
        assertRefused(PBKDF2.replace("\"dklen\":32", "\"dklen\":64"), PASSWORD, "want 32");
        assertRefused(PBKDF2.replace("5318b4", "zz18b4"), PASSWORD, "is not hex");
        assertRefused(PBKDF2.replace("5318b4", ""), PASSWORD, "want 32, 32 and 16");
        assertRefused(PBKDF2.replace("517ead", ""), PASSWORD, "want 32, 32 and 16");
        assertRefused(PBKDF2.replace("6087da", ""), PASSWORD, "want 32, 32 and 16");
        assertRefused(PBKDF2.replace("\"salt\":\"ae", "\"salt\":\"" + "ae".repeat(2_000)), PASSWORD, "salt");
    }

    @Test
    void boundsWhatAFileMayCost() {
        assertRefused(PBKDF2.replace("262144", "10000001"), PASSWORD, "want at most 10000000");
        for (String costs : List.of(
                "\"n\":262144,\"p\":8,\"r\":17",
                "\"n\":268435456,\"p\":1,\"r\":1",
                "\"n\":262143,\"p\":1,\"r\":1",
                "\"n\":1,\"p\":1,\"r\":1",
                "\"n\":262144,\"p\":17,\"r\":1",
                "\"n\":2,\"p\":1,\"r\":16")) {
            assertRefused(SCRYPT.replace("\"n\":262144,\"p\":8,\"r\":1", costs), PASSWORD, "want a power of two");
        }
        for (String costs : List.of("0", "-1", "1.5", "\"8\"", "99999999999999", "null", "268435457")) {
            assertRefused(SCRYPT.replace("262144", costs), PASSWORD, "is no whole number");
        }
    }

    @Test
    void aKeyFileMayBeAKeystoreAndHasToBeClosed() throws IOException {
        Path file = directory.resolve("anchor.json");
        Files.writeString(file, PBKDF2);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        PasswordSource password = () -> PASSWORD.getBytes(UTF_8);
        assertThat(AccountKey.load(file, password).address()).hasToString(ADDRESS);
        assertThatThrownBy(() -> AccountKey.load(file, () -> new byte[] {1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("anchor.json")
                .hasMessageNotContaining("5318b4");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> AccountKey.load(file, password)).hasMessageContaining("want rw-------");
        Files.writeString(file, "{" + " ".repeat(1 << 16));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> AccountKey.load(file, password)).hasMessageContaining("65537 bytes");
    }

    @Test
    void aPlainKeyNeedsNoPassword() throws IOException {
        Path file = directory.resolve("anchor.key");
        AccountKey key = open(PBKDF2, PASSWORD);
        key.save(file);
        PasswordSource nobody = () -> {
            throw new AssertionError("asked for a password");
        };
        assertThat(AccountKey.load(file, nobody).address()).isEqualTo(key.address());
        String text = Files.readString(file).strip();
        assertThat(AccountKey.parse(text, "variable KEY").address()).isEqualTo(key.address());
        for (String wrong : List.of("", text + "\n", text.substring(2), text.toUpperCase(java.util.Locale.ROOT))) {
            assertThatThrownBy(() -> AccountKey.parse(wrong, "variable KEY"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("anchor key in variable KEY: is no key, want 0x and 64 lowercase hex digits");
        }
    }

    private static String scrypt(String password, String salt, int n, int r, int p) {
        return HexFormat.of().formatHex(Scrypt.derive(password.getBytes(UTF_8), salt.getBytes(UTF_8), n, r, p, 32));
    }

    private static AccountKey open(String json, String password) throws IOException {
        return Keystore.parse(json.getBytes(UTF_8)).open(password.getBytes(UTF_8));
    }

    private static void assertRefused(String json, String password, String says) {
        assertThatThrownBy(() -> open(json, password))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(says);
    }
}
