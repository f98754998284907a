package dev.plumbline.proofs.cose;

import static dev.plumbline.proofs.cose.HandMadeCose.KEY;
import static dev.plumbline.proofs.cose.HandMadeCose.ORIGIN;
import static dev.plumbline.proofs.cose.HandMadeCose.POLICY;
import static dev.plumbline.proofs.cose.HandMadeCose.isIncluded;
import static dev.plumbline.proofs.cose.HandMadeCose.key;
import static dev.plumbline.proofs.cose.HandMadeCose.leaf;
import static dev.plumbline.proofs.cose.HandMadeCose.leaves;
import static dev.plumbline.proofs.cose.HandMadeCose.parsedHead;
import static dev.plumbline.proofs.cose.HandMadeCose.receipt;
import static dev.plumbline.proofs.cose.HandMadeCose.signedAs;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.crypto.Ed25519;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.SlowTree;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.VerifierKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a receipt proves, and what it does not. */
final class CoseReceiptTest {
    private static final int SIZE_MAX = 70;
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void everyLeafOfEveryTreeTo70IsProvenAndNoOtherLeafIs() throws Exception {
        for (int size = 1; size <= SIZE_MAX; size++) {
            List<Hash> leaves = leaves(size);
            var head = new TreeHead(size, SlowTree.root(leaves));
            HeadSignature signature = HeadSignature.sign(KEY, head);
            for (int index = 0; index < size; index++) {
                var made = new CoseReceipt(signature, new InclusionProof(index, SlowTree.path(index, leaves)));
                CoseReceipt receipt = CoseReceipt.parse(made.encode());
                var leaf = ((CoseVerdict.Included) receipt.check(leaves.get(index), POLICY)).leaf();
                assertThat(leaf.head()).isEqualTo(head);
                assertThat(leaf.index()).isEqualTo(index);
                assertThat(leaf.log()).isEqualTo(KEY.verifierKey());
                assertThat(reason(receipt.check(leaf((index + 1) % size + (size == 1 ? 1 : 0)), POLICY)))
                        .isEqualTo(CoseVerdict.Reason.SIGNATURE_BAD);
            }
        }
    }

    @Test
    void noSignatureServesForAnotherSizeIndexOrLengthOfPath() {
        List<Hash> leaves = leaves(8);
        CoseReceipt receipt = receipt(5, leaves);
        for (int size = 0; size <= SIZE_MAX; size++) {
            // By itself the proof for leaf 5 of 8 leads to the same root at sizes 7 and 8.
            HeadSignature other = new TreeHeadOfSize(size).signedAs(receipt.head());
            for (int index = 0; index <= SIZE_MAX; index++) {
                var moved = new CoseReceipt(
                        other, new InclusionProof(index, receipt.inclusion().path()));
                boolean isSame = size == 8 && index == 5;
                assertThat(moved.check(leaves.get(5), POLICY) instanceof CoseVerdict.Included)
                        .as("leaf %d of %d", index, size)
                        .isEqualTo(isSame);
            }
        }
    }

    /** A signature as it was, under a header that names another size. */
    private record TreeHeadOfSize(long size) {
        HeadSignature signedAs(HeadSignature original) {
            byte[] header = HeadSignature.sign(KEY, new TreeHead(size, TreeHasher.emptyRoot()))
                    .protectedHeader();
            try {
                return HeadSignature.parse(header, original.signature());
            } catch (MalformedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        List<Hash> leaves = leaves(8);
        CoseReceipt receipt = receipt(5, leaves);
        Hash leaf = leaves.get(5);
        VerifierKey log = KEY.verifierKey();
        VerifierKey successor = key(ORIGIN, KeyType.ED25519, 8).verifierKey();
        VerifierKey witness = key(ORIGIN, KeyType.COSIGNATURE_ED25519, 7).verifierKey();
        VerifierKey elsewhere = key("log.example.com", KeyType.ED25519, 7).verifierKey();
        assertThat(reason(receipt.check(leaf, TrustPolicy.ofLog(elsewhere)))).isEqualTo(CoseVerdict.Reason.UNKNOWN_LOG);
        assertThat(reason(receipt.check(leaf, TrustPolicy.ofLog(successor))))
                .isEqualTo(CoseVerdict.Reason.SIGNATURE_BAD);
        assertThat(reason(receipt.check(leaf, TrustPolicy.ofLog(witness)))).isEqualTo(CoseVerdict.Reason.SIGNATURE_BAD);
        assertThat(reason(receipt.check(leaf(6), POLICY))).isEqualTo(CoseVerdict.Reason.SIGNATURE_BAD);
        assertThat(reason(at(8, receipt).check(leaf, POLICY))).isEqualTo(CoseVerdict.Reason.INDEX_OUT_OF_RANGE);
        assertThat(reason(at(-1, receipt).check(leaf, POLICY))).isEqualTo(CoseVerdict.Reason.INDEX_OUT_OF_RANGE);
        assertThat(reason(without(1, receipt).check(leaf, POLICY))).isEqualTo(CoseVerdict.Reason.PATH_LENGTH_WRONG);
        TrustPolicy witnessed = TrustPolicy.parse(("log " + log.encode() + "\nwitness w "
                        + key("w.example.org", KeyType.COSIGNATURE_ED25519, 9)
                                .verifierKey()
                                .encode() + "\nquorum w\n")
                .getBytes(UTF_8));
        assertThat(reason(receipt.check(leaf, witnessed))).isEqualTo(CoseVerdict.Reason.QUORUM_MISSING);
        assertThat(receipt.check(
                        leaf, new TrustPolicy(List.of(successor, log), witnessed.witnesses(), POLICY.quorum())))
                .isInstanceOf(CoseVerdict.Included.class);
    }

    /** Each is signed by the right private key, over just what it says. */
    @Test
    void whatIsSignedUnderAnotherNameIdOrTypeIsNobodys() throws Exception {
        VerifierKey log = KEY.verifierKey();
        VerifierKey elsewhere = key("log.example.com", KeyType.ED25519, 7).verifierKey();
        VerifierKey witness = key(ORIGIN, KeyType.COSIGNATURE_ED25519, 7).verifierKey();
        assertThat(signedAs(ORIGIN, log.id()).isBy(log, leaf(0))).isTrue();
        assertThat(signedAs(ORIGIN, log.id()).isBy(log, leaf(1))).isFalse();
        assertThat(signedAs("log.example.com", log.id()).isBy(log, leaf(0))).isFalse();
        assertThat(signedAs(ORIGIN, elsewhere.id()).isBy(log, leaf(0))).isFalse();
        assertThat(signedAs("log.example.com", elsewhere.id()).isBy(log, leaf(0)))
                .isFalse();
        assertThat(signedAs(ORIGIN, witness.id()).isBy(witness, leaf(0))).isFalse();
    }

    /** But for the signature itself, of which each value would cost a verification: its bits are flipped below. */
    @Test
    void everyOtherValueOfEveryByteIsRefused() {
        byte[] good = receipt(0, leaves(1)).encode();
        for (int at = 0; at < good.length - Ed25519.SIGNATURE_BYTES; at++) {
            for (int change = 1; change < 256; change++) {
                assertRefused(good, at, change, leaf(0));
            }
        }
    }

    @Test
    void everyFlippedBitOfAReceiptWithAPathIsRefused() {
        List<Hash> leaves = leaves(SIZE_MAX);
        byte[] good = receipt(42, leaves).encode();
        for (int bit = 0; bit < 8 * good.length; bit++) {
            assertRefused(good, bit / 8, 1 << bit % 8, leaves.get(42));
        }
    }

    private static void assertRefused(byte[] good, int at, int change, Hash leaf) {
        byte[] bad = good.clone();
        bad[at] ^= (byte) change;
        if (isIncluded(bad, leaf)) {
            fail("byte %d ^ %02x is taken", at, change);
        }
    }

    /** One key signs both: neither message can be read as the other, whatever origin and root are. */
    @Test
    void noCheckpointIsSignedByAReceiptNorTheOtherWayRound() {
        var head = new TreeHead(1, leaf(0));
        HeadSignature cose = HeadSignature.sign(KEY, head);
        String text = new Checkpoint(ORIGIN, head).encode();
        SignedNote note = KEY.sign(text);
        byte[] ofNote = note.signatures().get(0).signature();
        var forged = new SignedNote(
                text, List.of(new NoteSignature(ORIGIN, KEY.verifierKey().id(), cose.signature())));
        assertThat(KEY.verifierKey().check(note)).isEqualTo(NoteStatus.SIGNED);
        assertThat(KEY.verifierKey().check(forged)).isEqualTo(NoteStatus.BAD_SIGNATURE);
        assertThat(parsedHead(cose.protectedHeader(), ofNote).isBy(KEY.verifierKey(), leaf(0)))
                .isFalse();
        // What COSE signs starts with this byte, and no UTF-8 does.
        assertThat(new String(new byte[] {(byte) 0x84}, UTF_8)).isEqualTo("\ufffd");
    }

    @Test
    void onlyALogsKeySigns() {
        assertThatThrownBy(() -> HeadSignature.sign(key(ORIGIN, KeyType.COSIGNATURE_ED25519, 7), TreeHead.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Random bytes, random CBOR heads, and good receipts with random stretches of either. */
    @ParameterizedTest(name = "TEST_SEED={0}")
    @MethodSource("dev.plumbline.testkit.Seeds#seeds")
    void readsAnythingAndThrowsNothingElse(long seed) {
        var random = new SplittableRandom(seed);
        List<Hash> leaves = leaves(13);
        byte[] good = receipt(11, leaves).encode();
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(200)] : good.clone();
            for (int edits = random.nextInt(1, 6); edits > 0 && bytes.length > 0; edits--) {
                int from = random.nextInt(bytes.length);
                for (int at = from; at < Math.min(bytes.length, from + random.nextInt(1, 9)); at++) {
                    bytes[at] = random.nextInt(2) == 0
                            ? (byte) random.nextInt()
                            : (byte) (random.nextInt(8) << 5 | random.nextInt(24, 32));
                }
            }
            if (!Arrays.equals(bytes, good)) {
                assertThat(isIncluded(bytes, leaves.get(11)))
                        .as(() -> HEX.formatHex(bytes))
                        .isFalse();
            }
        }
    }

    private static CoseVerdict.Reason reason(CoseVerdict verdict) {
        return ((CoseVerdict.Refused) verdict).reason();
    }

    private static CoseReceipt at(long index, CoseReceipt receipt) {
        return new CoseReceipt(
                receipt.head(), new InclusionProof(index, receipt.inclusion().path()));
    }

    private static CoseReceipt without(int count, CoseReceipt receipt) {
        List<Hash> path = receipt.inclusion().path();
        return new CoseReceipt(
                receipt.head(),
                new InclusionProof(receipt.inclusion().leafIndex(), path.subList(0, path.size() - count)));
    }
}
