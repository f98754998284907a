package dev.plumbline.ledger.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.RowFormat;
import dev.plumbline.proofs.disclosure.RowSecret;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.testkit.SampleEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.h2.store.fs.encrypt.FileEncrypt;
import org.h2.store.fs.encrypt.FilePathEncrypt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
    private static final long NOW = 1_763_700_000_000L;
    private static final byte[] KEY = SampleEvents.hash("vault key").bytes();

    private final FieldOpening content = opening(CommittedField.CONTENT, "a text that somebody wrote");
    private final KeptRows rows = new KeptRows(
            new DatanetUpload.Rows(3, SampleEvents.hash("rows root")),
            RowSecret.of(SampleEvents.hash("row secret").bytes()),
            RowFormat.CSV,
            "/data/with\nline end.csv");
    private final Event upload = upload();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private VaultKey key;

    @BeforeEach
    void begin() throws IOException {
        key = VaultKey.create(folder.resolve("vault.key"), KEY);
    }

    @Test
    void keepsWhatWasPutUntilItIsErased() throws IOException {
        assertThat(Vault.exists(folder)).isFalse();
        try (Vault vault = Vault.open(folder, key)) {
            vault.put(content);
            vault.put(rows);
            assertThat(vault.list())
                    .extracting(Kept::field, Kept::sizeBytes, Kept::event)
                    .containsExactly(tuple("content", 26L, null), tuple("rows", 0L, null));
        }
        assertThat(Vault.exists(folder)).isTrue();
        try (Vault vault = Vault.open(folder, key)) {
            assertOpens(vault, content);
            KeptRows found = vault.openRows(rows.rows().root());
            assertThat(found).isNotNull();
            assertThat(found.rows()).isEqualTo(rows.rows());
            assertThat(found.secret().bytes()).isEqualTo(rows.secret().bytes());
            assertThat(found.format()).isEqualTo(RowFormat.CSV);
            assertThat(found.source()).isEqualTo(rows.source());
            // Another field with the same commitment is another thing.
            assertThat(vault.open(CommittedField.PROMPT, content.commitment())).isNull();
            assertThat(vault.openRows(content.commitment())).isNull();
        }
    }

    @Test
    void knowsAnEventOnceItIsTold() throws IOException {
        try (Vault vault = Vault.open(folder, key)) {
            vault.put(content);
            vault.put(rows);
            vault.put(opening(CommittedField.CONTENT, "another"));
            assertThat(vault.bind(upload)).extracting(Kept::field).containsExactly("content", "rows");
            assertThat(vault.list()).filteredOn(kept -> kept.event() == null).hasSize(1);
            assertThat(vault.list())
                    .filteredOn(kept -> upload.id().equals(kept.event()))
                    .allMatch(kept -> upload.namespace().encode().equals(kept.namespace()));
            assertThat(vault.bind(SampleEvents.first())).isEmpty();
        }
    }

    @Test
    void whatWasErasedIsGoneAndTheRestStays() throws IOException {
        FieldOpening prompt = opening(CommittedField.PROMPT, "what is to stay");
        try (Vault vault = Vault.open(folder, key)) {
            vault.put(content);
            vault.put(rows);
            vault.put(prompt);
            vault.erase(vault.bind(upload), NOW);
            assertThat(vault.open(CommittedField.CONTENT, content.commitment())).isNull();
            assertThat(vault.openRows(rows.rows().root())).isNull();
            assertOpens(vault, prompt);
            assertThat(vault.list()).extracting(Kept::erasedAtMillis).containsExactly(NOW, null, NOW);
            // Erasing again changes nothing, the time neither.
            vault.erase(vault.list().subList(0, 1), NOW + 1);
            assertThat(vault.list()).extracting(Kept::erasedAtMillis).containsExactly(NOW, null, NOW);
        }
        try (Vault vault = Vault.open(folder, key)) {
            assertOpens(vault, prompt);
            assertThat(vault.list()).hasSize(3);
        }
    }

    /** Looks at the decrypted file, since nothing can be found in an encrypted one. */
    @Test
    void noByteOfWhatWasErasedIsInTheFile() throws IOException {
        byte[] salt = content.salt().bytes();
        byte[] value = content.value();
        byte[] secret = rows.secret().bytes();
        FieldOpening prompt = opening(CommittedField.PROMPT, "what is to stay");
        try (Vault vault = Vault.open(folder, key)) {
            vault.put(content);
            vault.put(rows);
            vault.put(prompt);
            vault.bind(upload);
        }
        byte[] before = decrypted();
        assertThat(contains(before, salt) && contains(before, value) && contains(before, secret))
                .as("the search finds what is there")
                .isTrue();
        try (Vault vault = Vault.open(folder, key)) {
            vault.erase(vault.bind(upload), NOW);
        }
        byte[] after = decrypted();
        assertThat(contains(after, salt)).isFalse();
        assertThat(contains(after, value)).isFalse();
        assertThat(contains(after, secret)).isFalse();
        assertThat(contains(after, prompt.salt().bytes())).isTrue();
        assertThat(contains(after, content.commitment().bytes())).isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("vault.key", "vault.mv.db");
        }
    }

    @Test
    void nothingIsReadableInTheFileWithoutTheKey() throws IOException {
        try (Vault vault = Vault.open(folder, key)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("vault.mv.db"))))
                    .isEqualTo("rw-------");
            vault.put(content);
        }
        byte[] file = Files.readAllBytes(folder.resolve("vault.mv.db"));
        assertThat(contains(file, content.salt().bytes())).isFalse();
        assertThat(contains(file, content.value())).isFalse();
        assertThat(contains(file, content.commitment().bytes())).isFalse();
        VaultKey other = VaultKey.create(
                folder.resolve("other.key"), SampleEvents.hash("other").bytes());
        assertThatThrownBy(() -> Vault.open(folder, other)).isInstanceOf(IOException.class);
        try (Vault vault = Vault.open(folder, key)) {
            assertOpens(vault, content);
        }
    }

    @Test
    void aKeyFileIsItsOwnersAlone() throws IOException, MalformedException {
        Path file = folder.resolve("vault.key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(VaultKey.read(file).password()).isEqualTo(key.password());
        assertThatThrownBy(() -> VaultKey.create(file, KEY)).isInstanceOf(IOException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> VaultKey.read(file)).isInstanceOf(IOException.class);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (String hostile : List.of("", "PRIVATE+KEY+x", "PRIVATE+VAULT+", "PRIVATE+VAULT+secret")) {
            Files.writeString(file, hostile);
            assertThatThrownBy(() -> VaultKey.read(file))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    private byte[] decrypted() throws IOException {
        Path file = folder.resolve("vault.mv.db");
        char[] password = key.password().strip().toCharArray();
        try (FileChannel channel = new FileEncrypt(
                file.toString(),
                FilePathEncrypt.getPasswordBytes(password),
                FileChannel.open(file, StandardOpenOption.READ))) {
            var bytes = ByteBuffer.allocate((int) channel.size() / 4096 * 4096);
            int count;
            do {
                count = channel.read(bytes, bytes.position());
            } while (count > 0 && bytes.hasRemaining());
            return bytes.array();
        }
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        // As Latin text, where a byte is a character.
        return new String(bytes, ISO_8859_1).contains(new String(wanted, ISO_8859_1));
    }

    private static void assertOpens(Vault vault, FieldOpening put) throws IOException {
        FieldOpening found = vault.open(put.field(), put.commitment());
        assertThat(found).isNotNull();
        assertThat(found.salt()).isEqualTo(put.salt());
        assertThat(found.value()).isEqualTo(put.value());
    }

    private static FieldOpening opening(CommittedField field, String value) {
        return new FieldOpening(
                field, Salt.of(SampleEvents.hash("salt of " + value).bytes()), value.getBytes(UTF_8));
    }

    private Event upload() {
        DatanetUpload sample = SampleEvents.smallUpload(0);
        DatanetUpload body = DatanetUpload.of(
                        DatanetUpload.Content.ofCommitment(content.commitment(), 26, "text/plain"),
                        sample.license(),
                        sample.use(),
                        sample.contributor(),
                        sample.payout())
                .withRows(rows.rows());
        return EventDraft.first(
                        body, SampleEvents.NAMESPACE, SampleEvents.signer(0).issuer(), NOW)
                .sign(SampleEvents.signer(0));
    }
}
