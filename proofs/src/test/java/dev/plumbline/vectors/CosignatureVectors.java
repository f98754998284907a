package dev.plumbline.vectors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** {@code verify-checkpoint} with witnesses of type 0x04: what each cosignature covers, and how many are enough. */
final class CosignatureVectors {
    private static final String MESSAGE = "c2sp.org/tlog-cosignature#ed25519-signed-message";
    private static final String FORMAT = "c2sp.org/tlog-cosignature#format";
    private static final String GROUPS = "c2sp.org/tlog-policy#defining-a-witness-group";
    private static final String QUORUM = "c2sp.org/tlog-policy#defining-the-quorum";
    private static final String BAD = "CHECKPOINT_SIGNATURE_BAD";
    private static final String MISSING = "WITNESS_QUORUM_MISSING";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestKey W1 = TestKey.witness(1);
    private static final TestKey W2 = TestKey.witness(2);
    private static final TestKey W3 = TestKey.witness(3);
    private static final TestKey W4 = TestKey.witness(4);
    private static final TestKey W5 = TestKey.witness(5);
    private static final long TIME = TestKey.TIME;
    private static final String TEXT = CheckpointVectors.TEXT;
    private static final String NOTE = LOG.note(TEXT);
    private static final String ONE = policy("quorum w1", W1);
    private static final String TWO_OF_THREE = policy("group g 2 w1 w2 w3\nquorum g", W1, W2, W3);
    private static final String NESTED =
            policy("group a 2 w1 w2 w3\ngroup b any w4 w5\ngroup both all a b\nquorum both", W1, W2, W3, W4, W5);

    private final Suite suite;

    private CosignatureVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new CosignatureVectors(suite);
        vectors.acceptedTimes();
        vectors.acceptedQuorums();
        vectors.missing();
        vectors.badMessages();
        vectors.badBlobs();
    }

    private static String policy(String quorum, TestKey... witnesses) {
        var lines = new StringBuilder("log " + LOG.vkey() + "\n");
        for (TestKey witness : witnesses) {
            String name = witness.name().substring(witness.name().lastIndexOf('/') + 1);
            lines.append("witness ")
                    .append(name)
                    .append(' ')
                    .append(witness.vkey())
                    .append('\n');
        }
        return lines.append(quorum).append('\n').toString();
    }

    private void acceptedTimes() {
        accept("one-witness", ONE, MESSAGE, "One witness is asked for, and cosigned.", NOTE + by(W1), List.of(W1));
        suite.add(accepted("time-0", ONE, NOTE + W1.cosignature(0, TEXT), List.of(seen(W1, 0)))
                .about(FORMAT, "The time is 0, written as one digit.")
                .chosen());
        suite.add(accepted(
                        "time-2-63-minus-1",
                        ONE,
                        NOTE + W1.cosignature(Long.MAX_VALUE, TEXT),
                        List.of(seen(W1, Long.MAX_VALUE)))
                .about(
                        FORMAT,
                        "The time is the largest that is allowed, far in the future; without a clock nothing refuses it.")
                .chosen());
        String extended = TEXT + "extension\n";
        accept(
                "extension-line-covered",
                ONE,
                MESSAGE,
                "The cosigned text has an extension line, which the cosignature covers.",
                LOG.note(extended) + W1.cosignature(TIME, extended),
                List.of(W1));
        accept(
                "before-the-log",
                ONE,
                MESSAGE,
                "The witness's line stands before the log's.",
                TEXT + "\n" + by(W1) + LOG.line(TEXT),
                List.of(W1));
        suite.add(accepted(
                        "twice-at-two-times",
                        ONE,
                        NOTE + by(W1) + W1.cosignature(TIME + 60, TEXT),
                        List.of(seen(W1, TIME), seen(W1, TIME + 60)))
                .about(
                        "c2sp.org/signed-note#signatures",
                        "The witness cosigned twice, a minute apart, and both lines hold."));
        accept(
                "unknown-witness",
                ONE,
                MESSAGE,
                "A line by a witness that the policy does not name is ignored, though it does not hold.",
                NOTE + by(W1) + W2.cosignature(TIME, "other\n"),
                List.of(W1));
    }

    private void acceptedQuorums() {
        accept(
                "two-of-three",
                TWO_OF_THREE,
                GROUPS,
                "Two of three are asked for, and two cosigned.",
                NOTE + by(W1, W3),
                List.of(W1, W3));
        accept(
                "three-where-two-are-asked",
                TWO_OF_THREE,
                GROUPS,
                "Two of three are asked for, and all cosigned.",
                NOTE + by(W3, W2, W1),
                List.of(W1, W2, W3));
        accept(
                "any",
                policy("group g any w1 w2\nquorum g", W1, W2),
                GROUPS,
                "Any of two is asked for.",
                NOTE + by(W2),
                List.of(W2));
        accept(
                "all",
                policy("group g all w1 w2\nquorum g", W1, W2),
                GROUPS,
                "All of two are asked for.",
                NOTE + by(W1, W2),
                List.of(W1, W2));
        accept(
                "nested-groups",
                NESTED,
                GROUPS,
                "Two of one group and any of another are asked for.",
                NOTE + by(W2, W3, W5),
                List.of(W2, W3, W5));
        accept(
                "none-asked-none-there",
                policy("quorum none", W1),
                QUORUM,
                "A witness is named and none is asked for.",
                NOTE,
                List.of());
        accept(
                "none-asked-one-there",
                policy("quorum none", W1),
                QUORUM,
                "No witness is asked for, and one cosigned.",
                NOTE + by(W1),
                List.of(W1));
        accept(
                "quorum-is-one-of-two-witnesses",
                policy("quorum w2", W1, W2),
                QUORUM,
                "Of two witnesses the second is asked for.",
                NOTE + by(W2),
                List.of(W2));
    }

    private void missing() {
        missing("nobody", ONE, QUORUM, "One witness is asked for, and none cosigned.", NOTE);
        missing("one-of-two", TWO_OF_THREE, GROUPS, "Two of three are asked for, and one cosigned.", NOTE + by(W1));
        missing(
                "same-witness-twice",
                TWO_OF_THREE,
                GROUPS,
                "Two of three are asked for, and one cosigned twice.",
                NOTE + by(W1) + W1.cosignature(TIME + 1, TEXT));
        missing("other-witness", ONE, QUORUM, "A witness that the policy does not name cosigned.", NOTE + by(W2));
        missing(
                "named-and-not-asked",
                policy("quorum w2", W1, W2),
                QUORUM,
                "The witness that is named and not asked for cosigned.",
                NOTE + by(W1));
        missing(
                "all-but-one",
                policy("group g all w1 w2 w3\nquorum g", W1, W2, W3),
                GROUPS,
                "All are asked for, and one is missing.",
                NOTE + by(W1, W2));
        missing(
                "nested-group-unmet",
                NESTED,
                GROUPS,
                "The first group is met and the second is not.",
                NOTE + by(W1, W2, W3));
        missing(
                "nested-groups-by-number",
                NESTED,
                GROUPS,
                "Three witnesses cosigned, but only one of the group that wants two.",
                NOTE + by(W1, W4, W5));
        missing(
                "witness-name-with-log-key-id",
                ONE,
                FORMAT,
                "The witness signed the note itself, as a log would, under the key id of type 0x01.",
                NOTE + W1.typed(1).line(TEXT));
        missing(
                "key-id-of-other-name",
                ONE,
                FORMAT,
                "The witness's key cosigned under another name.",
                NOTE + W1.named("witness.example.org/x").cosignature(TIME, TEXT));
        missing(
                "witness-in-place-of-group",
                policy("group g all w1 w2\nquorum g", W1, W2),
                GROUPS,
                "A group is asked for, and a witness with the group's name, unknown to the policy, cosigned.",
                NOTE + by(W1) + TestKey.witness(9).named("g").cosignature(TIME, TEXT));
    }

    private void badMessages() {
        String prefix = "cosignature/v1\ntime " + TIME + "\n";
        signed(
                "header-of-other-version",
                "cosignature/v2\ntime " + TIME + "\n" + TEXT,
                "The signed message starts with cosignature/v2.");
        signed("header-missing", "time " + TIME + "\n" + TEXT, "The signed message lacks its first line.");
        signed("time-missing", "cosignature/v1\n" + TEXT, "The signed message lacks the line with the time.");
        signed(
                "time-with-leading-zero",
                "cosignature/v1\ntime 0" + TIME + "\n" + TEXT,
                "The time in the signed message has a leading zero.");
        signed(
                "time-with-plus",
                "cosignature/v1\ntime +" + TIME + "\n" + TEXT,
                "The time in the signed message has a plus sign.");
        signed(
                "time-in-milliseconds",
                "cosignature/v1\ntime " + TIME + "000\n" + TEXT,
                "The signed message has the time in milliseconds.");
        signed(
                "header-with-crlf",
                "cosignature/v1\r\ntime " + TIME + "\r\n" + TEXT,
                "The first two lines of the signed message end in CR LF.");
        signed("text-only", TEXT, "What was signed is the text of the note alone.");
        signed(
                "text-without-newline",
                prefix + TEXT.substring(0, TEXT.length() - 1),
                "The signed message lacks the last newline.");
        signed(
                "text-and-empty-line",
                prefix + TEXT + "\n",
                "The signed message includes the empty line before the signatures.");
        signed("whole-note", prefix + NOTE, "The signed message includes the log's signature.");
        signed("other-size", prefix + TEXT.replace("\n5\n", "\n4\n"), "The witness cosigned another size.");
        signed(
                "other-root",
                prefix + TEXT.replace(CheckpointVectors.ROOT, SlowTree.root(SlowTree.leaves(4))),
                "The witness cosigned another root.");
        signed(
                "other-origin",
                prefix + TEXT.replace("ledger", "mirror"),
                "The witness cosigned the same head for another origin.");
        String extended = TEXT + "extension\n";
        suite.add(rejected("extension-not-covered", BAD, ONE, LOG.note(extended) + W1.cosignature(TIME, TEXT))
                .about(
                        MESSAGE,
                        "The checkpoint has an extension line, and the witness signed the three lines above it."));
    }

    private void badBlobs() {
        byte[] signature = W1.sign(Bytes.of("cosignature/v1\ntime " + TIME + "\n" + TEXT));
        byte[] time = Bytes.uint64(TIME);
        blob(
                "signature-flipped",
                Bytes.concat(time, Bytes.flipped(signature, 10)),
                "A bit of the signature is flipped.");
        blob(
                "time-changed",
                Bytes.concat(Bytes.uint64(TIME + 1), signature),
                "The time before the signature is a second later than the signed one.");
        blob(
                "time-little-endian",
                Bytes.concat(
                        ByteBuffer.allocate(8)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(TIME)
                                .array(),
                        signature),
                "The time before the signature is little-endian.");
        blob("time-missing", signature, "The eight bytes of the time are left out.");
        blob("time-behind-signature", Bytes.concat(signature, time), "The time stands behind the signature.");
        blob("signature-of-63-bytes", Bytes.concat(time, Bytes.cut(signature)), "The signature lacks its last byte.");
        blob(
                "signature-of-65-bytes",
                Bytes.concat(time, Arrays.copyOf(signature, 65)),
                "A byte follows the signature.");
        blob("time-of-4-bytes", Bytes.concat(Arrays.copyOfRange(time, 4, 8), signature), "The time has four bytes.");
        byte[] negative = W1.sign(Bytes.of("cosignature/v1\ntime " + Long.toUnsignedString(1L << 63) + "\n" + TEXT));
        blob(
                "time-2-63",
                Bytes.concat(Bytes.uint64(1L << 63), negative),
                "The time is 2^63, one more than allowed, and properly signed.");
        byte[] signedNegative = W1.sign(Bytes.of("cosignature/v1\ntime -1\n" + TEXT));
        blob("time-minus-1", Bytes.concat(Bytes.uint64(-1), signedNegative), "The time is 2^64-1, signed as -1.");
        byte[] byOther = W2.sign(Bytes.of("cosignature/v1\ntime " + TIME + "\n" + TEXT));
        blob(
                "by-other-key",
                Bytes.concat(time, byOther),
                "Another witness's cosignature under this witness's name and id.");
        suite.add(rejected(
                        "bad-beside-a-met-quorum",
                        BAD,
                        TWO_OF_THREE,
                        NOTE + by(W1, W2) + W3.cosignature(TIME, "other\n"))
                .about(
                        "c2sp.org/signed-note#signatures",
                        "Two of three are asked for and hold; the third, named in the policy, does not verify.")
                .chosen());
        suite.add(rejected(
                        "bad-though-none-is-asked",
                        BAD,
                        policy("quorum none", W1),
                        NOTE + W1.cosignature(TIME, "other\n"))
                .about(
                        "c2sp.org/signed-note#signatures",
                        "No witness is asked for; one that the policy names does not verify.")
                .chosen());
        suite.add(rejected("good-then-bad-by-one-witness", BAD, ONE, NOTE + by(W1) + W1.cosignature(TIME, "other\n"))
                .about("c2sp.org/signed-note#signatures", "The witness has a line that holds and one that does not.")
                .chosen());
    }

    private void signed(String name, String message, String about) {
        byte[] blob = Bytes.concat(Bytes.uint64(TIME), W1.sign(Bytes.of(message)));
        suite.add(rejected("message-" + name, BAD, ONE, NOTE + W1.line(blob)).about(MESSAGE, about));
    }

    private void blob(String name, byte[] blob, String about) {
        suite.add(rejected("blob-" + name, BAD, ONE, NOTE + W1.line(blob)).about(FORMAT, about));
    }

    private void missing(String name, String policy, String spec, String about, String checkpoint) {
        suite.add(rejected("quorum-" + name, MISSING, policy, checkpoint).about(spec, about));
    }

    private static Vector rejected(String name, String reason, String policy, String checkpoint) {
        return Vector.reject("cosignature", name, "verify-checkpoint", reason)
                .with("policy", policy)
                .with("checkpoint", checkpoint);
    }

    private void accept(
            String name, String policy, String spec, String about, String checkpoint, List<TestKey> cosigners) {
        List<List<String>> seen =
                cosigners.stream().map(witness -> seen(witness, TIME)).toList();
        suite.add(accepted(name, policy, checkpoint, seen).about(spec, about));
    }

    private static Vector accepted(String name, String policy, String checkpoint, List<List<String>> seen) {
        return Vector.accept("cosignature", name, "verify-checkpoint")
                .with("policy", policy)
                .with("checkpoint", checkpoint)
                .proves("origin", LOG.name())
                .proves("size", "5")
                .proves("root", CheckpointVectors.ROOT)
                .proves(
                        "cosignatures",
                        seen.stream()
                                .sorted(Comparator.comparing(Object::toString))
                                .toList());
    }

    private static List<String> seen(TestKey witness, long time) {
        return List.of(witness.name(), Long.toString(time));
    }

    private static String by(TestKey... witnesses) {
        var lines = new StringBuilder();
        for (TestKey witness : witnesses) {
            lines.append(witness.cosignature(TIME, TEXT));
        }
        return lines.toString();
    }
}
