package dev.plumbline.vectors;

import java.util.Collections;
import java.util.List;

/** {@code verify-tlog-proof}: the text that binds a leaf hash to a signed checkpoint. */
final class TlogProofVectors {
    private static final String FORMAT = "c2sp.org/tlog-proof#format";
    private static final String VERIFYING = "c2sp.org/tlog-proof#verifying-a-tlog-proof";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final String HEAD = "c2sp.org/tlog-proof@v1\n";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestKey WITNESS = TestKey.witness(1);
    private static final List<String> LEAVES = SlowTree.leaves(11);
    private static final int INDEX = 6;
    private static final String LEAF = LEAVES.get(INDEX);
    private static final List<String> PATH = SlowTree.path(INDEX, LEAVES);
    private static final String TEXT = CheckpointVectors.text(LOG.name(), "11", SlowTree.root(LEAVES));
    private static final String CHECKPOINT = LOG.note(TEXT);
    private static final String COSIGNED = CHECKPOINT + WITNESS.cosignature(TestKey.TIME, TEXT);
    private static final String WITNESSED = "log " + LOG.vkey() + "\nwitness w1 " + WITNESS.vkey() + "\nquorum w1\n";
    private static final String PROOF = proof("6", PATH, CHECKPOINT);

    private final Suite suite;

    private TlogProofVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new TlogProofVectors(suite);
        vectors.accepted();
        vectors.heads();
        vectors.extras();
        vectors.indexes();
        vectors.paths();
        vectors.checkpoints();
        vectors.inclusion();
    }

    private static String proof(String index, List<String> path, String checkpoint) {
        return HEAD + "index " + index + "\n"
                + String.join("", path.stream().map(hash -> hash + "\n").toList()) + "\n" + checkpoint;
    }

    private void accepted() {
        accept("plain", PROOF, CheckpointVectors.POLICY, FORMAT, "Leaf 6 of 11.");
        accept(
                "extra",
                PROOF.replace("index 6", "extra ZXh0cmE=\nindex 6"),
                CheckpointVectors.POLICY,
                FORMAT,
                "A line with extra data, which nobody vouches for.");
        accept("cosigned", proof("6", PATH, COSIGNED), WITNESSED, VERIFYING, "A witness is asked for, and cosigned.");
        accept(
                "unknown-signatures",
                proof("6", PATH, COSIGNED + TestKey.STRANGER.line(TEXT)),
                CheckpointVectors.POLICY,
                VERIFYING,
                "The checkpoint has lines by keys that the policy does not name.");
        String extended = TEXT + "extension\n";
        accept(
                "extension-line",
                proof("6", PATH, LOG.note(extended)),
                CheckpointVectors.POLICY,
                FORMAT,
                "The checkpoint has an extension line.");
        String one = CheckpointVectors.text(LOG.name(), "1", LEAF);
        suite.add(Vector.accept("tlog-proof", "only-leaf", "verify-tlog-proof")
                .about(FORMAT, "The only leaf of a tree; no hash stands between the index and the empty line.")
                .with("policy", CheckpointVectors.POLICY)
                .with("leaf_hash", LEAF)
                .with("proof", proof("0", List.of(), LOG.note(one)))
                .proves("origin", LOG.name())
                .proves("size", "1")
                .proves("root", LEAF)
                .proves("index", "0"));
    }

    private void heads() {
        form("empty", "", "", "Nothing at all.");
        form("head-missing", PROOF.substring(HEAD.length()), "SYNTAX", "The first line is left out.");
        form(
                "head-with-space",
                PROOF.replace("@v1\n", "@v1 \n"),
                "SYNTAX",
                "A space stands at the end of the first line.");
        form(
                "head-in-upper-case",
                PROOF.replace("c2sp.org", "C2SP.org"),
                "SYNTAX",
                "The first line starts in upper case.");
        form("head-without-version", PROOF.replace("@v1\n", "\n"), "SYNTAX", "The first line has no version.");
        form("byte-order-mark", "\ufeff" + PROOF, "SYNTAX", "A byte order mark stands before the first line.");
        form("empty-line-first", "\n" + PROOF, "SYNTAX", "An empty line stands before the first line.");
        form("line-ends-crlf", PROOF.replace("\n", "\r\n"), "SYNTAX", "Every line ends in CR LF.");
        form(
                "line-end-of-index-crlf",
                PROOF.replace("index 6\n", "index 6\r\n"),
                "SYNTAX",
                "The line of the index ends in CR LF.");
        form("html", "<!DOCTYPE html>\n<title>404</title>\n", "SYNTAX", "A web page in place of the proof.");
        add(reject("version-2", "FORMAT_UNSUPPORTED", PROOF.replace("@v1", "@v2"))
                .code("UNSUPPORTED")
                .about(FORMAT, "The first line names version 2.")
                .chosen());
    }

    private void extras() {
        form("extra-not-base64", extra("extra !"), "SYNTAX", "The extra data is not base64.");
        form("extra-unpadded", extra("extra ZXh0cmE"), "", "The extra data lacks its padding.");
        form("extra-twice", extra("extra ZXh0cmE=\nextra ZXh0cmE="), "", "There are two lines of extra data.");
        form(
                "extra-after-index",
                PROOF.replace("index 6\n", "index 6\nextra ZXh0cmE=\n"),
                "",
                "The extra data stands behind the index.");
        form("extra-without-space", extra("extraZXh0cmE="), "", "No space follows the word extra.");
        form("extra-in-upper-case", extra("Extra ZXh0cmE="), "", "The line starts with Extra.");
        form("line-unknown", extra("note ZXh0cmE="), "", "There is a line that the format does not have.");
        add(reject("extra-trailing-bits", UNREADABLE, extra("extra ZXh0cmF="))
                .code("NOT_CANONICAL")
                .about("RFC 4648 section 3.5", "The last digit of the extra data has a bit set that no byte holds.")
                .chosen());
    }

    private static String extra(String line) {
        return PROOF.replace("index 6", line + "\nindex 6");
    }

    private void indexes() {
        form("index-missing", PROOF.replace("index 6\n", ""), "", "The line of the index is left out.");
        form("index-empty", PROOF.replace("index 6\n", "index \n"), "SYNTAX", "The index is empty.");
        form(
                "index-twice",
                PROOF.replace("index 6\n", "index 6\nindex 6\n"),
                "",
                "The line of the index stands twice.");
        form(
                "index-with-leading-zero",
                PROOF.replace("index 6", "index 06"),
                "SYNTAX",
                "The index has a leading zero.");
        form("index-with-plus", PROOF.replace("index 6", "index +6"), "SYNTAX", "The index has a plus sign.");
        form("index-negative", PROOF.replace("index 6", "index -6"), "SYNTAX", "The index is negative.");
        form(
                "index-with-space-after",
                PROOF.replace("index 6", "index 6 "),
                "SYNTAX",
                "A space stands behind the index.");
        form(
                "index-with-two-spaces",
                PROOF.replace("index 6", "index  6"),
                "SYNTAX",
                "Two spaces stand before the index.");
        form("index-with-tab", PROOF.replace("index 6", "index\t6"), "", "A tab stands before the index.");
        form("index-in-hex", PROOF.replace("index 6", "index 0x6"), "SYNTAX", "The index is in hex.");
        form(
                "index-full-width-digit",
                PROOF.replace("index 6", "index \uff16"),
                "SYNTAX",
                "The index is a full-width digit.");
        form(
                "index-after-path",
                HEAD + String.join("\n", PATH) + "\nindex 6\n\n" + CHECKPOINT,
                "",
                "The index stands behind the path.");
        add(reject("index-2-63", UNREADABLE, PROOF.replace("index 6", "index 9223372036854775808"))
                .code("SYNTAX")
                .about(FORMAT, "The index is 2^63, more than these formats take.")
                .chosen());
    }

    private void paths() {
        String first = PATH.get(0);
        form(
                "hash-of-31-bytes",
                PROOF.replace(first, Bytes.base64(Bytes.cut(Bytes.unbase64(first)))),
                "",
                "A hash of the path has 31 bytes.");
        form("hash-with-space", PROOF.replace(first, first + " "), "", "A space stands behind a hash of the path.");
        form(
                "hash-unpadded",
                PROOF.replace(first, first.replace("=", "")),
                "",
                "A hash of the path lacks its padding.");
        form(
                "hash-in-hex",
                PROOF.replace(first, java.util.HexFormat.of().formatHex(Bytes.unbase64(first))),
                "",
                "A hash of the path is in hex.");
        form("two-hashes-on-a-line", PROOF.replace(first + "\n", first + " "), "", "Two hashes stand on one line.");
        form(
                "empty-line-in-path",
                PROOF.replace(first + "\n", first + "\n\n"),
                "",
                "An empty line stands within the path, so that the rest is no checkpoint.");
        form(
                "empty-line-before-checkpoint-missing",
                PROOF.replace(PATH.get(3) + "\n\n", PATH.get(3) + "\n"),
                "",
                "No empty line stands before the checkpoint.");
        form(
                "two-empty-lines-before-checkpoint",
                PROOF.replace(PATH.get(3) + "\n\n", PATH.get(3) + "\n\n\n"),
                "",
                "Two empty lines stand before the checkpoint, whose origin is empty so.");
        add(reject("hash-trailing-bits", UNREADABLE, PROOF.replace(first, Bytes.withTrailingBits(first)))
                .about("RFC 4648 section 3.5", "The last digit of a hash has a bit set that no byte holds.")
                .chosen());
        add(reject("path-of-65-hashes", UNREADABLE, proof("6", Collections.nCopies(65, LEAF), CHECKPOINT))
                .code("LIMIT_EXCEEDED")
                .about(FORMAT, "The path has 65 hashes, more than any tree that these formats take.")
                .chosen());
    }

    private void checkpoints() {
        form(
                "checkpoint-missing",
                PROOF.substring(0, PROOF.indexOf("\n\n") + 2),
                "",
                "Nothing follows the empty line.");
        form(
                "checkpoint-unsigned",
                PROOF.substring(0, PROOF.indexOf("\n\u2014")),
                "",
                "The checkpoint has no signatures.");
        form("checkpoint-cut", PROOF.substring(0, PROOF.length() - 1), "", "The last newline is left out.");
        form("line-after-checkpoint", PROOF + "\n", "", "An empty line follows the checkpoint.");
        form(
                "checkpoint-malformed",
                proof("6", PATH, LOG.note(TEXT.replace("\n11\n", "\n011\n"))),
                "",
                "The size in the checkpoint, properly signed, has a leading zero.");
        judged(
                "log-unknown",
                "UNKNOWN_LOG",
                proof("6", PATH, TestKey.OTHER_LOG.note(TEXT.replace(LOG.name(), TestKey.OTHER_LOG.name()))),
                "The log is not in the policy.");
        judged(
                "log-signature-bad",
                "CHECKPOINT_SIGNATURE_BAD",
                proof("6", PATH, TEXT + "\n" + LOG.line("other\n")),
                "The log's signature does not verify.");
        judged(
                "size-changed",
                "CHECKPOINT_SIGNATURE_BAD",
                PROOF.replace("\n11\n", "\n12\n"),
                "The size was changed after the log signed.");
        add(
                reject("quorum-missing", "WITNESS_QUORUM_MISSING", PROOF)
                        .about(VERIFYING, "A witness is asked for, and none cosigned."),
                WITNESSED,
                LEAF);
        add(
                reject(
                                "cosignature-bad",
                                "CHECKPOINT_SIGNATURE_BAD",
                                proof("6", PATH, CHECKPOINT + WITNESS.cosignature(TestKey.TIME, "other\n")))
                        .about(VERIFYING, "The witness's line does not verify."),
                WITNESSED,
                LEAF);
    }

    private void inclusion() {
        judged("index-other", "ROOT_MISMATCH", PROOF.replace("index 6", "index 5"), "The index is one less.");
        judged(
                "index-with-shorter-path",
                "PATH_LENGTH_WRONG",
                PROOF.replace("index 6", "index 10"),
                "The index is that of a leaf with a shorter path.");
        judged("index-is-size", "INDEX_OUT_OF_RANGE", PROOF.replace("index 6", "index 11"), "The index is the size.");
        judged(
                "path-without-first",
                "PATH_LENGTH_WRONG",
                proof("6", PATH.subList(1, 4), CHECKPOINT),
                "The sibling of the leaf is left out.");
        judged(
                "path-without-last",
                "PATH_LENGTH_WRONG",
                proof("6", PATH.subList(0, 3), CHECKPOINT),
                "The child of the root is left out.");
        judged(
                "path-with-one-more",
                "PATH_LENGTH_WRONG",
                proof("6", SlowTree.with(PATH, LEAF), CHECKPOINT),
                "A hash follows the path.");
        judged(
                "path-bit-flipped",
                "ROOT_MISMATCH",
                PROOF.replace(PATH.get(2), InclusionVectors.flipped(PATH.get(2))),
                "A bit of the path is flipped.");
        String other = LOG.note(CheckpointVectors.text(LOG.name(), "11", LEAF));
        judged("root-other", "ROOT_MISMATCH", proof("6", PATH, other), "The log signed another root for this size.");
        add(
                reject("leaf-hash-other", "ROOT_MISMATCH", PROOF)
                        .about(VERIFYING, "The leaf hash is that of another entry."),
                CheckpointVectors.POLICY,
                LEAVES.get(7));
    }

    private void judged(String name, String reason, String proof, String about) {
        add(reject(name, reason, proof).about(VERIFYING, about));
    }

    private void form(String name, String proof, String code, String about) {
        add(reject(name, UNREADABLE, proof).code(code).about(FORMAT, about));
    }

    private static Vector reject(String name, String reason, String proof) {
        return Vector.reject("tlog-proof", name, "verify-tlog-proof", reason).with("proof", proof);
    }

    private void add(Vector vector) {
        add(vector, CheckpointVectors.POLICY, LEAF);
    }

    private void add(Vector vector, String policy, String leafHash) {
        suite.add(vector.with("policy", policy).with("leaf_hash", leafHash));
    }

    private void accept(String name, String proof, String policy, String spec, String about) {
        suite.add(Vector.accept("tlog-proof", name, "verify-tlog-proof")
                .about(spec, about)
                .with("policy", policy)
                .with("leaf_hash", LEAF)
                .with("proof", proof)
                .proves("origin", LOG.name())
                .proves("size", "11")
                .proves("root", SlowTree.root(LEAVES))
                .proves("index", "6"));
    }
}
