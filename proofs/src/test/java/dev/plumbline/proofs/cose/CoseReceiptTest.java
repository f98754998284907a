package dev.plumbline.proofs.cose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.Checkpoint;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.SlowTree;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.NoteSignature;
import dev.plumbline.proofs.note.NoteStatus;
import dev.plumbline.proofs.note.SignedNote;
import dev.plumbline.proofs.note.SignerKey;
import dev.plumbline.proofs.note.VerifierKey;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CoseReceiptTest {
    private static final int SIZE_MAX = 70;
    private static final HexFormat HEX = HexFormat.of();
    private static final String ORIGIN = "log.example.org";
    private static final SignerKey KEY = key(ORIGIN, KeyType.ED25519, 7);
    private static final TrustPolicy POLICY = TrustPolicy.ofLog(KEY.verifierKey());

    /** A protected header put together by hand from the tables of RFC 8949 and of docs/format/cose.md. */
    private static String protectedHeader(String sizeHex) {
        return protectedHeader(ORIGIN, KEY.verifierKey().id(), sizeHex);
    }

    private static String protectedHeader(String origin, int keyId, String sizeHex) {
        assertThat(origin).hasSize(15);
        return "a5" // map of 5
                + "01" + "27" // alg: -8
                + "04" + "44" + String.format("%08x", keyId) // kid: 4 bytes
                + "0f" + "a2" // CWT claims: map of 2
                + "01" + "6f" + HEX.formatHex(origin.getBytes(UTF_8)) // iss: text of 15
                + "02" + "76" + HEX.formatHex("plumbline/tree-head/v1".getBytes(UTF_8)) // sub: text of 22
                + "19018b" + "01" // vds: 1
                + "3a000dfae8" + sizeHex; // -916201
    }

    private static String receipt(String protectedHeader, String proof, String signature) {
        return "d2" + "84" // tag 18, array of 4
                + byteString(protectedHeader)
                + "a1" + "19018c" + "a1" + "20" + "81" // {396: {-1: [
                + byteString(proof)
                + "f6" // null
                + "5840" + signature;
    }

    private static String byteString(String hex) {
        int length = hex.length() / 2;
        return (length < 24
                        ? String.format("%02x", 0x40 + length)
                        : length < 256 ? String.format("58%02x", length) : String.format("59%04x", length))
                + hex;
    }

    /** Ed25519 by the JDK, over a Sig_structure put together by hand. */
    private static String sign(String protectedHeader, Hash root) throws Exception {
        String signed = "84" + "6a" + HEX.formatHex("Signature1".getBytes(UTF_8)) + byteString(protectedHeader) + "40"
                + "5820" + root.hex();
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, KEY.seed())));
        signer.update(HEX.parseHex(signed));
        return HEX.formatHex(signer.sign());
    }

    @Test
    void theReceiptOfTheOnlyLeafHasNoPathAndIsByteForByteWhatTheTablesSay() throws Exception {
        Hash leaf = leaf(0);
        String header = protectedHeader("01");
        String golden = receipt(header, "83" + "01" + "00" + "80", sign(header, leaf));
        var receipt = new CoseReceipt(HeadSignature.sign(KEY, new TreeHead(1, leaf)), new InclusionProof(0, List.of()));
        assertThat(HEX.formatHex(receipt.encode())).isEqualTo(golden);
        assertThat(CoseReceipt.parse(HEX.parseHex(golden))).isEqualTo(receipt);
        assertThat(receipt.check(leaf, POLICY)).isInstanceOf(CoseVerdict.Included.class);
    }

    @Test
    void aReceiptWithAPathIsByteForByteWhatTheTablesSay() throws Exception {
        List<Hash> leaves = leaves(300);
        List<Hash> path = SlowTree.path(256, leaves);
        String header = protectedHeader("19012c");
        var proof = new StringBuilder("83" + "19012c" + "190100" + "87");
        path.forEach(hash -> proof.append("5820").append(hash.hex()));
        assertThat(path).hasSize(7);
        String golden = receipt(header, proof.toString(), sign(header, SlowTree.root(leaves)));
        CoseReceipt receipt = receipt(256, leaves);
        assertThat(HEX.formatHex(receipt.encode())).isEqualTo(golden);
        assertThat(CoseReceipt.parse(HEX.parseHex(golden))).isEqualTo(receipt);
    }

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

    private static HeadSignature signedAs(String origin, int keyId) throws Exception {
        String header = protectedHeader(origin, keyId, "01");
        return HeadSignature.parse(HEX.parseHex(header), HEX.parseHex(sign(header, leaf(0))));
    }

    @Test
    void everyOtherValueOfEveryByteIsRefused() {
        List<Hash> leaves = leaves(3);
        byte[] good = receipt(2, leaves).encode();
        for (int at = 0; at < good.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                assertThat(isIncluded(bad, leaves.get(2)))
                        .as("byte %d ^ %02x", at, change)
                        .isFalse();
            }
        }
    }

    @Test
    void everyTruncationAndEveryFurtherByteIsRefused() {
        byte[] good = receipt(2, leaves(3)).encode();
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> CoseReceipt.parse(cut)).isInstanceOf(MalformedException.class);
        }
        for (int more = 0; more < 256; more++) {
            byte[] longer = Arrays.copyOf(good, good.length + 1);
            longer[good.length] = (byte) more;
            assertThatThrownBy(() -> CoseReceipt.parse(longer)).isInstanceOf(MalformedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what stands in the golden receipt, what it is replaced with, the code
        "d284, 84, SYNTAX",
        "d284, d184, SYNTAX",
        "d284, d21804, SYNTAX",
        "d284, d29804, NOT_CANONICAL",
        "d284, d29f, NOT_CANONICAL",
        "d284, d81284, NOT_CANONICAL",
        "d284, d283, SYNTAX",
        "d284, d285, SYNTAX",
        "583ea5, 583ea4, SYNTAX",
        "583ea5(.*)3a000dfae801a1, 583fa5$13a000dfae80100a1, SYNTAX",
        "a12081, a22081, SYNTAX",
        "a12081, a12082, SYNTAX",
        "4483010080, 4482010080, SYNTAX",
        "4483010080, 4484010080, SYNTAX",
        "0127, 0126, UNSUPPORTED",
        "0127, 0132, UNSUPPORTED",
        "0127, 0106, UNSUPPORTED",
        "270444, 270344, UNKNOWN_KEY",
        "583ea501270444826183a5, 583da501270443826183, VALUE",
        "0fa2, 10a2, UNKNOWN_KEY",
        "0fa2, 0fa3, SYNTAX",
        "747265652d686561642f7631, 747265652d686561642f7632, UNSUPPORTED",
        "6c6f672e, 6c6f2b2e, VALUE",
        "6c6f672e, 6c6ffe2e, NOT_CANONICAL",
        "19018b01, 19018b02, UNSUPPORTED",
        "19018b01, 19018b20, UNSUPPORTED",
        "3a000dfae801, 3a000dfae802, RULE",
        "3a000dfae801, 3a000dfae820, SYNTAX",
        "3a000dfae801, 3a000dfae701, UNKNOWN_KEY",
        "a119018c, a019018c, SYNTAX",
        "a119018c, a119018a, UNKNOWN_KEY",
        "a12081, a12181, UNKNOWN_KEY",
        "a12081, a12080, SYNTAX",
        "4483010080, 4483020080, RULE",
        "4483010080, 4483010180, NONE",
        "4483010080, 448301f680, SYNTAX",
        "4483010080, 448301009f, NOT_CANONICAL",
        "4483010080, 458301009840, SYNTAX",
        "4483010080, 458301009841, LIMIT_EXCEEDED",
        "4483010080, 458301008140, VALUE",
        "4483010080, 458301180080, NOT_CANONICAL",
        "4483010080, 458301008000, SYNTAX",
        "80f65840, 80405840, SYNTAX",
        "80f65840, 80f75840, SYNTAX",
        "80f65840, 80f6583f, SYNTAX",
        "80f65840, 80f6590040, NOT_CANONICAL",
    })
    void refusesEveryOtherForm(String found, String put, String code) throws Exception {
        Hash leaf = leaf(0);
        String header = protectedHeader("01");
        String golden = receipt(header, "83" + "01" + "00" + "80", sign(header, leaf));
        assertThat(golden).containsPattern(found);
        byte[] bad = HEX.parseHex(golden.replaceFirst(found, put));
        if (code.equals("NONE")) {
            assertThat(CoseReceipt.parse(bad).inclusion().leafIndex()).isEqualTo(1);
            return;
        }
        assertCode(bad, Malformed.valueOf(code));
    }

    @Test
    void refusesASignatureOf63Bytes() throws Exception {
        String header = protectedHeader("01");
        String golden = receipt(header, "83" + "01" + "00" + "80", sign(header, leaf(0)));
        String shorter = golden.substring(0, golden.length() - 2).replace("f65840", "f6583f");
        assertCode(HEX.parseHex(shorter), Malformed.VALUE);
    }

    @Test
    void namesTheLimits() {
        assertCode(new byte[Limits.COSE_BYTES_MAX + 1], Malformed.LIMIT_EXCEEDED);
        SignerKey longest = key("ü".repeat(255), KeyType.ED25519, 1);
        var largest = new CoseReceipt(
                HeadSignature.sign(longest, new TreeHead(Long.MAX_VALUE, leaf(0))),
                new InclusionProof(Long.MAX_VALUE - 1, Collections.nCopies(Limits.PROOF_HASHES_MAX, leaf(1))));
        assertThat(largest.encode().length).isLessThan(Limits.COSE_BYTES_MAX);
        assertThat(parsed(largest.encode())).isEqualTo(largest);
        var tooLong = new CoseReceipt(
                largest.head(), new InclusionProof(0, Collections.nCopies(Limits.PROOF_HASHES_MAX + 1, leaf(1))));
        assertCode(tooLong.encode(), Malformed.LIMIT_EXCEEDED);
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
        for (int round = 0; round < 20_000; round++) {
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

    private static boolean isIncluded(byte[] bytes, Hash leaf) {
        try {
            return CoseReceipt.parse(bytes).check(leaf, POLICY) instanceof CoseVerdict.Included;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static void assertCode(byte[] bytes, Malformed code) {
        assertThatThrownBy(() -> CoseReceipt.parse(bytes))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static CoseReceipt parsed(byte[] bytes) {
        try {
            return CoseReceipt.parse(bytes);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    private static HeadSignature parsedHead(byte[] protectedHeader, byte[] signature) {
        try {
            return HeadSignature.parse(protectedHeader, signature);
        } catch (MalformedException e) {
            throw new AssertionError(e);
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

    private static CoseReceipt receipt(int index, List<Hash> leaves) {
        return new CoseReceipt(
                HeadSignature.sign(KEY, new TreeHead(leaves.size(), SlowTree.root(leaves))),
                new InclusionProof(index, SlowTree.path(index, leaves)));
    }

    private static List<Hash> leaves(int count) {
        var leaves = new ArrayList<Hash>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    private static Hash leaf(int number) {
        return TreeHasher.leaf(("entry " + number).getBytes(UTF_8));
    }

    private static SignerKey key(String name, KeyType type, int seed) {
        byte[] seed32 = new byte[32];
        seed32[0] = (byte) seed;
        try {
            return new SignerKey(name, type, seed32);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
