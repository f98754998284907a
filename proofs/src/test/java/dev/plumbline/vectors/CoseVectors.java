package dev.plumbline.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** {@code verify-cose}: the inclusion proof as a COSE receipt, put together from the tables of RFC 8949 and RFC 9942. */
final class CoseVectors {
    private static final String BYTES = "docs/format/cose.md#the-bytes";
    private static final String CHECKING = "docs/format/cose.md#checking-one-with-any-cose-library";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final String BAD = "CHECKPOINT_SIGNATURE_BAD";
    private static final TestKey LOG = TestKey.LOG;
    private static final String ENTRY = "entry 6";
    private static final List<String> LEAVES = SlowTree.leaves(11);
    private static final String ROOT = SlowTree.root(LEAVES);
    private static final List<String> PATH = SlowTree.path(6, LEAVES);
    private static final String HEAD = protectedHeader(LOG.name(), LOG.id(), "0b");
    private static final String PROOF = proof("0b", "06", PATH);
    private static final String GOOD = receipt(HEAD, PROOF, sign(LOG, HEAD, ROOT));

    private final Suite suite;

    private CoseVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new CoseVectors(suite);
        vectors.accepted();
        vectors.shapes();
        vectors.headers();
        vectors.proofs();
        vectors.judged();
    }

    private void accepted() {
        accept("seventh-of-11", GOOD, "Entry 6 of 11.", "6", "11", ROOT);
        String head = protectedHeader(LOG.name(), LOG.id(), "01");
        accept(
                "only-leaf",
                receipt(head, proof("01", "00", List.of()), sign(LOG, head, LEAVES.get(6))),
                "The only entry of a log: an empty path.",
                "0",
                "1",
                LEAVES.get(6));
    }

    private void shapes() {
        bytes("empty", "", "Nothing at all.");
        bytes("without-tag", GOOD.substring(2), "The tag 18 is left out.");
        bytes("tag-other", "d1" + GOOD.substring(2), "The tag is 17.");
        bytes("cut", GOOD.substring(0, GOOD.length() - 2), "The last byte is left out.");
        bytes("byte-after", GOOD + "00", "A byte follows.");
        bytes("array-of-indefinite-length", "d29f" + GOOD.substring(4) + "ff", "The array is of indefinite length.");
        bytes("tag-in-two-bytes", "d812" + GOOD.substring(2), "The tag is spelled in two bytes where one is enough.");
        bytes(
                "payload-attached",
                GOOD.replace("f65840", byteString(hex(Bytes.unbase64(ROOT))) + "5840"),
                "The root is attached and not null.");
        bytes(
                "signature-of-63-bytes",
                GOOD.replace("f65840", "f6583f").substring(0, GOOD.length() - 2),
                "The signature has 63 bytes.");
        bytes(
                "two-proofs",
                GOOD.replace("2081" + byteString(PROOF), "2082" + byteString(PROOF) + byteString(PROOF)),
                "There are two proofs.");
        bytes("no-proof", GOOD.replace("2081" + byteString(PROOF), "2080"), "The list of proofs is empty.");
        bytes(
                "proof-of-consistency",
                GOOD.replace("19018ca120", "19018ca121"),
                "The proof is labelled as one of consistency.");
        bytes(
                "header-unprotected",
                GOOD.replace("a119018ca1", "a20400" + "19018ca1"),
                "There is another unprotected header.");
    }

    private void headers() {
        header("alg-es256", HEAD.replaceFirst("a50127", "a50126"), "FORMAT_UNSUPPORTED", "The algorithm is ES256.");
        header("vds-2", HEAD.replace("19018b01", "19018b02"), "FORMAT_UNSUPPORTED", "The structure is number 2, CCF.");
        header(
                "sub-of-version-2",
                HEAD.replace(hex(Bytes.of("tree-head/v1")), hex(Bytes.of("tree-head/v2"))),
                "FORMAT_UNSUPPORTED",
                "What is signed is said to be of version 2.");
        header(
                "size-missing",
                HEAD.replaceFirst("^a5", "a4").replace("3a000dfae80b", ""),
                UNREADABLE,
                "The size is not under the signature.");
        header(
                "kid-missing",
                HEAD.replaceFirst("^a5", "a4").replace("0444" + hex(LOG.id()), ""),
                UNREADABLE,
                "The key id is left out.");
        header(
                "kid-of-3-bytes",
                HEAD.replace("0444" + hex(LOG.id()), "0443" + hex(LOG.id()).substring(2)),
                UNREADABLE,
                "The key id has three bytes.");
        header(
                "size-in-two-bytes",
                HEAD.replace("fae80b", "fae8180b"),
                UNREADABLE,
                "The size is spelled in two bytes where one is enough.");
        header("size-negative", HEAD.replace("fae80b", "fae82b"), UNREADABLE, "The size is negative.");
        header(
                "keys-out-of-order",
                HEAD.replace("19018b01", "").replaceFirst("a50127", "a519018b010127"),
                UNREADABLE,
                "The members are not in their sorted order.");
        header("key-twice", HEAD.replaceFirst("a50127", "a601270127"), UNREADABLE, "The algorithm stands twice.");
        header(
                "key-unknown",
                HEAD.replaceFirst("^a5", "a6") + "3a000dfae900",
                UNREADABLE,
                "There is a header that the format does not have.");
    }

    private void proofs() {
        proofed("sizes-differ", UNREADABLE, proof("0a", "06", PATH), "The size in the proof is not the signed one.");
        proofed(
                "hash-of-31-bytes",
                UNREADABLE,
                proof("0b", "06", PATH).replaceFirst("5820..", "581f"),
                "A hash of the path has 31 bytes.");
        proofed("index-before-size", UNREADABLE, proof("06", "0b", PATH), "Index and size are exchanged.");
        proofed("index-is-size", "INDEX_OUT_OF_RANGE", proof("0b", "0b", PATH), "The index is the size.");
        proofed(
                "path-short",
                "PATH_LENGTH_WRONG",
                proof("0b", "06", PATH.subList(0, 3)),
                "The path lacks its last hash.");
        proofed(
                "path-long",
                "PATH_LENGTH_WRONG",
                proof("0b", "06", SlowTree.with(PATH, PATH.get(0))),
                "A hash follows the path.");
        proofed(
                "index-other",
                BAD,
                proof("0b", "05", PATH),
                "The index is one less; the root that follows was never signed.");
        var flipped = new ArrayList<>(PATH);
        flipped.set(2, InclusionVectors.flipped(PATH.get(2)));
        proofed(
                "path-flipped",
                BAD,
                proof("0b", "06", flipped),
                "A bit of the path is flipped; the root that follows was never signed.");
    }

    private void judged() {
        add("entry-other", BAD, CheckpointVectors.POLICY, "entry 7", GOOD, "The entry is another one.");
        add(
                "signature-flipped",
                BAD,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(HEAD, PROOF, hex(Bytes.flipped(HexFormat.of().parseHex(sign(LOG, HEAD, ROOT)), 9))),
                "A bit of the signature is flipped.");
        add(
                "signed-by-other-key",
                BAD,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(HEAD, PROOF, sign(TestKey.STRANGER, HEAD, ROOT)),
                "Another key signed.");
        String kid = protectedHeader(LOG.name(), TestKey.STRANGER.id(), "0b");
        add(
                "kid-other",
                BAD,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(kid, PROOF, sign(LOG, kid, ROOT)),
                "The log signed, under the id of another key.");
        String stranger = protectedHeader(TestKey.STRANGER.name(), TestKey.STRANGER.id(), "0b");
        add(
                "log-unknown",
                "UNKNOWN_LOG",
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(stranger, PROOF, sign(TestKey.STRANGER, stranger, ROOT)),
                "The log is not in the policy.");
        add(
                "witness-asked-for",
                "WITNESS_QUORUM_MISSING",
                "log " + LOG.vkey() + "\nwitness w1 " + TestKey.witness(1).vkey() + "\nquorum w1\n",
                ENTRY,
                GOOD,
                "The policy demands a witness, which a COSE receipt cannot have.");
        add(
                "root-signed-bare",
                BAD,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(HEAD, PROOF, hex(LOG.sign(Bytes.unbase64(ROOT)))),
                "The bare root was signed, and not the Sig_structure.");
        add(
                "payload-not-detached-in-signature",
                BAD,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(
                        HEAD,
                        PROOF,
                        hex(LOG.sign(HexFormat.of()
                                .parseHex("846a" + hex(Bytes.of("Signature1")) + byteString(HEAD) + "4040")))),
                "The Sig_structure was signed with an empty payload.");
    }

    private void bytes(String name, String receipt, String about) {
        suite.add(ask(
                Vector.reject("cose", name, "verify-cose", UNREADABLE).about(BYTES, about),
                CheckpointVectors.POLICY,
                ENTRY,
                receipt));
    }

    private void header(String name, String header, String reason, String about) {
        suite.add(ask(
                Vector.reject("cose", "header-" + name, "verify-cose", reason)
                        .about(BYTES, about + " The log signed it so."),
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(header, PROOF, sign(LOG, header, ROOT))));
    }

    private void proofed(String name, String reason, String proof, String about) {
        add(
                "proof-" + name,
                reason,
                CheckpointVectors.POLICY,
                ENTRY,
                receipt(HEAD, proof, sign(LOG, HEAD, ROOT)),
                about);
    }

    private void add(String name, String reason, String policy, String entry, String receipt, String about) {
        suite.add(
                ask(Vector.reject("cose", name, "verify-cose", reason).about(CHECKING, about), policy, entry, receipt));
    }

    private void accept(String name, String receipt, String about, String index, String size, String root) {
        suite.add(ask(
                        Vector.accept("cose", name, "verify-cose").about(CHECKING, about),
                        CheckpointVectors.POLICY,
                        ENTRY,
                        receipt)
                .proves("origin", LOG.name())
                .proves("index", index)
                .proves("size", size)
                .proves("root", root));
    }

    private static Vector ask(Vector vector, String policy, String entry, String receipt) {
        return vector.with("policy", policy)
                .with("entry", entry)
                .withBytes("receipt", HexFormat.of().parseHex(receipt));
    }

    private static String protectedHeader(String origin, byte[] keyId, String size) {
        return "a5" + "0127" + "0444" + hex(keyId) + "0fa2" + "01" + text(origin) + "02"
                + text("plumbline/tree-head/v1") + "19018b01" + "3a000dfae8" + size;
    }

    private static String proof(String size, String index, List<String> path) {
        var hashes = new StringBuilder(String.format("%02x", 0x80 + path.size()));
        path.forEach(hash -> hashes.append(byteString(hex(Bytes.unbase64(hash)))));
        return "83" + size + index + hashes;
    }

    private static String receipt(String header, String proof, String signature) {
        return "d284" + byteString(header) + "a119018ca12081" + byteString(proof) + "f6" + "5840" + signature;
    }

    private static String sign(TestKey key, String header, String root) {
        return hex(key.sign(HexFormat.of()
                .parseHex("846a" + hex(Bytes.of("Signature1")) + byteString(header) + "40"
                        + byteString(hex(Bytes.unbase64(root))))));
    }

    private static String text(String text) {
        return prefixed(0x60, hex(text.getBytes(US_ASCII)));
    }

    private static String byteString(String hex) {
        return prefixed(0x40, hex);
    }

    private static String prefixed(int major, String hex) {
        int length = hex.length() / 2;
        if (length < 24) {
            return String.format("%02x", major + length) + hex;
        }
        return (length < 256
                        ? String.format("%02x%02x", major + 24, length)
                        : String.format("%02x%04x", major + 25, length))
                + hex;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
