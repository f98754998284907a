package dev.plumbline.proofs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.crypto.MlDsa44;
import dev.plumbline.proofs.merkle.SubtreeHead;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import dev.plumbline.testkit.SampleWitnesses;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CosignatureTest {
    private static final String ORIGIN = "ledger.example.org/attribution";
    private static final Checkpoint CHECKPOINT =
            new Checkpoint(ORIGIN, new TreeHead(7, TreeHasher.leaf(new byte[] {1})));
    private static final SubtreeHead SUBTREE = new SubtreeHead(4, 7, TreeHasher.leaf(new byte[] {2}));
    private static final long TIME = 1_763_700_000;

    private final SignerKey old = SampleWitnesses.ed25519(1);
    private final SignerKey pq = SampleWitnesses.mlDsa44(1);

    @Test
    void theLineIsATimeAndASignatureOfTheMessageOfItsType() {
        byte[] oldBlob = Cosignature.sign(old, CHECKPOINT, TIME).signature();
        byte[] oldMessage =
                ("cosignature/v1\ntime 1763700000\n" + CHECKPOINT.encode()).getBytes(StandardCharsets.UTF_8);
        assertThat(oldBlob).hasSize(72);
        assertThat(ByteBuffer.wrap(oldBlob).getLong()).isEqualTo(TIME);
        assertThat(Ed25519.verify(old.verifierKey().key(), oldMessage, Arrays.copyOfRange(oldBlob, 8, 72)))
                .isTrue();

        byte[] blob = Cosignature.sign(pq, CHECKPOINT, TIME).signature();
        assertThat(blob).hasSize(2_428);
        assertThat(ByteBuffer.wrap(blob).getLong()).isEqualTo(TIME);
        assertThat(MlDsa44.verify(pq.verifierKey().key(), slowMessage(TIME, 0, 7), Arrays.copyOfRange(blob, 8, 2_428)))
                .isTrue();
    }

    /** The structure of the specification, put together by hand. */
    private static byte[] slowMessage(long unixSeconds, long start, long end) {
        return HexFormat.of()
                .parseHex("737562747265652f76310a00"
                        + "19" + hex("mldsa44-1.witness.example")
                        + String.format("%016x", unixSeconds)
                        + "1e" + hex(ORIGIN)
                        + String.format("%016x%016x", start, end)
                        + (start == 0 ? CHECKPOINT.head().root() : SUBTREE.root()).hex());
    }

    private static String hex(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aSubtreesMessageHasItsBounds() {
        byte[] blob = SubtreeCosignature.sign(pq, ORIGIN, SUBTREE, 0).signature();
        assertThat(MlDsa44.verify(pq.verifierKey().key(), slowMessage(0, 4, 7), Arrays.copyOfRange(blob, 8, 2_428)))
                .isTrue();
    }

    @Test
    void verifiedCosignaturesSayWhoAndWhen() {
        for (SignerKey witness : List.of(old, pq)) {
            var cosignature = Cosignature.verified(
                    witness.verifierKey(), Cosignature.sign(witness, CHECKPOINT, TIME), CHECKPOINT);
            assertThat(cosignature).isNotNull();
            assertThat(cosignature.witness()).isEqualTo(witness.verifierKey());
            assertThat(cosignature.unixSeconds()).isEqualTo(TIME);
        }
        var subtree = SubtreeCosignature.verified(
                pq.verifierKey(), SubtreeCosignature.sign(pq, ORIGIN, SUBTREE, 0), ORIGIN, SUBTREE);
        assertThat(subtree).isNotNull();
        assertThat(subtree.cosigner()).isEqualTo(pq.verifierKey());
        assertThat(subtree.origin()).isEqualTo(ORIGIN);
        assertThat(subtree.subtree()).isEqualTo(SUBTREE);
        assertThat(subtree.unixSeconds()).isZero();
    }

    @Test
    void holdForNoOtherOriginSizeRootTimeOrKey() throws MalformedException {
        var otherRoot = new Checkpoint(ORIGIN, new TreeHead(7, TreeHasher.leaf(new byte[] {3})));
        var otherSize = new Checkpoint(ORIGIN, new TreeHead(8, CHECKPOINT.head().root()));
        var otherOrigin = new Checkpoint("other.example", CHECKPOINT.head());
        for (SignerKey witness : List.of(old, pq)) {
            VerifierKey key = witness.verifierKey();
            NoteSignature line = Cosignature.sign(witness, CHECKPOINT, TIME);
            for (Checkpoint other : List.of(otherRoot, otherSize, otherOrigin)) {
                assertThat(Cosignature.verified(key, line, other)).isNull();
            }
            byte[] blob = line.signature();
            blob[7] ^= 1;
            assertThat(Cosignature.verified(key, witness.line(blob), CHECKPOINT))
                    .isNull();
            blob = line.signature();
            assertThat(Cosignature.verified(key, witness.line(Arrays.copyOf(blob, blob.length - 1)), CHECKPOINT))
                    .isNull();
            assertThat(Cosignature.verified(key, witness.line(Arrays.copyOf(blob, blob.length + 1)), CHECKPOINT))
                    .isNull();
            assertThat(Cosignature.verified(key, new NoteSignature("other.example", key.id(), blob), CHECKPOINT))
                    .isNull();
            var sameBytes = new SignerKey("renamed.example", key.type(), witness.seed());
            // Only the message of ML-DSA names the cosigner.
            assertThat(Cosignature.verified(sameBytes.verifierKey(), sameBytes.line(blob), CHECKPOINT) != null)
                    .isEqualTo(witness == old);
        }
    }

    @Test
    void everyFlippedBitOfTheTimeSpoilsIt() {
        for (SignerKey witness : List.of(old, pq)) {
            NoteSignature line = Cosignature.sign(witness, CHECKPOINT, TIME);
            for (int bit = 0; bit < 64; bit++) {
                byte[] blob = line.signature();
                blob[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(Cosignature.verified(witness.verifierKey(), witness.line(blob), CHECKPOINT))
                        .as("bit %d", bit)
                        .isNull();
            }
        }
    }

    /** Signed all right, but over a time that the format does not have. */
    @Test
    void aTimeAbove63BitsIsRefused() {
        long time = Long.MIN_VALUE;
        byte[] signature = pq.signature(slowMessage(time, 0, 7));
        byte[] blob = ByteBuffer.allocate(2_428).putLong(time).put(signature).array();
        assertThat(Cosignature.verified(pq.verifierKey(), pq.line(blob), CHECKPOINT))
                .isNull();
        byte[] oldSignature = old.signature(Cosignature.message(time, CHECKPOINT.encode()));
        byte[] oldBlob = ByteBuffer.allocate(72).putLong(time).put(oldSignature).array();
        assertThat(Cosignature.verified(old.verifierKey(), old.line(oldBlob), CHECKPOINT))
                .isNull();
        assertThatThrownBy(() -> Cosignature.sign(old, CHECKPOINT, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cosignature.sign(pq, CHECKPOINT, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Signed all right, but by a cosigner that claims more than the format lets him. */
    @Test
    void aSubtreeThatDoesNotStartAtZeroHasNoTime() {
        byte[] signature = pq.signature(slowMessage(TIME, 4, 7));
        byte[] blob = ByteBuffer.allocate(2_428).putLong(TIME).put(signature).array();
        assertThat(SubtreeCosignature.verified(pq.verifierKey(), pq.line(blob), ORIGIN, SUBTREE))
                .isNull();
        assertThatThrownBy(() -> SubtreeCosignature.sign(pq, ORIGIN, SUBTREE, TIME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSubtreeFromZeroIsTheCheckpoint() {
        NoteSignature line = SubtreeCosignature.sign(pq, ORIGIN, SubtreeHead.of(CHECKPOINT.head()), TIME);
        assertThat(line).isEqualTo(Cosignature.sign(pq, CHECKPOINT, TIME));
        assertThat(Cosignature.verified(pq.verifierKey(), line, CHECKPOINT)).isNotNull();
        var subtree = SubtreeCosignature.verified(pq.verifierKey(), line, ORIGIN, SubtreeHead.of(CHECKPOINT.head()));
        assertThat(subtree).isNotNull();
        assertThat(subtree.unixSeconds()).isEqualTo(TIME);
    }

    @Test
    void theEmptyTreeCanBeCosigned() {
        var empty = new Checkpoint(ORIGIN, TreeHead.EMPTY);
        for (SignerKey witness : List.of(old, pq)) {
            NoteSignature line = Cosignature.sign(witness, empty, TIME);
            assertThat(Cosignature.verified(witness.verifierKey(), line, empty)).isNotNull();
        }
    }

    @Test
    void aNameOfOneByteIsLongEnoughAndNoneIsNot() {
        assertThat(CosignedMessage.isWellFormed("w", 0, "o", 0, 1)).isTrue();
        assertThat(CosignedMessage.isWellFormed("", 0, "o", 0, 1)).isFalse();
        assertThat(CosignedMessage.isWellFormed("w", 0, "", 0, 1)).isFalse();
    }

    @Test
    void namesAreOneToTwoHundredAndFiftyFiveBytes() throws MalformedException {
        String umlauts = "ü".repeat(127);
        var longest = new Checkpoint(umlauts + "e", CHECKPOINT.head());
        var tooLong = new Checkpoint(umlauts + "ü", CHECKPOINT.head());
        assertThat(Cosignature.verified(pq.verifierKey(), Cosignature.sign(pq, longest, TIME), longest))
                .isNotNull();
        assertThatThrownBy(() -> Cosignature.sign(pq, tooLong, TIME)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Cosignature.verified(pq.verifierKey(), pq.line(new byte[2_428]), tooLong))
                .isNull();
        // The Ed25519 form has no such limit.
        assertThat(Cosignature.verified(old.verifierKey(), Cosignature.sign(old, tooLong, TIME), tooLong))
                .isNotNull();
        var longNamed = new SignerKey(umlauts + "ü", KeyType.COSIGNATURE_ML_DSA_44, new byte[32]);
        assertThatThrownBy(() -> Cosignature.sign(longNamed, CHECKPOINT, TIME))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysOfOtherTypesMakeNoCosignatures() throws MalformedException {
        var note = new SignerKey("name", KeyType.ED25519, new byte[32]);
        assertThatThrownBy(() -> Cosignature.sign(note, CHECKPOINT, TIME)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Cosignature.verified(note.verifierKey(), note.line(new byte[72]), CHECKPOINT))
                .isNull();
        assertThatThrownBy(() -> SubtreeCosignature.sign(old, ORIGIN, SUBTREE, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SubtreeCosignature.verified(old.verifierKey(), old.line(new byte[72]), ORIGIN, SUBTREE))
                .isNull();
    }

    @Test
    void aSignedCheckpointAnswersForKeysOfEveryType() throws MalformedException {
        var log = new SignerKey(ORIGIN, KeyType.ED25519, new byte[32]);
        SignedNote note = SampleWitnesses.cosigned(log.sign(CHECKPOINT.encode()), TIME, old, pq);
        SignedCheckpoint signed = SignedCheckpoint.of(SignedNote.parse(note.bytes()));
        assertThat(signed.checkpoint()).isEqualTo(CHECKPOINT);
        assertThat(signed.note()).isEqualTo(note);
        for (SignerKey key : List.of(log, old, pq)) {
            assertThat(signed.status(key.verifierKey())).isEqualTo(NoteStatus.SIGNED);
            SignedCheckpoint spoiled = SignedCheckpoint.of(
                    note.with(key.line(new byte[key.verifierKey().type().signatureBytes() + 8])));
            assertThat(spoiled.status(key.verifierKey())).isEqualTo(NoteStatus.BAD_SIGNATURE);
        }
        assertThat(signed.status(SampleWitnesses.mlDsa44(2).verifierKey())).isEqualTo(NoteStatus.NOT_SIGNED);
        assertThat(signed.status(SampleWitnesses.ed25519(2).verifierKey())).isEqualTo(NoteStatus.NOT_SIGNED);
    }
}
