package dev.plumbline.vectors;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** {@code parse-vkey}, {@code verify-checkpoint} and {@code verify-subtree-cosignature} with ML-DSA-44 keys, type 0x06. */
final class MlDsaVectors {
    private static final String MESSAGE = "c2sp.org/tlog-cosignature#ml-dsa-44-signed-message";
    private static final String FORMAT = "c2sp.org/tlog-cosignature#format";
    private static final String BAD = "CHECKPOINT_SIGNATURE_BAD";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestCosigner WITNESS = TestCosigner.WITNESS;
    private static final String ORIGIN = TestKey.ORIGIN;
    private static final String ROOT = CheckpointVectors.ROOT;
    private static final String TEXT = CheckpointVectors.TEXT;
    private static final String NOTE = LOG.note(TEXT);
    private static final long TIME = TestKey.TIME;
    private static final String POLICY = "log " + LOG.vkey() + "\nwitness pq " + WITNESS.vkey() + "\nquorum pq\n";
    private static final String SUBTREE = SlowTree.root(SlowTree.leaves(12).subList(8, 12));

    private final Suite suite;

    private MlDsaVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new MlDsaVectors(suite);
        vectors.keys();
        vectors.accepted();
        vectors.messages();
        vectors.blobs();
        vectors.acceptedSubtrees();
        vectors.subtrees();
    }

    private void keys() {
        suite.add(Vector.accept("vkey", "ml-dsa-44", "parse-vkey")
                .about(FORMAT, "An ML-DSA-44 key, type 0x06.")
                .with("vkey", WITNESS.vkey())
                .proves("name", WITNESS.name())
                .proves("type", 6)
                .proves("key_id", HexFormat.of().formatHex(WITNESS.id()))
                .proves("key", Bytes.base64(WITNESS.publicKey())));
        byte[] shorter = Bytes.cut(WITNESS.publicKey());
        suite.add(Vector.reject("vkey", "ml-dsa-44-key-of-1311-bytes", "parse-vkey", "FORMAT_UNREADABLE")
                .about(FORMAT, "An ML-DSA-44 key lacks its last byte; the key id fits it.")
                .with("vkey", TestKey.vkey("w", TestKey.id("w", 6, shorter), Bytes.concat(new byte[] {6}, shorter))));
        suite.add(Vector.reject("vkey", "ml-dsa-44-type-on-ed25519-key", "parse-vkey", "FORMAT_UNREADABLE")
                .about(FORMAT, "An Ed25519 key stands under type 0x06; the key id fits it.")
                .with("vkey", LOG.typed(6).vkey()));
    }

    private void accepted() {
        accept("checkpoint", NOTE + by(TIME), TIME, "A witness cosigned with ML-DSA-44.");
        accept("time-0", NOTE + by(0), 0, "The time is 0: nothing is said about this being the largest tree.");
        String extended = TEXT + "extension\n";
        accept(
                "extension-line-not-covered",
                LOG.note(extended) + by(TIME),
                TIME,
                "The checkpoint has an extension line, which such a cosignature does not cover.");
        String logPolicy = "log " + TestCosigner.LOG.vkey() + "\nquorum none\n";
        suite.add(Vector.accept("cosignature", "ml-dsa-log", "verify-checkpoint")
                .about("c2sp.org/tlog-checkpoint#signatures", "The log signs with ML-DSA-44 alone.")
                .with("policy", logPolicy)
                .with("checkpoint", TEXT + "\n" + TestCosigner.LOG.cosignature(TIME, ORIGIN, 0, 5, ROOT))
                .proves("origin", ORIGIN)
                .proves("size", "5")
                .proves("root", ROOT)
                .proves("cosignatures", List.of()));
    }

    private void messages() {
        message(
                "name-other",
                TestCosigner.message("witness.example.org/x", TIME, ORIGIN, 0, 5, ROOT),
                "The signed message names another cosigner.");
        message(
                "time-other",
                TestCosigner.message(WITNESS.name(), TIME + 1, ORIGIN, 0, 5, ROOT),
                "The signed message has another time.");
        message(
                "origin-other",
                TestCosigner.message(WITNESS.name(), TIME, ORIGIN + "/", 0, 5, ROOT),
                "The signed message has another origin.");
        message(
                "end-other",
                TestCosigner.message(WITNESS.name(), TIME, ORIGIN, 0, 4, ROOT),
                "The signed message has another size.");
        message(
                "start-other",
                TestCosigner.message(WITNESS.name(), TIME, ORIGIN, 4, 5, ROOT),
                "The signed message is of a subtree that starts later.");
        message(
                "root-other",
                TestCosigner.message(WITNESS.name(), TIME, ORIGIN, 0, 5, SlowTree.root(SlowTree.leaves(4))),
                "The signed message has another root.");
        byte[] good = TestCosigner.message(WITNESS.name(), TIME, ORIGIN, 0, 5, ROOT);
        message(
                "label-without-zero",
                Bytes.concat(Arrays.copyOf(good, 11), Arrays.copyOfRange(good, 12, good.length)),
                "The label in the signed message lacks its zero byte.");
        message(
                "as-ed25519",
                Bytes.of("cosignature/v1\ntime " + TIME + "\n" + TEXT),
                "What was signed is the message of type 0x04.");
        message("text-of-note", Bytes.of(TEXT), "What was signed is the text of the note.");
    }

    private void blobs() {
        byte[] signature = WITNESS.sign(TestCosigner.message(WITNESS.name(), TIME, ORIGIN, 0, 5, ROOT));
        byte[] time = Bytes.uint64(TIME);
        blob(
                "signature-flipped",
                Bytes.concat(time, Bytes.flipped(signature, 700)),
                "A bit of the signature is flipped.");
        blob("signature-cut", Bytes.concat(time, Bytes.cut(signature)), "The signature lacks its last byte.");
        blob("signature-long", Bytes.concat(time, Arrays.copyOf(signature, 2421)), "A byte follows the signature.");
        blob("time-missing", signature, "The eight bytes of the time are left out.");
        byte[] negative = WITNESS.sign(TestCosigner.message(WITNESS.name(), Long.MIN_VALUE, ORIGIN, 0, 5, ROOT));
        blob(
                "time-2-63",
                Bytes.concat(Bytes.uint64(Long.MIN_VALUE), negative),
                "The time is 2^63, one more than allowed, and properly signed.");
        blob("signature-zero", Bytes.concat(time, new byte[2420]), "The signature is zeros.");
        suite.add(rejected("ml-dsa-missing", "WITNESS_QUORUM_MISSING", NOTE)
                .about(FORMAT, "The witness did not cosign."));
        suite.add(rejected(
                        "ml-dsa-under-other-name",
                        "WITNESS_QUORUM_MISSING",
                        NOTE + WITNESS.named("witness.example.org/x").cosignature(TIME, ORIGIN, 0, 5, ROOT))
                .about(FORMAT, "The witness's key cosigned, properly, under another name."));
    }

    private void acceptedSubtrees() {
        subtree("inner", 8, 12, SUBTREE, "Leaves 8 to 11.", 0);
        subtree("single-leaf", 7, 8, SlowTree.leaves(8).get(7), "Leaf 7 alone.", 0);
        subtree(
                "not-full",
                8,
                11,
                SlowTree.root(SlowTree.leaves(11).subList(8, 11)),
                "Leaves 8 to 10, which fill no power of two.",
                0);
        subtree("whole-tree-with-time", 0, 5, ROOT, "A whole tree, with a time.", TIME);
    }

    private void subtrees() {
        String good = WITNESS.cosignature(0, ORIGIN, 8, 12, SUBTREE);
        badSubtree(
                "time-and-start",
                WITNESS.cosignature(TIME, ORIGIN, 8, 12, SUBTREE),
                ORIGIN,
                "8",
                "12",
                SUBTREE,
                "The subtree starts at leaf 8, and the time is not 0; properly signed.");
        badSubtree(
                "start-not-aligned",
                WITNESS.cosignature(0, ORIGIN, 6, 10, SUBTREE),
                ORIGIN,
                "6",
                "10",
                SUBTREE,
                "Leaves 6 to 9 are no subtree; properly signed.");
        badSubtree(
                "empty",
                WITNESS.cosignature(0, ORIGIN, 8, 8, SUBTREE),
                ORIGIN,
                "8",
                "8",
                SUBTREE,
                "The subtree has no leaves; properly signed.");
        badSubtree(
                "end-before-start",
                WITNESS.cosignature(0, ORIGIN, 8, 4, SUBTREE),
                ORIGIN,
                "8",
                "4",
                SUBTREE,
                "The subtree ends before it starts; properly signed.");
        badSubtree(
                "start-other",
                good,
                ORIGIN,
                "4",
                "8",
                SUBTREE,
                "The cosignature is of leaves 8 to 11, and claimed for 4 to 7.");
        badSubtree(
                "end-other",
                good,
                ORIGIN,
                "8",
                "11",
                SUBTREE,
                "The cosignature is of leaves 8 to 11, and claimed for 8 to 10.");
        badSubtree(
                "origin-other",
                good,
                "other.example.org/log",
                "8",
                "12",
                SUBTREE,
                "The cosignature is of another log.");
        badSubtree("root-other", good, ORIGIN, "8", "12", ROOT, "The cosignature is of another root.");
        badSubtree(
                "key-id-other",
                good.replace(WITNESS.name(), "witness.example.org/x"),
                ORIGIN,
                "8",
                "12",
                SUBTREE,
                "The line is under another name.");
        TestKey ed25519 = TestKey.witness(1);
        byte[] message = TestCosigner.message(ed25519.name(), 0, ORIGIN, 8, 12, SUBTREE);
        suite.add(asked(
                Vector.reject("subtree-cosignature", "by-ed25519-key", "verify-subtree-cosignature", BAD)
                        .about(MESSAGE, "An Ed25519 key of type 0x04 signed the message of type 0x06."),
                ed25519.vkey(),
                ed25519.line(Bytes.concat(new byte[8], ed25519.sign(message))),
                ORIGIN,
                "8",
                "12",
                SUBTREE));
    }

    private static String by(long time) {
        return WITNESS.cosignature(time, ORIGIN, 0, 5, ROOT);
    }

    private void accept(String name, String checkpoint, long time, String about) {
        suite.add(Vector.accept("cosignature", "ml-dsa-" + name, "verify-checkpoint")
                .about(MESSAGE, about)
                .with("policy", POLICY)
                .with("checkpoint", checkpoint)
                .proves("origin", ORIGIN)
                .proves("size", "5")
                .proves("root", ROOT)
                .proves("cosignatures", List.of(List.of(WITNESS.name(), Long.toString(time)))));
    }

    private void message(String name, byte[] message, String about) {
        suite.add(rejected("ml-dsa-message-" + name, BAD, NOTE + WITNESS.line(TIME, message))
                .about(MESSAGE, about));
    }

    private void blob(String name, byte[] blob, String about) {
        suite.add(
                rejected("ml-dsa-blob-" + name, BAD, NOTE + WITNESS.line(blob)).about(FORMAT, about));
    }

    private static Vector rejected(String name, String reason, String checkpoint) {
        return Vector.reject("cosignature", name, "verify-checkpoint", reason)
                .with("policy", POLICY)
                .with("checkpoint", checkpoint);
    }

    private void subtree(String name, long start, long end, String root, String about, long time) {
        String line = WITNESS.cosignature(time, ORIGIN, start, end, root);
        suite.add(asked(
                        Vector.accept("subtree-cosignature", name, "verify-subtree-cosignature")
                                .about(MESSAGE, about),
                        WITNESS.vkey(),
                        line,
                        ORIGIN,
                        Long.toString(start),
                        Long.toString(end),
                        root)
                .proves("time", Long.toString(time)));
    }

    private void badSubtree(
            String name, String line, String origin, String start, String end, String root, String about) {
        suite.add(asked(
                Vector.reject("subtree-cosignature", name, "verify-subtree-cosignature", BAD)
                        .about(MESSAGE, about),
                WITNESS.vkey(),
                line,
                origin,
                start,
                end,
                root));
    }

    private static Vector asked(
            Vector vector, String vkey, String line, String origin, String start, String end, String root) {
        return vector.with("vkey", vkey)
                .with("line", line.strip())
                .with("origin", origin)
                .with("start", start)
                .with("end", end)
                .with("root", root);
    }
}
