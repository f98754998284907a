package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.testkit.SampleWitnesses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustPolicyTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(ORIGIN, new TreeHead(7, TreeHasher.leaf(new byte[] {1})));

    private static final long TIME = 1_763_700_000;

    private final SignerKey log = key(ORIGIN, KeyType.ED25519, 1);
    private final SignerKey pqLog = key(ORIGIN, KeyType.COSIGNATURE_ML_DSA_44, 6);
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
                    .containsOnly(TIME);
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
    void aLogMaySignWithEitherOfItsKeysOrWithBoth() throws MalformedException {
        TrustPolicy policy = policy("log " + pqLog.verifierKey() + "\nquorum none\n");
        NoteSignature pqLine = Cosignature.sign(pqLog, CHECKPOINT, TIME);
        SignedNote pqOnly = new SignedNote(CHECKPOINT.encode(), List.of(pqLine));
        assertThat(trusted(policy, note()).logKeys()).containsExactly(log.verifierKey());
        assertThat(trusted(policy, pqOnly).logKeys()).containsExactly(pqLog.verifierKey());
        assertThat(trusted(policy, pqOnly).log()).isEqualTo(pqLog.verifierKey());
        assertThat(trusted(policy, note().with(pqLine)).logKeys())
                .containsExactly(log.verifierKey(), pqLog.verifierKey());
        assertThat(trusted(TrustPolicy.ofLog(pqLog.verifierKey()), pqOnly).head())
                .isEqualTo(CHECKPOINT.head());
    }

    @Test
    void oneWrongLineByEitherKeyOfTheLogSpoilsTheRightOneByTheOther() throws MalformedException {
        TrustPolicy policy = policy("log " + pqLog.verifierKey() + "\nquorum none\n");
        NoteSignature pqLine = Cosignature.sign(pqLog, CHECKPOINT, TIME);
        SignedNote pqOnly = new SignedNote(CHECKPOINT.encode(), List.of(pqLine));
        assertThat(reason(policy, note().with(pqLog.line(new byte[2_428]))))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
        assertThat(reason(policy, pqOnly.with(log.line(new byte[64]))))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
    }

    @Test
    void aWrongLineByAnotherLogOfThePolicySpoilsToo() throws MalformedException {
        SignerKey other = key("other.example/log", KeyType.ED25519, 9);
        TrustPolicy policy = policy("log " + other.verifierKey() + "\nquorum none\n");
        assertThat(policy.check(note().with(other.line(other.signature(bytes(CHECKPOINT))))))
                .isInstanceOf(CheckpointVerdict.Trusted.class);
        assertThat(reason(policy, note().with(other.line(new byte[64]))))
                .isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
        // And a right one by it is no signature by the log whose checkpoint this is.
        var byOther = new SignedNote(CHECKPOINT.encode(), List.of(other.line(other.signature(bytes(CHECKPOINT)))));
        assertThat(reason(policy, byOther)).isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
    }

    @Test
    void witnessesOfBothTypesAreCountedAlike() {
        SignerKey old = SampleWitnesses.ed25519(1);
        SignerKey pq = SampleWitnesses.mlDsa44(1);
        TrustPolicy policy = SampleWitnesses.policy(log.verifierKey(), 2, old, pq, w3);
        assertThat(reason(policy, SampleWitnesses.cosigned(note(), TIME, pq)))
                .isEqualTo(CheckpointVerdict.Reason.QUORUM_MISSING);
        assertThat(trusted(policy, SampleWitnesses.cosigned(note(), TIME, old, pq))
                        .cosignatures())
                .extracting(Cosignature::witness)
                .containsExactlyInAnyOrder(old.verifierKey(), pq.verifierKey());
    }

    /** It says that the tree is consistent with all others, which is what a quorum asks; it says nothing about when. */
    @Test
    void aCosignatureWithoutATimeCounts() {
        SignerKey pq = SampleWitnesses.mlDsa44(1);
        TrustPolicy policy = SampleWitnesses.policy(log.verifierKey(), 1, pq);
        assertThat(trusted(policy, SampleWitnesses.cosigned(note(), 0, pq)).cosignatures())
                .extracting(Cosignature::unixSeconds)
                .containsExactly(0L);
    }

    /** Anybody can put extension lines under an ML-DSA signature, so what is verified does not have them. */
    @Test
    void extensionLinesAreNotPartOfWhatMlDsaVouchesFor() throws MalformedException {
        SignerKey old = SampleWitnesses.ed25519(1);
        SignerKey pq = SampleWitnesses.mlDsa44(1);
        var extended = new Checkpoint(ORIGIN, CHECKPOINT.head(), List.of("added by a stranger"));
        TrustPolicy policy = policy("log " + pqLog.verifierKey() + "\nwitness pq " + pq.verifierKey() + "\nwitness old "
                + old.verifierKey() + "\nquorum pq\n");
        List<NoteSignature> pqLines =
                List.of(Cosignature.sign(pqLog, CHECKPOINT, TIME), Cosignature.sign(pq, CHECKPOINT, TIME));
        assertThat(trusted(policy, new SignedNote(extended.encode(), pqLines)).head())
                .isEqualTo(CHECKPOINT.head());
        // The Ed25519 types hold every line of the text.
        var byLog = new SignedNote(extended.encode(), note().signatures());
        assertThat(reason(policy, byLog)).isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
        var byOld = new SignedNote(extended.encode(), pqLines).with(Cosignature.sign(old, CHECKPOINT, TIME));
        assertThat(reason(policy, byOld)).isEqualTo(CheckpointVerdict.Reason.SIGNATURE_BAD);
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
            lines.add(Cosignature.sign(witness, CHECKPOINT, TIME));
        }
        return new SignedNote(text, lines);
    }

    private static byte[] bytes(Checkpoint checkpoint) {
        return checkpoint.encode().getBytes(StandardCharsets.UTF_8);
    }

    private static TrustPolicy.VerifiedCheckpoint trusted(TrustPolicy policy, SignedNote note) {
        return ((CheckpointVerdict.Trusted) policy.check(note)).checkpoint();
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
