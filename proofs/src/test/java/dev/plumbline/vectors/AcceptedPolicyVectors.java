package dev.plumbline.vectors;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code parse-policy}: files that every reader has to take. */
final class AcceptedPolicyVectors {
    private static final String SYNTAX = "c2sp.org/tlog-policy#structure";
    private static final String KEYS = "c2sp.org/tlog-policy#public-key-representation";
    private static final String LOGS = "c2sp.org/tlog-policy#defining-a-log";
    private static final String WITNESSES = "c2sp.org/tlog-policy#defining-a-witness";
    private static final String QUORUM = "c2sp.org/tlog-policy#defining-the-quorum";
    private static final String GROUPS = "c2sp.org/tlog-policy#defining-a-witness-group";
    private static final String OCTETS = "c2sp.org/tlog-policy#character-set";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestKey W1 = TestKey.witness(1);
    private static final TestKey W2 = TestKey.witness(2);
    private static final String LINE_LOG = "log " + LOG.vkey() + "\n";
    private static final String LINE_1 = "witness w1 " + W1.vkey() + "\n";
    private static final String LINE_2 = "witness w2 " + W2.vkey() + "\n";
    private static final String NONE = "quorum none\n";
    private static final String LIMITS = "c2sp.org/tlog-policy#implementation-limits";

    private final Suite suite;

    private AcceptedPolicyVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new AcceptedPolicyVectors(suite);
        vectors.acceptedLines();
        vectors.acceptedKeys();
        vectors.acceptedNames();
        vectors.acceptedSizes();
    }

    private void acceptedLines() {
        accept("log-only", LINE_LOG + NONE, SYNTAX, "One log, no witness.", 1, 0);
        accept("quorum-only", NONE, "c2sp.org/tlog-policy#what-is-a-policy", "Only the quorum is mandatory.", 0, 0);
        accept(
                "comments",
                "# a comment\n\t # another\n#\n" + LINE_LOG + NONE + "# end\n",
                SYNTAX,
                "Comment lines, one of them behind white space.",
                1,
                0);
        accept(
                "empty-lines",
                "\n \t\n" + LINE_LOG + "\n" + NONE + "\n\n",
                SYNTAX,
                "Empty lines, one of them of white space.",
                1,
                0);
        accept(
                "white-space",
                " \tlog\t \t" + LOG.vkey() + " \t\n\tquorum  none\t\n",
                SYNTAX,
                "Spaces and tabs before, between and behind the words.",
                1,
                0);
        accept(
                "with-urls",
                "log " + LOG.vkey() + " https://log.example.org/\nwitness w1 " + W1.vkey()
                        + " https://w1.example.org/#a\n" + NONE,
                LOGS,
                "URLs behind the keys, one with a number sign in it, which starts no comment.",
                1,
                1);
        accept(
                "log-after-quorum",
                NONE + LINE_LOG + LINE_1,
                SYNTAX,
                "The log and a witness stand after the quorum that does not need them.",
                1,
                1);
        accept(
                "witness-unused",
                LINE_LOG + LINE_1 + LINE_2 + "quorum w1\n",
                QUORUM,
                "One witness is asked for, and another one named.",
                1,
                2);
        accept("two-logs", LINE_LOG + "log " + TestKey.OTHER_LOG.vkey() + "\n" + NONE, LOGS, "Two logs.", 2, 0);
        accept(
                "two-keys-of-one-log",
                LINE_LOG + "log " + TestKey.LOG_SUCCESSOR.vkey() + "\n" + NONE,
                LOGS,
                "Two keys under one name.",
                2,
                0);
        accept("group-of-one", LINE_LOG + LINE_1 + "group g all w1\nquorum g\n", GROUPS, "A group of one.", 1, 1);
        accept(
                "group-any",
                LINE_LOG + LINE_1 + LINE_2 + "group g any w1 w2\nquorum g\n",
                GROUPS,
                "A group of which any is enough.",
                1,
                2);
        accept(
                "group-k-is-n",
                LINE_LOG + LINE_1 + LINE_2 + "group g 2 w1 w2\nquorum g\n",
                GROUPS,
                "A group of two of two.",
                1,
                2);
        accept(
                "group-of-groups",
                LINE_LOG + LINE_1 + LINE_2 + "group a any w1\ngroup b any w2\ngroup c all a b\nquorum c\n",
                GROUPS,
                "A group of two groups.",
                1,
                2);
        accept(
                "group-unused",
                LINE_LOG + LINE_1 + "group g all w1\nquorum w1\n",
                GROUPS,
                "A group is defined, and one of its members is the quorum.",
                1,
                1);
    }

    private void acceptedKeys() {
        accept(
                "key-of-log-and-witness",
                LINE_LOG + "witness w1 " + LOG.typed(4).vkey() + "\nquorum w1\n",
                KEYS,
                "One key is a log and, under another key id, a witness; only two logs or two witnesses are duplicates.",
                1,
                1);
    }

    private void acceptedNames() {
        accept(
                "name-is-a-keyword",
                LINE_LOG + "witness log " + W1.vkey() + "\ngroup quorum any log\nquorum quorum\n",
                WITNESSES,
                "A witness is named log and a group quorum; names are only names.",
                1,
                1);
        accept(
                "name-is-a-number",
                LINE_LOG + "witness 1 " + W1.vkey() + "\ngroup 2 1 1\nquorum 2\n",
                WITNESSES,
                "Names that are numbers.",
                1,
                1);
        accept(
                "names-differ-in-case",
                LINE_LOG + "witness W " + W1.vkey() + "\nwitness w " + W2.vkey() + "\nquorum w\n",
                WITNESSES,
                "Two names that differ in case.",
                1,
                2);
        accept(
                "name-with-number-sign",
                LINE_LOG + "witness w#1 " + W1.vkey() + "\nquorum w#1\n",
                SYNTAX,
                "A number sign inside a word starts no comment.",
                1,
                1);
        accept(
                "name-not-ascii",
                LINE_LOG + "witness z\u00fcrich " + W1.vkey() + "\nquorum z\u00fcrich\n",
                OCTETS,
                "A name with a letter beyond ASCII.",
                1,
                1);
        accept(
                "names-kelvin-and-k",
                LINE_LOG + "witness K " + W1.vkey() + "\nwitness \u212a " + W2.vkey() + "\nquorum K\n",
                OCTETS,
                "K and the Kelvin sign are two names.",
                1,
                2);
        accept(
                "names-composed-and-not",
                LINE_LOG + "witness \u00e9 " + W1.vkey() + "\nwitness e\u0301 " + W2.vkey() + "\nquorum \u00e9\n",
                OCTETS,
                "An accented letter, and a letter with an accent, are two names.",
                1,
                2);
        accept(
                "name-with-no-break-space",
                LINE_LOG + "witness w\u00a01 " + W1.vkey() + "\nquorum w\u00a01\n",
                OCTETS,
                "U+00A0 is no white space here and so part of a name.",
                1,
                1);
        accept(
                "vkey-name-not-ascii",
                "log " + LOG.named("l\u00f6g.example.org").vkey() + "\n" + NONE,
                OCTETS,
                "A key name beyond ASCII.",
                1,
                0);
        byte[] latin = (LINE_LOG + "witness z\u00fcrich " + W1.vkey() + "\nquorum z\u00fcrich\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        suite.add(accepted(
                "name-in-latin-1", latin, OCTETS, "A name that is not UTF-8; octets above 0x7f are opaque.", 1, 1));
        byte[] comment = Bytes.concat(new byte[] {'#', ' ', (byte) 0xff, (byte) 0xfe, '\n'}, Bytes.of(LINE_LOG + NONE));
        suite.add(accepted("comment-not-utf-8", comment, OCTETS, "A comment with octets that are not UTF-8.", 1, 0));
    }

    private void acceptedSizes() {
        String logs = IntStream.range(0, 32)
                .mapToObj(i -> "log "
                        + TestKey.log("log.example.org/" + i, "limit log " + i).vkey() + "\n")
                .collect(Collectors.joining());
        accept("thirty-two-logs", logs + NONE, LIMITS, "32 logs, which implementations should support.", 32, 0);
        String witnesses = IntStream.range(0, 32)
                .mapToObj(i -> "witness w" + i + " " + TestKey.witness(100 + i).vkey() + "\n")
                .collect(Collectors.joining());
        String groups = IntStream.range(0, 32)
                .mapToObj(i -> "group g" + i + " any w" + i + (i == 0 ? "" : " g" + (i - 1)) + "\n")
                .collect(Collectors.joining());
        accept(
                "thirty-two-witnesses-and-groups",
                LINE_LOG + witnesses + groups + "quorum g31\n",
                LIMITS,
                "32 witnesses in 32 groups, each group inside the next.",
                1,
                32);
    }

    private void accept(String name, String policy, String spec, String about, int logs, int witnesses) {
        suite.add(accepted(name, Bytes.of(policy), spec, about, logs, witnesses));
    }

    private static Vector accepted(String name, byte[] policy, String spec, String about, int logs, int witnesses) {
        return PolicyVectors.withPolicy(
                        Vector.accept("policy", name, "parse-policy").about(spec, about), policy)
                .proves("logs", logs)
                .proves("witnesses", witnesses);
    }
}
