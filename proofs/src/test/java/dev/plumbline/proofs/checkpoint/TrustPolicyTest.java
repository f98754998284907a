package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustPolicyTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(ORIGIN, new TreeHead(7, TreeHasher.leaf(new byte[] {1})));

    private final SignerKey log = key(ORIGIN, KeyType.ED25519, 1);
    private final SignerKey w1 = key("w1.example", KeyType.COSIGNATURE_ED25519, 2);
    private final SignerKey w2 = key("w2.example", KeyType.COSIGNATURE_ED25519, 3);
    private final SignerKey w3 = key("w3.example", KeyType.COSIGNATURE_ED25519, 4);

    TrustPolicyTest() throws MalformedException {}

    @Test
    void aQuorumOfNestedGroupsIsCounted() throws MalformedException {
        TrustPolicy policy = policy("group inner any a b\ngroup outer all inner c\nquorum outer\n");
        assertThat(reason(policy, note())).isEqualTo(CheckpointVerdict.Reason.QUORUM_MISSING);
        assertThat(reason(policy, note(w1, w2))).isEqualTo(CheckpointVerdict.Reason.QUORUM_MISSING);
        assertThat(reason(policy, note(w3))).isEqualTo(CheckpointVerdict.Reason.QUORUM_MISSING);
        assertThat(policy.check(note(w2, w3))).isInstanceOfSatisfying(CheckpointVerdict.Trusted.class, trusted -> {
            assertThat(trusted.checkpoint().head()).isEqualTo(CHECKPOINT.head());
            assertThat(trusted.checkpoint().cosignatures())
                    .extracting(Cosignature::unixSeconds)
                    .containsOnly(1_763_700_000L);
        });
    }

    @Test
    void oneWitnessThatSignsTwiceCountsOnce() throws MalformedException {
        TrustPolicy policy = policy("group two 2 a b c\nquorum two\n");
        assertThat(reason(policy, note(w1, w1))).isEqualTo(CheckpointVerdict.Reason.QUORUM_MISSING);
        assertThat(policy.check(note(w1, w2))).isInstanceOf(CheckpointVerdict.Trusted.class);
    }

    @Test
    void aCosignatureByAKnownWitnessThatFailsSpoilsTheCheckpoint() throws MalformedException {
        SignedNote note = note(w1);
        var lines = new ArrayList<>(note.signatures());
        byte[] blob = lines.get(1).signature();
        blob[7] ^= 1;
        lines.set(1, new NoteSignature(lines.get(1).name(), lines.get(1).keyId(), blob));
        assertThat(reason(policy("quorum none\n"), new SignedNote(note.text(), lines)))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
        lines.set(1, new NoteSignature("w1.example", w1.verifierKey().id(), new byte[71]));
        assertThat(reason(policy("quorum none\n"), new SignedNote(note.text(), lines)))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
    }

    @Test
    void aLogThatThePolicyDoesNotNameIsUnknown() throws MalformedException {
        TrustPolicy policy =
                TrustPolicy.ofLog(key("other.example/log", KeyType.ED25519, 9).verifierKey());
        assertThat(reason(policy, note())).isEqualTo(CheckpointVerdict.Reason.UNKNOWN_LOG);
    }

    @Test
    void aCheckpointSignedByAnotherKeyOfTheSameNameIsNotSigned() throws MalformedException {
        SignedNote forged = key(ORIGIN, KeyType.ED25519, 8).sign(CHECKPOINT.encode());
        assertThat(reason(TrustPolicy.ofLog(log.verifierKey()), forged))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
    }

    @Test
    void aSignedTextThatIsNoCheckpointIsRefused() throws MalformedException {
        assertThat(reason(TrustPolicy.ofLog(log.verifierKey()), log.sign("hello\n")))
                .isEqualTo(CheckpointVerdict.Reason.UNREADABLE);
    }

    @Test
    void checkpointsComeBackWithTheirExtensions() throws MalformedException {
        var extended = new Checkpoint(ORIGIN, CHECKPOINT.head(), List.of("one", "two words"));
        assertThat(Checkpoint.parse(extended.encode())).isEqualTo(extended);
        assertThat(Checkpoint.parse(new Checkpoint(ORIGIN, TreeHead.EMPTY).encode())
                        .head())
                .isEqualTo(TreeHead.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({
        "o\\n7\\nROOT, SYNTAX",
        "o\\n7\\n, SYNTAX",
        "\\n7\\nROOT\\n, SYNTAX",
        "o\\n+7\\nROOT\\n, SYNTAX",
        "o\\n07\\nROOT\\n, SYNTAX",
        "o\\n-7\\nROOT\\n, SYNTAX",
        "o\\n٧\\nROOT\\n, SYNTAX",
        "o\\n9223372036854775808\\nROOT\\n, SYNTAX",
        "o\\n18446744073709551617\\nROOT\\n, SYNTAX",
        "o\\n0\\nROOT\\n, RULE",
        "o\\n7\\nROO\\n, SYNTAX",
        "o\\n7\\nROOT\\n\\n, SYNTAX",
        "o o\\n7\\nROOT\\n, VALUE",
        "o+o\\n7\\nROOT\\n, VALUE",
    })
    void refusesEveryOtherCheckpoint(String escaped, Malformed code) {
        String text = escaped.replace("\\n", "\n")
                .replace("ROOT", CHECKPOINT.head().root().base64());
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aCommentMayHoldBytesThatAreNotUtf8AndNothingElseMay() throws MalformedException {
        byte[] policy = ("# ?\nlog " + log.verifierKey() + "\nquorum none\n").getBytes(StandardCharsets.UTF_8);
        policy[2] = (byte) 0xff;
        assertThat(TrustPolicy.parse(policy).logs()).containsExactly(log.verifierKey());
        policy[4] = (byte) 0xff;
        assertThatThrownBy(() -> TrustPolicy.parse(policy))
                .isInstanceOf(MalformedException.class)
                .hasMessage("policy line 2: is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "'', MISSING_KEY",
        "quorum none\\nquorum none\\n, DUPLICATE_KEY",
        "quorum nobody\\n, VALUE",
        "quorum\\n, SYNTAX",
        "group g 0 a\\nquorum g\\n, RULE",
        "group g 2 a\\nquorum g\\n, RULE",
        "group g 01 a\\nquorum g\\n, SYNTAX",
        "group g any\\nquorum g\\n, SYNTAX",
        "group g any x\\nquorum g\\n, VALUE",
        "group g any a a\\nquorum g\\n, RULE",
        "group g any a\\ngroup h any a\\nquorum g\\n, RULE",
        "group a any b\\nquorum a\\n, DUPLICATE_KEY",
        "group none any a\\nquorum none\\n, VALUE",
        "group g any g\\nquorum g\\n, VALUE",
        "witness d W1\\nquorum none\\n, DUPLICATE_KEY",
        "witness a W4\\nquorum none\\n, DUPLICATE_KEY",
        "witness d LOG\\nquorum none\\n, VALUE",
        "witness d nonsense\\nquorum none\\n, SYNTAX",
        "log W1\\nquorum none\\n, VALUE",
        "log LOG\\nquorum none\\n, DUPLICATE_KEY",
        "log\\nquorum none\\n, SYNTAX",
        "logs LOG\\nquorum none\\n, UNKNOWN_KEY",
        "quorum none # as if\\n, SYNTAX",
        "quorum none\\r\\n, ENCODING",
        "quorum\\u00a0none\\n, UNKNOWN_KEY",
    })
    void refusesEveryOtherPolicy(String escaped, Malformed code) throws MalformedException {
        String lines = escaped.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\u00a0", "\u00a0")
                .replace("W1", w1.verifierKey().encode())
                .replace(
                        "W4",
                        key("w4.example", KeyType.COSIGNATURE_ED25519, 5)
                                .verifierKey()
                                .encode())
                .replace("LOG", log.verifierKey().encode());
        assertThatThrownBy(() -> policy(lines))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private TrustPolicy policy(String lines) throws MalformedException {
        return TrustPolicy.parse(("# a comment\n\n \t# another\n"
                        + "log " + log.verifierKey() + " https://ledger.example.org\n"
                        + "witness a " + w1.verifierKey() + "\n"
                        + "witness\tb \t" + w2.verifierKey() + " https://w2.example\n"
                        + "witness c " + w3.verifierKey() + "\n"
                        + lines)
                .getBytes(StandardCharsets.UTF_8));
    }

    private SignedNote note(SignerKey... witnesses) {
        String text = CHECKPOINT.encode();
        var lines = new ArrayList<>(log.sign(text).signatures());
        for (SignerKey witness : witnesses) {
            long time = 1_763_700_000L;
            byte[] signature = Ed25519.sign(witness.seed(), Cosignature.message(time, text));
            byte[] blob = ByteBuffer.allocate(72).putLong(time).put(signature).array();
            lines.add(new NoteSignature(
                    witness.verifierKey().name(), witness.verifierKey().id(), blob));
        }
        return new SignedNote(text, lines);
    }

    private static CheckpointVerdict.Reason reason(TrustPolicy policy, SignedNote note) {
        return ((CheckpointVerdict.Refused) policy.check(note)).reason();
    }

    private static SignerKey key(String name, KeyType type, int seed) throws MalformedException {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) seed;
        return new SignerKey(name, type, bytes);
    }
}
