package dev.plumbline.vectors;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** {@code verify-checkpoint} without witnesses: the form of the text, and who must have signed it. */
final class CheckpointVectors {
    private static final String SPEC = "c2sp.org/tlog-checkpoint#note-text";
    private static final String SIGNATURES = "c2sp.org/tlog-checkpoint#signatures";
    private static final String NOTE = "c2sp.org/signed-note#signatures";
    private static final String POLICY_SPEC = "c2sp.org/tlog-policy#defining-a-log";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final String UNKNOWN = "UNKNOWN_LOG";
    private static final String BAD = "CHECKPOINT_SIGNATURE_BAD";
    static final TestKey LOG = TestKey.LOG;
    static final String POLICY = "log " + LOG.vkey() + "\nquorum none\n";
    static final String ROOT = SlowTree.root(SlowTree.leaves(5));
    static final String TEXT = text(LOG.name(), "5", ROOT);

    private final Suite suite;

    private CheckpointVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new CheckpointVectors(suite);
        vectors.accepted();
        vectors.acceptedKeys();
        vectors.sizes();
        vectors.roots();
        vectors.lines();
        vectors.origins();
        vectors.signatures();
    }

    static String text(String origin, String size, String root) {
        return origin + "\n" + size + "\n" + root + "\n";
    }

    private void accepted() {
        accept("signed", TEXT, 5, ROOT, "A checkpoint of five leaves.");
        String empty = SlowTree.root(List.of());
        accept("size-0", text(LOG.name(), "0", empty), 0, empty, "The empty tree, whose root is the hash of nothing.");
        String one = SlowTree.root(SlowTree.leaves(1));
        accept("size-1", text(LOG.name(), "1", one), 1, one, "A tree of one leaf.");
        accept(
                "size-2-53",
                text(LOG.name(), "9007199254740993", ROOT),
                (1L << 53) + 1,
                ROOT,
                "A size that a double cannot hold.");
        String largest = text(LOG.name(), "9223372036854775807", ROOT);
        add(
                accepted("size-2-63-minus-1", Long.MAX_VALUE, ROOT, "The largest size of 63 bits.")
                        .chosen(),
                POLICY,
                LOG.note(largest));
        accept("extension-line", TEXT + "extension\n", 5, ROOT, "A line follows the root: opaque, but signed.");
        accept(
                "extension-lines",
                TEXT + "7\n" + ROOT + "\n \u2014 a b\n",
                5,
                ROOT,
                "Three lines follow that look like a size, a root and a signature.");
    }

    private void acceptedKeys() {
        String rotated = "log " + LOG.vkey() + "\nlog " + TestKey.LOG_SUCCESSOR.vkey() + "\nquorum none\n";
        add(
                accepted("second-key-of-origin", 5, ROOT, "")
                        .about(POLICY_SPEC, "The policy has two keys for the origin, and the second one signed."),
                rotated,
                TestKey.LOG_SUCCESSOR.note(TEXT));
        add(
                accepted("both-keys-of-origin", 5, ROOT, "")
                        .about(POLICY_SPEC, "The policy has two keys for the origin, and both signed."),
                rotated,
                LOG.note(TEXT) + TestKey.LOG_SUCCESSOR.line(TEXT));
        add(
                accepted("one-of-two-logs", 5, ROOT, "")
                        .about(POLICY_SPEC, "The policy has two logs; this is of the second."),
                "log " + TestKey.OTHER_LOG.vkey() + "\n" + POLICY,
                LOG.note(TEXT));
        add(
                accepted("unknown-signature", 5, ROOT, "")
                        .about(SIGNATURES, "A line by a key that the policy does not name is ignored."),
                POLICY,
                LOG.note(TEXT) + TestKey.STRANGER.line("other\n"));
        add(
                accepted("cosignature-of-unknown-witness", 5, ROOT, "")
                        .about(SIGNATURES, "A cosignature by a witness that the policy does not name is ignored."),
                POLICY,
                LOG.note(TEXT) + TestKey.witness(1).cosignature(TestKey.TIME, TEXT));
        TestKey plain = LOG.named("x");
        String text = text("x", "5", ROOT);
        add(
                Vector.accept("checkpoint", "origin-is-no-url", "verify-checkpoint")
                        .about(SPEC, "The origin is one letter; the form of a URL is only advice.")
                        .proves("origin", "x")
                        .proves("size", "5")
                        .proves("root", ROOT)
                        .proves("cosignatures", List.of()),
                "log " + plain.vkey() + "\nquorum none\n",
                plain.note(text));
    }

    private void sizes() {
        size("plus-sign", "+5", "The size has a plus sign.");
        size("minus-sign", "-5", "The size is negative.");
        size("minus-zero", "-0", "The size is zero with a minus sign.");
        size("leading-zero", "05", "The size has a leading zero.");
        size("zero-twice", "00", "The size is two zeros.");
        size("hex", "0x5", "The size is in hex.");
        size("decimal-point", "5.0", "The size has a decimal point.");
        size("exponent", "5e0", "The size has an exponent.");
        size("space-before", " 5", "A space stands before the size.");
        size("space-after", "5 ", "A space stands after the size.");
        size("grouped", "1,000", "The size has a separator of thousands.");
        size("underscore", "1_000", "The size has an underscore between digits.");
        size("full-width-digit", "\uff15", "The size is the full-width digit five.");
        size("arabic-digit", "\u0665", "The size is the Arabic-Indic digit five.");
        size("not-a-number", "five", "The size is a word.");
        suite.add(malformed(
                        "size-2-63",
                        text(LOG.name(), "9223372036854775808", ROOT),
                        "The size is 2^63, more than these formats take.")
                .chosen());
        suite.add(malformed(
                        "size-2-64-plus-5",
                        text(LOG.name(), "18446744073709551621", ROOT),
                        "The size is 2^64 + 5, which wraps to 5.")
                .chosen());
        suite.add(malformed(
                        "size-of-20-digits",
                        text(LOG.name(), "10000000000000000000", ROOT),
                        "The size has twenty digits.")
                .chosen());
    }

    private void roots() {
        byte[] root = Bytes.unbase64(ROOT);
        root("31-bytes", Bytes.base64(Bytes.cut(root)), "The root has 31 bytes.");
        root("33-bytes", Bytes.base64(Arrays.copyOf(root, 33)), "The root has 33 bytes.");
        root("20-bytes", Bytes.base64(Arrays.copyOf(root, 20)), "The root has 20 bytes, as SHA-1 has.");
        root("unpadded", ROOT.replace("=", ""), "The root lacks its padding.");
        root("space-after", ROOT + " ", "A space stands after the root.");
        root("hex", java.util.HexFormat.of().formatHex(root), "The root is in hex.");
        byte[] slashes = new byte[32];
        Arrays.fill(slashes, (byte) 0xff);
        root(
                "url-alphabet",
                Base64.getUrlEncoder().encodeToString(slashes),
                "The root is in the base64 alphabet for URLs.");
        suite.add(malformed(
                        "root-trailing-bits",
                        text(LOG.name(), "5", Bytes.withTrailingBits(ROOT)),
                        "The last digit of the root has a bit set that no byte holds.")
                .chosen()
                .about("RFC 4648 section 3.5", "The last digit of the root has a bit set that no byte holds."));
        malform(
                "size-0-with-other-root",
                text(LOG.name(), "0", ROOT),
                "The size is 0 and the root is not that of the empty tree.");
    }

    private void lines() {
        malform("root-missing", LOG.name() + "\n5\n", "The root is left out.");
        malform("size-missing", LOG.name() + "\n" + ROOT + "\n", "The size is left out.");
        malform("origin-missing", "5\n" + ROOT + "\n", "The origin is left out.");
        malform("size-and-root-swapped", text(LOG.name(), ROOT, "5"), "Size and root are swapped.");
        malform("origin-empty", text("", "5", ROOT), "The origin is empty.");
        malform("size-empty", text(LOG.name(), "", ROOT), "The line of the size is empty.");
        malform("root-empty", text(LOG.name(), "5", ""), "The line of the root is empty.");
        malform("extension-line-empty", TEXT + "\n", "An empty line follows the root and is signed.");
        malform("extension-lines-with-gap", TEXT + "a\n\nb\n", "An empty line stands between two extension lines.");
        malform(
                "empty-line-before-size",
                LOG.name() + "\n\n5\n" + ROOT + "\n",
                "An empty line stands before the size.");
        malform("lines-joined", LOG.name() + " 5 " + ROOT + "\n", "The three parts stand on one line.");
    }

    private void origins() {
        origin("unknown", TestKey.OTHER_LOG, "The log is not in the policy.");
        origin(
                "with-scheme",
                LOG.named("https://" + LOG.name()),
                "The origin has a scheme before it; origins are compared byte by byte.");
        origin(
                "in-other-case",
                LOG.named("Ledger.example.org/attribution"),
                "The origin differs in the case of one letter.");
        origin("with-slash-at-end", LOG.named(LOG.name() + "/"), "The origin has a slash at its end.");
        String other = text(TestKey.OTHER_LOG.name(), "5", ROOT);
        add(
                reject(
                                "origin-other-than-key-name",
                                UNKNOWN,
                                "The log's key signed, under its own name, a checkpoint of another origin.")
                        .about(
                                POLICY_SPEC,
                                "The log's key signed, under its own name, a checkpoint of another origin."),
                POLICY,
                LOG.note(other));
        add(
                reject("policy-without-logs", UNKNOWN, "").about(POLICY_SPEC, "The policy names no log at all."),
                "quorum none\n",
                LOG.note(TEXT));
    }

    private void signatures() {
        signed(
                "signature-flipped",
                LOG.line(Bytes.flipped(LOG.sign(Bytes.of(TEXT)), 5)),
                "A bit of the log's signature is flipped.");
        signed("signature-of-other-size", LOG.line(text(LOG.name(), "6", ROOT)), "The log signed another size.");
        signed(
                "signature-without-extension",
                LOG.line(TEXT.substring(0, TEXT.length() - 1)),
                "The last newline is not under the signature.");
        signed(
                "signed-by-stranger-only",
                TestKey.STRANGER.line(TEXT),
                "Only a key that the policy does not name signed.");
        signed(
                "signed-by-witness-only",
                TestKey.witness(1).cosignature(TestKey.TIME, TEXT),
                "A witness cosigned and the log did not sign.");
        signed(
                "signed-by-log-as-witness",
                LOG.typed(4).cosignature(TestKey.TIME, TEXT),
                "The log's key made a cosignature, whose key id is not the one in the policy.");
        add(
                reject("signed-twice-once-badly", BAD, "")
                        .about(NOTE, "The log signed well, and a second line under its key does not verify.")
                        .chosen(),
                POLICY,
                TEXT + "\n" + LOG.line(TEXT) + LOG.line("other\n"));
        signed(
                "signed-by-other-key-under-name",
                TestKey.log(LOG.name(), "impostor").line(TEXT),
                "Another key signed under the log's name.");
        add(
                reject("signed-by-other-log-of-policy", BAD, "")
                        .about(POLICY_SPEC, "The policy has two logs, and the one signed the other's checkpoint."),
                "log " + TestKey.OTHER_LOG.vkey() + "\n" + POLICY,
                TestKey.OTHER_LOG.note(TEXT));
        String rotated = "log " + LOG.vkey() + "\nlog " + TestKey.LOG_SUCCESSOR.vkey() + "\nquorum none\n";
        add(
                reject("second-key-of-origin-bad", BAD, "")
                        .about(
                                NOTE,
                                "One of the origin's two keys signed well, and the line by the other does not verify.")
                        .chosen(),
                rotated,
                LOG.note(TEXT) + TestKey.LOG_SUCCESSOR.line("other\n"));
        add(
                reject("note-unreadable", UNREADABLE, "")
                        .about("c2sp.org/signed-note#format", "The empty line before the signature is left out."),
                POLICY,
                TEXT + LOG.line(TEXT));
        add(
                reject("line-ends-crlf", UNREADABLE, "")
                        .about("c2sp.org/signed-note#format", "Every line ends in CR LF."),
                POLICY,
                LOG.note(TEXT).replace("\n", "\r\n"));
    }

    private void size(String name, String size, String about) {
        malform("size-" + name, text(LOG.name(), size, ROOT), about + " The log signed it so.");
    }

    private void root(String name, String root, String about) {
        malform("root-" + name, text(LOG.name(), "5", root), about + " The log signed it so.");
    }

    private void origin(String name, TestKey key, String about) {
        add(reject("origin-" + name, UNKNOWN, about), POLICY, key.note(text(key.name(), "5", ROOT)));
    }

    private void signed(String name, String lines, String about) {
        add(reject(name, BAD, "").about(SIGNATURES, about), POLICY, TEXT + "\n" + lines);
    }

    private void malform(String name, String text, String about) {
        suite.add(malformed(name, text, about));
    }

    private static Vector malformed(String name, String text, String about) {
        return reject(name, UNREADABLE, about).with("policy", POLICY).with("checkpoint", LOG.note(text));
    }

    private static Vector reject(String name, String reason, String about) {
        return Vector.reject("checkpoint", name, "verify-checkpoint", reason).about(SPEC, about);
    }

    private void accept(String name, String text, long size, String root, String about) {
        suite.add(accepted(name, size, root, about).with("policy", POLICY).with("checkpoint", LOG.note(text)));
    }

    private static Vector accepted(String name, long size, String root, String about) {
        return Vector.accept("checkpoint", name, "verify-checkpoint")
                .about(SPEC, about)
                .proves("origin", LOG.name())
                .proves("size", Long.toString(size))
                .proves("root", root)
                .proves("cosignatures", List.of());
    }

    private void add(Vector vector, String policy, String checkpoint) {
        suite.add(vector.with("policy", policy).with("checkpoint", checkpoint));
    }
}
