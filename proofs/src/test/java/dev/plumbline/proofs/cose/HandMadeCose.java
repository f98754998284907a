package dev.plumbline.proofs.cose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.checkpoint.TrustPolicy;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.merkle.SlowTree;
import dev.plumbline.proofs.merkle.TreeHasher;
import dev.plumbline.proofs.merkle.TreeHead;
import dev.plumbline.proofs.note.KeyType;
import dev.plumbline.proofs.note.SignerKey;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Receipts put together by hand and signed by the JDK, and small trees with their leaves. */
final class HandMadeCose {
    static final String ORIGIN = "log.example.org";
    static final SignerKey KEY = key(ORIGIN, KeyType.ED25519, 7);
    static final TrustPolicy POLICY = TrustPolicy.ofLog(KEY.verifierKey());

    private static final HexFormat HEX = HexFormat.of();

    private HandMadeCose() {}

    /** A protected header put together by hand from the tables of RFC 8949 and of docs/format/cose.md. */
    static String protectedHeader(String sizeHex) {
        return protectedHeader(ORIGIN, KEY.verifierKey().id(), sizeHex);
    }

    static String protectedHeader(String origin, int keyId, String sizeHex) {
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

    static String receipt(String protectedHeader, String proof, String signature) {
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
    static String sign(String protectedHeader, Hash root) throws Exception {
        String signed = "84" + "6a" + HEX.formatHex("Signature1".getBytes(UTF_8)) + byteString(protectedHeader) + "40"
                + "5820" + root.hex();
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, KEY.seed())));
        signer.update(HEX.parseHex(signed));
        return HEX.formatHex(signer.sign());
    }

    static HeadSignature signedAs(String origin, int keyId) throws Exception {
        String header = protectedHeader(origin, keyId, "01");
        return HeadSignature.parse(HEX.parseHex(header), HEX.parseHex(sign(header, leaf(0))));
    }

    static HeadSignature parsedHead(byte[] protectedHeader, byte[] signature) {
        try {
            return HeadSignature.parse(protectedHeader, signature);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static CoseReceipt receipt(int index, List<Hash> leaves) {
        return new CoseReceipt(
                HeadSignature.sign(KEY, new TreeHead(leaves.size(), SlowTree.root(leaves))),
                new InclusionProof(index, SlowTree.path(index, leaves)));
    }

    static List<Hash> leaves(int count) {
        var leaves = new ArrayList<Hash>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    static Hash leaf(int number) {
        return TreeHasher.leaf(("entry " + number).getBytes(UTF_8));
    }

    static SignerKey key(String name, KeyType type, int seed) {
        byte[] seed32 = new byte[32];
        seed32[0] = (byte) seed;
        try {
            return new SignerKey(name, type, seed32);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    static boolean isIncluded(byte[] bytes, Hash leaf) {
        try {
            return CoseReceipt.parse(bytes).check(leaf, POLICY) instanceof CoseVerdict.Included;
        } catch (MalformedException e) {
            return false;
        }
    }
}
