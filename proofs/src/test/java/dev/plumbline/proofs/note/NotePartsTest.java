package dev.plumbline.proofs.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of notes, keys and lines, each from both sides, and what makes two of them equal. */
final class NotePartsTest {
    private static final String NAME = "example.com/foo";
    private static final byte[] SEED = "plumbline signed note test seed!".getBytes(UTF_8);

    private final SignerKey signer = new SignerKey(NAME, KeyType.ED25519, SEED);

    NotePartsTest() throws MalformedException {}

    /** Something that reads. */
    private interface Read {
        Object read() throws MalformedException;
    }

    @Test
    void aNoteMayHaveAsManyBytesAsTheLimitSaysAndNoMore() throws MalformedException {
        int rest = Limits.NOTE_BYTES_MAX - signer.sign("\n").bytes().length;
        // Two characters fewer than bytes for the dash, in every note.
        SignedNote longest = signer.sign("a".repeat(rest) + "\n");
        assertThat(SignedNote.parse(longest.bytes())).isEqualTo(longest);
        byte[] tooLong = signer.sign("a".repeat(rest + 1) + "\n").bytes();
        refuses(Malformed.LIMIT_EXCEEDED, () -> SignedNote.parse(tooLong));
        SignedNote longestText = signer.sign("a".repeat(rest + 2) + "\n");
        assertThat(SignedNote.parse(longestText.encode())).isEqualTo(longestText);
        refuses(Malformed.LIMIT_EXCEEDED, () -> SignedNote.parse("a" + longestText.encode()));
    }

    @Test
    void aNoteMayBeAnEmptyLine() throws MalformedException {
        SignedNote note = signer.sign("\n");
        assertThat(SignedNote.parse(note.encode())).isEqualTo(note);
    }

    @Test
    void halfAPairAtTheEndIsRefusedAsInside() {
        refuses(Malformed.ENCODING, () -> SignedNote.parse("text\n\n\ud83d"));
    }

    @Test
    void aNoteIsTextThatEndsInANewlineAndAtLeastOneSignature() {
        List<NoteSignature> lines = signer.sign("\n").signatures();
        assertThatThrownBy(() -> new SignedNote("text", lines)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignedNote("text\n", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneMoreLineStandsAtTheEnd() {
        var line = new NoteSignature("example.com/other", 1, new byte[64]);
        SignedNote note = signer.sign("text\n");
        assertThat(note.with(line).text()).isEqualTo("text\n");
        assertThat(note.with(line).signatures())
                .containsExactly(note.signatures().get(0), line);
    }

    @Test
    void aLineIsRefusedForItsLengthBeforeItsForm() {
        refuses(Malformed.SYNTAX, () -> NoteSignature.parse("a".repeat(Limits.NOTE_BYTES_MAX)));
        refuses(Malformed.LIMIT_EXCEEDED, () -> NoteSignature.parse("a".repeat(Limits.NOTE_BYTES_MAX + 1)));
    }

    @Test
    void aLineWithoutANameIsMisshapen() {
        refuses(Malformed.SYNTAX, () -> NoteSignature.parse("\u2014  AAAAAAE="));
    }

    @Test
    void aLineEqualsWhatSaysTheSame() {
        var line = new NoteSignature(NAME, 1, new byte[] {2});
        assertThat(line).isEqualTo(new NoteSignature(NAME, 1, new byte[] {2}));
        assertThat(line).hasSameHashCodeAs(new NoteSignature(NAME, 1, new byte[] {2}));
        assertThat(line).isNotEqualTo(new NoteSignature("other", 1, new byte[] {2}));
        assertThat(line).isNotEqualTo(new NoteSignature(NAME, 3, new byte[] {2}));
        assertThat(line).isNotEqualTo(new NoteSignature(NAME, 1, new byte[] {3}));
        assertThat(line).hasToString(line.encode());
    }

    @Test
    void aKeyEqualsTheOneOfItsNameTypeAndBytes() throws MalformedException {
        VerifierKey key = signer.verifierKey();
        var same = new VerifierKey(NAME, KeyType.ED25519, key.key());
        assertThat(key).isEqualTo(same).hasSameHashCodeAs(same).hasToString(key.encode());
        assertThat(key.hashCode()).isEqualTo(key.id());
        assertThat(key).isNotEqualTo(new VerifierKey("other", KeyType.ED25519, key.key()));
        assertThat(key).isNotEqualTo(new VerifierKey(NAME, KeyType.COSIGNATURE_ED25519, key.key()));
        assertThat(key).isNotEqualTo(new VerifierKey(NAME, KeyType.ED25519, new byte[32]));
    }

    @Test
    void aNameHasOneCharacterTo255() throws MalformedException {
        for (int length : new int[] {1, 255}) {
            var key = new SignerKey("a".repeat(length), KeyType.ED25519, SEED);
            assertThat(VerifierKey.parse(key.verifierKey().encode())).isEqualTo(key.verifierKey());
            assertThat(SignerKey.parse(key.encode()).encode()).isEqualTo(key.encode());
        }
        refuses(Malformed.LIMIT_EXCEEDED, () -> new SignerKey("", KeyType.ED25519, SEED));
        refuses(Malformed.LIMIT_EXCEEDED, () -> new SignerKey("a".repeat(256), KeyType.ED25519, SEED));
    }

    @Test
    void keysAreRefusedForTheirLengthBeforeTheirForm() {
        refuses(Malformed.SYNTAX, () -> VerifierKey.parse("a".repeat(Limits.KEY_CHARS_MAX)));
        refuses(Malformed.LIMIT_EXCEEDED, () -> VerifierKey.parse("a".repeat(Limits.KEY_CHARS_MAX + 1)));
        refuses(Malformed.SYNTAX, () -> SignerKey.parse("a".repeat(Limits.KEY_CHARS_MAX)));
        refuses(Malformed.LIMIT_EXCEEDED, () -> SignerKey.parse("a".repeat(Limits.KEY_CHARS_MAX + 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', SYNTAX",
        "PRIVATE+KEY+, SYNTAX",
        "PRIVATE+KEY+name, SYNTAX",
        "PRIVATE+KEY+name+00000000, SYNTAX",
        "private+key+name+00000000+AAAA, SYNTAX",
        "PRIVATE+KEY+name+00000000+*, SYNTAX",
        "PRIVATE+KEY+name+00000000+, SYNTAX",
        "PRIVATE+KEY+name+00000000+AAAA, UNSUPPORTED",
        "PRIVATE+KEY+name+00000000+AQAA, VALUE",
    })
    void refusesEveryOtherPrivateKey(String text, Malformed code) {
        refuses(code, () -> SignerKey.parse(text));
    }

    @Test
    void aPrivateKeyUnderTheIdOfAnotherIsNotCanonical() {
        String id = String.format("%08x", signer.verifierKey().id());
        refuses(Malformed.NOT_CANONICAL, () -> SignerKey.parse(signer.encode().replace(id, "00000000")));
    }

    @Test
    void aSeedHas32BytesAndComesBackAsACopy() {
        refuses(Malformed.VALUE, () -> new SignerKey(NAME, KeyType.ED25519, new byte[31]));
        refuses(Malformed.VALUE, () -> new SignerKey(NAME, KeyType.ED25519, new byte[33]));
        signer.seed()[0]++;
        assertThat(signer.seed()).isEqualTo(SEED);
    }

    @Test
    void aPrivateKeyShowsOnlyItsPublicHalf() {
        String secret = Base64.getEncoder().encodeToString(SEED).substring(0, 8);
        assertThat(signer.toString()).contains(signer.verifierKey().encode()).doesNotContain(secret);
    }

    @Test
    void allTypesButTheFirstAreOfCosignatures() {
        assertThat(Arrays.stream(KeyType.values()).filter(KeyType::isCosignature))
                .containsExactly(KeyType.COSIGNATURE_ED25519, KeyType.COSIGNATURE_ML_DSA_44);
        assertThat(KeyType.values()).allMatch(KeyType::isSupported);
    }

    private static void refuses(Malformed code, Read read) {
        assertThatThrownBy(read::read)
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
