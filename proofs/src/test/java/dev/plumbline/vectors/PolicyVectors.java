package dev.plumbline.vectors;

import java.nio.charset.StandardCharsets;

/** {@code parse-policy}: the file that says whom to believe. */
final class PolicyVectors {
    private static final String SYNTAX = "c2sp.org/tlog-policy#structure";
    private static final String KEYS = "c2sp.org/tlog-policy#public-key-representation";
    private static final String LOGS = "c2sp.org/tlog-policy#defining-a-log";
    private static final String WITNESSES = "c2sp.org/tlog-policy#defining-a-witness";
    private static final String QUORUM = "c2sp.org/tlog-policy#defining-the-quorum";
    private static final String GROUPS = "c2sp.org/tlog-policy#defining-a-witness-group";
    private static final String OCTETS = "c2sp.org/tlog-policy#character-set";
    private static final String UNREADABLE = "FORMAT_UNREADABLE";
    private static final TestKey LOG = TestKey.LOG;
    private static final TestKey W1 = TestKey.witness(1);
    private static final TestKey W2 = TestKey.witness(2);
    private static final String LINE_LOG = "log " + LOG.vkey() + "\n";
    private static final String LINE_1 = "witness w1 " + W1.vkey() + "\n";
    private static final String LINE_2 = "witness w2 " + W2.vkey() + "\n";
    private static final String NONE = "quorum none\n";

    private final Suite suite;

    private PolicyVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new PolicyVectors(suite);
        vectors.lines();
        vectors.ends();
        vectors.quorums();
        vectors.groups();
        vectors.names();
        vectors.keys();
        vectors.octets();
    }

    private void lines() {
        reject("empty", "", "MISSING_KEY", QUORUM, "Nothing at all.");
        reject("quorum-missing", LINE_LOG, "MISSING_KEY", QUORUM, "The quorum line is left out.");
        reject(
                "keyword-unknown",
                LINE_LOG + "mirror m " + W1.vkey() + "\n" + NONE,
                "UNKNOWN_KEY",
                SYNTAX,
                "A line starts with mirror.");
        reject(
                "keyword-in-upper-case",
                LINE_LOG.replace("log ", "LOG ") + NONE,
                "UNKNOWN_KEY",
                SYNTAX,
                "A line starts with LOG.");
        reject(
                "comment-behind-line",
                LINE_LOG + "quorum none # nobody\n",
                "",
                SYNTAX,
                "A comment stands behind the quorum; only whole lines are comments.");
        reject("log-without-key", "log\n" + NONE, "", LOGS, "A log line has no key.");
        reject(
                "log-with-name",
                "log l " + LOG.vkey() + "\n" + NONE,
                "",
                LOGS,
                "A log line has a name before the key, as witnesses have.");
        reject(
                "log-with-two-urls",
                "log " + LOG.vkey() + " https://a.example https://b.example\n" + NONE,
                "SYNTAX",
                LOGS,
                "A log line has two URLs.");
        reject(
                "witness-without-name",
                LINE_LOG + "witness " + W1.vkey() + "\n" + NONE,
                "",
                WITNESSES,
                "A witness line has no name.");
        reject(
                "witness-without-key",
                LINE_LOG + "witness w1\n" + NONE,
                "SYNTAX",
                WITNESSES,
                "A witness line has no key.");
        reject(
                "witness-with-two-urls",
                LINE_LOG + "witness w1 " + W1.vkey() + " https://a.example https://b.example\n" + NONE,
                "SYNTAX",
                WITNESSES,
                "A witness line has two URLs.");
        reject(
                "lines-end-in-crlf",
                LINE_LOG.replace("\n", "\r\n") + "quorum none\r\n",
                "ENCODING",
                OCTETS,
                "The lines end in CR LF.");
        reject(
                "no-break-space-between-words",
                "log\u00a0" + LOG.vkey() + "\n" + NONE,
                "",
                SYNTAX,
                "U+00A0 stands between two words; it is no white space here.");
    }

    private void ends() {
        suite.add(rejected(
                        "final-newline-missing",
                        Bytes.of(LINE_LOG + "quorum none"),
                        "SYNTAX",
                        SYNTAX,
                        "The last line has no newline, as a file has that was cut short.")
                .chosen());
    }

    private void quorums() {
        reject(
                "quorum-twice",
                LINE_LOG + NONE + NONE,
                "DUPLICATE_KEY",
                QUORUM,
                "There are two quorum lines that agree.");
        reject(
                "quorum-unknown",
                LINE_LOG + LINE_1 + "quorum w2\n",
                "VALUE",
                QUORUM,
                "The quorum names nothing that is defined.");
        reject(
                "quorum-before-witness",
                LINE_LOG + "quorum w1\n" + LINE_1,
                "VALUE",
                QUORUM,
                "The quorum names a witness that is defined below it.");
        reject("quorum-without-name", LINE_LOG + "quorum\n", "SYNTAX", QUORUM, "The quorum line has no name.");
        reject(
                "quorum-of-two-names",
                LINE_LOG + LINE_1 + LINE_2 + "quorum w1 w2\n",
                "SYNTAX",
                QUORUM,
                "The quorum line has two names.");
        reject(
                "quorum-none-in-upper-case",
                LINE_LOG + "quorum NONE\n",
                "VALUE",
                QUORUM,
                "The quorum is NONE, which is no predefined name.");
        reject(
                "quorum-is-a-key-name",
                LINE_LOG + LINE_1 + "quorum " + W1.name() + "\n",
                "VALUE",
                QUORUM,
                "The quorum names the key's name and not the policy's name of the witness.");
    }

    private void groups() {
        group("k-0", "group g 0 w1 w2\n", "RULE", "The group asks for none of its members.");
        group("k-above-n", "group g 3 w1 w2\n", "RULE", "The group asks for three of two.");
        group("k-negative", "group g -1 w1 w2\n", "", "The group asks for -1 members.");
        group("k-with-plus", "group g +1 w1 w2\n", "", "The number of the group has a plus sign.");
        group("k-is-a-word", "group g some w1 w2\n", "", "The number of the group is a word.");
        group("k-in-upper-case", "group g ALL w1 w2\n", "", "The number of the group is ALL.");
        group("k-missing", "group g w1 w2\n", "", "The number of the group is left out.");
        group(
                "k-huge",
                "group g 18446744073709551617 w1 w2\n",
                "",
                "The group asks for 2^64 + 1 members, which wraps to 1.");
        group("without-members", "group g all\n", "SYNTAX", "The group has no members.");
        group("member-unknown", "group g any w1 w3\n", "VALUE", "A member is not defined.");
        group(
                "member-defined-below",
                "group g any h w1\ngroup h any w2\n",
                "VALUE",
                "A member is defined below the group.");
        group("member-is-itself", "group g any w1 g\n", "VALUE", "The group is its own member.");
        group("member-none", "group g any w1 none\n", "VALUE", "A member is none.");
        group("member-twice", "group g 2 w1 w1\n", "RULE", "A witness is in the group twice.");
        group("member-of-two-groups", "group g any w1 w2\ngroup h any w1\n", "RULE", "A witness is in two groups.");
        group(
                "group-in-two-groups",
                "group a any w1\ngroup g any a\ngroup h any a w2\n",
                "RULE",
                "A group is in two groups.");
        suite.add(rejected(
                        "group-k-with-leading-zero",
                        Bytes.of(LINE_LOG + LINE_1 + LINE_2 + "group g 01 w1 w2\nquorum g\n"),
                        "",
                        GROUPS,
                        "The number of the group has a leading zero.")
                .chosen());
    }

    private void names() {
        reject(
                "witness-named-none",
                LINE_LOG + "witness none " + W1.vkey() + "\n" + NONE,
                "VALUE",
                "c2sp.org/tlog-policy#what-is-a-policy",
                "A witness is named none.");
        reject(
                "group-named-none",
                LINE_LOG + LINE_1 + "group none any w1\n" + NONE,
                "VALUE",
                "c2sp.org/tlog-policy#what-is-a-policy",
                "A group is named none.");
        reject(
                "witness-name-twice",
                LINE_LOG + LINE_1 + "witness w1 " + W2.vkey() + "\nquorum w1\n",
                "DUPLICATE_KEY",
                WITNESSES,
                "Two witnesses have one name.");
        reject(
                "group-has-name-of-witness",
                LINE_LOG + LINE_1 + LINE_2 + "group w1 any w2\nquorum w1\n",
                "DUPLICATE_KEY",
                "c2sp.org/tlog-policy#what-is-a-policy",
                "A group has the name of a witness.");
        reject(
                "group-name-twice",
                LINE_LOG + LINE_1 + LINE_2 + "group g any w1\ngroup g any w2\nquorum g\n",
                "DUPLICATE_KEY",
                GROUPS,
                "Two groups have one name.");
    }

    private void keys() {
        reject("log-twice", LINE_LOG + LINE_LOG + NONE, "DUPLICATE_KEY", LOGS, "The same log stands twice.");
        reject(
                "log-key-under-two-names",
                LINE_LOG + "log " + LOG.named("other.example.org").vkey() + "\n" + NONE,
                "DUPLICATE_KEY",
                KEYS,
                "One key stands under the names of two logs.");
        reject(
                "witness-key-twice",
                LINE_LOG + LINE_1 + "witness w2 " + W1.vkey() + "\n" + NONE,
                "DUPLICATE_KEY",
                WITNESSES,
                "One key is two witnesses of the policy.");
        reject(
                "witness-key-under-two-names",
                LINE_LOG + LINE_1 + "witness w2 " + W1.named("x").vkey() + "\n" + NONE,
                "DUPLICATE_KEY",
                KEYS,
                "One key under two key names is two witnesses of the policy.");
        reject(
                "log-key-of-witness-type",
                "log " + W1.vkey() + "\n" + NONE,
                "VALUE",
                KEYS,
                "The key of a log is of type 0x04, Ed25519 cosignatures.");
        reject(
                "witness-key-of-log-type",
                LINE_LOG + "witness w1 " + W1.typed(1).vkey() + "\n" + NONE,
                "VALUE",
                KEYS,
                "The key of a witness is of type 0x01.");
        reject(
                "vkey-with-other-id",
                LINE_LOG.replace(
                                LOG.vkey()
                                        .substring(
                                                LOG.name().length(), LOG.name().length() + 9),
                                "+00000000")
                        + NONE,
                "NOT_CANONICAL",
                KEYS,
                "The key id of a log is not that of its key.");
        reject(
                "vkey-cut",
                "log " + LOG.vkey().substring(0, LOG.vkey().length() - 4) + "\n" + NONE,
                "",
                KEYS,
                "The key of a log lacks its last three bytes.");
    }

    private void octets() {
        for (int octet : new int[] {0x00, 0x0b, 0x0c, 0x1f, 0x7f}) {
            byte[] file = Bytes.of("# comment " + (char) octet + "\n" + LINE_LOG + NONE);
            suite.add(rejected(
                    String.format("octet-%02x-in-comment", octet),
                    file,
                    "ENCODING",
                    OCTETS,
                    String.format("A comment has the octet 0x%02x, which is not allowed anywhere.", octet)));
        }
        reject(
                "octet-00-in-name",
                LINE_LOG + "witness w\u0000 " + W1.vkey() + "\n" + NONE,
                "ENCODING",
                OCTETS,
                "A name has the octet 0x00.");
        reject(
                "byte-order-mark",
                "\ufeff" + LINE_LOG + NONE,
                "UNKNOWN_KEY",
                OCTETS,
                "A byte order mark stands before the first word and belongs to it.");
        byte[] latin =
                ("log " + LOG.named("l\u00f6g.example.org").vkey() + "\n" + NONE).getBytes(StandardCharsets.ISO_8859_1);
        suite.add(rejected(
                "vkey-name-in-latin-1",
                latin,
                "",
                "c2sp.org/signed-note#format",
                "A key's name is not UTF-8, which signed notes demand."));
    }

    private void group(String name, String lines, String code, String about) {
        reject("group-" + name, LINE_LOG + LINE_1 + LINE_2 + lines + "quorum g\n", code, GROUPS, about);
    }

    private void reject(String name, String policy, String code, String spec, String about) {
        suite.add(rejected(name, Bytes.of(policy), code, spec, about));
    }

    private static Vector rejected(String name, byte[] policy, String code, String spec, String about) {
        return withPolicy(
                Vector.reject("policy", name, "parse-policy", UNREADABLE)
                        .code(code)
                        .about(spec, about),
                policy);
    }

    /** As text if it is UTF-8 and as bytes if not. */
    static Vector withPolicy(Vector vector, byte[] policy) {
        String text = new String(policy, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? vector.with("policy", text) : vector.withBytes("policy", policy);
    }
}
