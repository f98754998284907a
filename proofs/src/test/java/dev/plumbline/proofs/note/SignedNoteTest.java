package dev.plumbline.proofs.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
    private static final String TEXT = "This is an example message.\n";
    private static final byte[] SEED = "plumbline signed note test seed!".getBytes(StandardCharsets.UTF_8);

    private final SignerKey signer = new SignerKey("example.com/foo", KeyType.ED25519, SEED);

    SignedNoteTest() throws MalformedException {}

    @Test
    void aPublicKeyReadsAndWritesAsTheSpecificationsExample() throws MalformedException {
        String vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        assertThat(VerifierKey.parse(vkey).encode()).isEqualTo(vkey);
        assertThat(VerifierKey.parse(vkey).id()).isEqualTo(0x530d903a);
    }

    @Test
    void aSignedNoteComesBackAndHolds() throws MalformedException {
        SignedNote note = signer.sign(TEXT);
        assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
        assertThat(signer.verifierKey().check(note)).isEqualTo(NoteStatus.SIGNED);
        assertThat(SignerKey.parse(signer.encode()).verifierKey()).isEqualTo(signer.verifierKey());
    }

    @Test
    void everyFlippedBitOfTextAndSignatureSpoilsTheNote() throws MalformedException {
        byte[] note = signer.sign(TEXT).bytes();
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] flipped = note.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            NoteStatus status;
            try {
                status = signer.verifierKey().check(SignedNote.parse(flipped));
            } catch (MalformedException e) {
                continue;
            }
            // A flip in the key's name or id makes it somebody else's line; anywhere else the line is bad.
            assertThat(status).as("bit %d", bit).isNotEqualTo(NoteStatus.SIGNED);
        }
    }

    @Test
    void linesByOthersAreIgnoredAndABadLineByTheKeySpoilsAll() throws MalformedException {
        var other = new SignerKey("example.com/bar", KeyType.ED25519, Arrays.copyOf(SEED, 32));
        SignedNote note = signer.sign(TEXT);
        var lines = new ArrayList<>(other.sign(TEXT).signatures());
        assertThat(signer.verifierKey().check(new SignedNote(TEXT, lines))).isEqualTo(NoteStatus.NOT_SIGNED);
        lines.addAll(note.signatures());
        assertThat(signer.verifierKey().check(new SignedNote(TEXT, lines))).isEqualTo(NoteStatus.SIGNED);
        lines.add(new NoteSignature("example.com/foo", signer.verifierKey().id(), new byte[64]));
        assertThat(signer.verifierKey().check(new SignedNote(TEXT, lines))).isEqualTo(NoteStatus.BAD_SIGNATURE);
    }

    @Test
    void aKeyForCosignaturesSignsNoNotes() throws MalformedException {
        var cosigner = new SignerKey("example.com/foo", KeyType.COSIGNATURE_ED25519, SEED);
        assertThatThrownBy(() -> cosigner.sign(TEXT)).isInstanceOf(IllegalStateException.class);
        var line = cosigner.line(cosigner.signature(TEXT.getBytes(StandardCharsets.UTF_8)));
        assertThat(cosigner.verifierKey().check(new SignedNote(TEXT, List.of(line))))
                .isEqualTo(NoteStatus.BAD_SIGNATURE);
        assertThat(cosigner.verifierKey().id())
                .isNotEqualTo(signer.verifierKey().id());
    }

    @Test
    void refusesEveryMisshapenNote() {
        String line = signer.sign(TEXT).signatures().get(0).encode();
        List<String> notes = List.of(
                "",
                TEXT,
                TEXT + "\n",
                TEXT + line + "\n",
                TEXT + "\n" + line,
                TEXT + "\n" + line + "\n\n",
                TEXT + "\n\n" + line,
                TEXT + "\n" + line + "\r\n",
                TEXT + "\r\n" + line + "\n",
                TEXT + "\n " + line + "\n",
                TEXT + "\n" + line.replace("— ", "- ") + "\n",
                TEXT + "\n" + line.replace("— ", "—  ") + "\n",
                TEXT + "\n" + line.replace("example.com/foo", "example.com/f+o") + "\n",
                TEXT + "\n" + line.replace("example.com/foo", "example.com/f o") + "\n",
                TEXT + "\n" + line.replace("example.com/foo ", "") + "\n",
                TEXT + "\n" + line.substring(0, line.length() - 1) + "\n",
                TEXT + "\n" + line + "=\n",
                TEXT + "\n— example.com/foo AAAAAA==\n",
                "bell \u0007\n\n" + line + "\n");
        for (String note : notes) {
            assertThatThrownBy(() -> SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)))
                    .as(note)
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void takesSixtyFourSignaturesAndNoMore() throws MalformedException {
        var line = new NoteSignature("example.com/other", 1, new byte[64]);
        var note = new SignedNote(TEXT, java.util.Collections.nCopies(64, line));
        assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
        var larger = new SignedNote(TEXT, java.util.Collections.nCopies(65, line));
        assertThatThrownBy(() -> SignedNote.parse(larger.bytes()))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        assertThatThrownBy(() -> SignedNote.parse(new byte[(1 << 20) + 1]))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.LIMIT_EXCEEDED));
        assertThatThrownBy(() -> SignedNote.parse(new byte[] {(byte) 0xc0, (byte) 0x8a}))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.ENCODING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903a+",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
                "example.com/f o+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
            })
    void refusesEveryOtherVerifierKey(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedException.class);
    }

    @Test
    void keysOfEveryTypeComeBackInTheirOwnLengths() throws MalformedException {
        for (KeyType type : KeyType.values()) {
            var key = new SignerKey("example.com/foo", type, SEED);
            VerifierKey verifierKey = key.verifierKey();
            assertThat(verifierKey.key()).hasSize(type == KeyType.COSIGNATURE_ML_DSA_44 ? 1_312 : 32);
            assertThat(VerifierKey.parse(verifierKey.encode())).isEqualTo(verifierKey);
            assertThat(SignerKey.parse(key.encode()).encode()).isEqualTo(key.encode());
            assertThat(verifierKey.verify(SEED, key.signature(SEED))).isTrue();
            assertThat(key.signature(SEED)).hasSize(type.signatureBytes());
            for (int length : new int[] {0, 31, 33, 1_311, 1_313}) {
                assertThatThrownBy(() -> new VerifierKey("example.com/foo", type, new byte[length]))
                        .isInstanceOfSatisfying(
                                MalformedException.class,
                                e -> assertThat(e.code()).isEqualTo(Malformed.VALUE));
            }
        }
    }

    @Test
    void everyOtherTypeOfKeyIsUnsupported() {
        for (int type = 0; type < 256; type++) {
            byte[] typeAndKey = new byte[33];
            typeAndKey[0] = (byte) type;
            String vkey = "example.com/foo+530d903a+" + Base64.getEncoder().encodeToString(typeAndKey);
            if (type != 1 && type != 4 && type != 6) {
                assertThatThrownBy(() -> VerifierKey.parse(vkey))
                        .isInstanceOfSatisfying(
                                MalformedException.class,
                                e -> assertThat(e.code()).isEqualTo(Malformed.UNSUPPORTED));
            }
        }
    }

    /** C2SP names the characters below U+0020 and no other; half a surrogate pair has no bytes that could be signed. */
    @Test
    void aNoteMayHoldDeleteAndNoUnpairedSurrogate() throws MalformedException {
        SignedNote note = signer.sign("delete \u007f\n");
        assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
        String line = note.signatures().get(0).encode();
        SignedNote paired = signer.sign("\ud83d\ude00\ud83d\ude00\n");
        assertThat(SignedNote.parse(paired.encode())).isEqualTo(SignedNote.parse(paired.bytes()));
        for (String half : List.of("\ud83d", "\ude00", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00", "\ude00\ud83d")) {
            assertThatThrownBy(() -> SignedNote.parse(half + "\n\n" + line + "\n"))
                    .isInstanceOfSatisfying(
                            MalformedException.class, e -> assertThat(e.code()).isEqualTo(Malformed.ENCODING));
        }
    }

    @Test
    void aRefusedPrivateKeyIsNotQuoted() {
        String secret = Base64.getEncoder().encodeToString(SEED);
        assertThatThrownBy(() -> SignerKey.parse("PRIVATE+KEY+example.com/foo+00000000+" + secret))
                .isInstanceOf(MalformedException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret.substring(0, 8)));
        assertThat(signer.toString()).doesNotContain(signer.encode().substring(40));
    }
}
