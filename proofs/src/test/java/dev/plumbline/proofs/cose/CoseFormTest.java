package dev.plumbline.proofs.cose;

import static dev.plumbline.proofs.cose.HandMadeCose.KEY;
import static dev.plumbline.proofs.cose.HandMadeCose.ORIGIN;
import static dev.plumbline.proofs.cose.HandMadeCose.POLICY;
import static dev.plumbline.proofs.cose.HandMadeCose.key;
import static dev.plumbline.proofs.cose.HandMadeCose.leaf;
import static dev.plumbline.proofs.cose.HandMadeCose.leaves;
import static dev.plumbline.proofs.cose.HandMadeCose.parsedHead;
import static dev.plumbline.proofs.cose.HandMadeCose.protectedHeader;
import static dev.plumbline.proofs.cose.HandMadeCose.receipt;
import static dev.plumbline.proofs.cose.HandMadeCose.sign;
import static dev.plumbline.proofs.cose.HandMadeCose.signedAs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.SlowTree;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of a receipt: those that are right, and all others. */
final class CoseFormTest {
    private static final HexFormat HEX = HexFormat.of();

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
        assertCode(new byte[Limits.COSE_BYTES_MAX], Malformed.SYNTAX);
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

    @Test
    void twoSignaturesAreOneOnlyIfAllTheirPartsAre() throws Exception {
        HeadSignature one = signedAs(ORIGIN, 7);
        assertThat(one.keyId()).isEqualTo(7);
        assertThat(one).isEqualTo(signedAs(ORIGIN, 7)).hasSameHashCodeAs(signedAs(ORIGIN, 7));
        assertThat(one).hasToString("log.example.org at size 1");
        byte[] signature = one.signature();
        assertThat(one)
                .isNotEqualTo(ORIGIN)
                .isNotEqualTo(parsedHead(HEX.parseHex(protectedHeader("log.example.com", 7, "01")), signature))
                .isNotEqualTo(parsedHead(HEX.parseHex(protectedHeader(ORIGIN, 8, "01")), signature))
                .isNotEqualTo(parsedHead(HEX.parseHex(protectedHeader(ORIGIN, 7, "02")), signature));
        signature[63] ^= 1;
        assertThat(one).isNotEqualTo(parsedHead(one.protectedHeader(), signature));
        assertThat(one.signature()).isNotEqualTo(signature);
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
}
