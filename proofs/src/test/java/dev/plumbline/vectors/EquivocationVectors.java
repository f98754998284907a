package dev.plumbline.vectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code verify-equivocation}: a file that accuses a log, and files that accuse nobody. */
final class EquivocationVectors {
    private static final String SPEC = "docs/format/equivocation.md#checking-in-order";
    private static final String BAD = "EVIDENCE_BAD";
    private static final TestKey LOG = TestKey.LOG;
    private static final List<String> HONEST = SlowTree.leaves(11);
    private static final List<String> FORKED = forked();
    private static final String OLDER = head(6, SlowTree.root(HONEST.subList(0, 6)));
    private static final String NEWER = head(11, SlowTree.root(FORKED));

    private final Suite suite;

    private EquivocationVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new EquivocationVectors(suite);
        vectors.proven();
        vectors.mlDsa();
        vectors.formats();
        vectors.checkpoints();
        vectors.proofs();
    }

    private static List<String> forked() {
        var leaves = new ArrayList<>(HONEST);
        leaves.set(2, SlowTree.leaf(Bytes.of("another entry 2")));
        return leaves;
    }

    private static String head(int size, String root) {
        return CheckpointVectors.text(LOG.name(), "" + size, root);
    }

    private static Map<String, Object> evidence() {
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("kind", "equivocation");
        members.put("older", LOG.note(OLDER));
        members.put("newer", LOG.note(NEWER));
        members.put("keys", List.of(LOG.vkey()));
        members.put("prefix_root", SlowTree.root(FORKED.subList(0, 6)));
        members.put("path", SlowTree.consistency(6, FORKED));
        return members;
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> members = evidence();
        members.put(key, value);
        return members;
    }

    private void proven() {
        alarm(
                "smaller-and-larger",
                evidence(),
                CheckpointVectors.POLICY,
                "Two signed heads of different sizes, and the proof that the newer tree starts otherwise.");
        Map<String, Object> same = with("older", LOG.note(head(11, SlowTree.root(HONEST))));
        same.put("prefix_root", SlowTree.root(FORKED));
        same.put("path", List.of());
        alarm("one-size", same, CheckpointVectors.POLICY, "Two signed heads of one size with different roots.");
        alarm(
                "foreign-lines",
                with("older", LOG.note(OLDER) + TestKey.STRANGER.line("other\n")),
                CheckpointVectors.POLICY,
                "A line by another key stands on one of the heads and is ignored.");
        alarm(
                "witnesses-not-asked",
                evidence(),
                "log " + LOG.vkey() + "\nwitness w1 " + TestKey.witness(1).vkey() + "\nquorum w1\n",
                "The reader's policy demands a witness, which nobody asks for here.");
    }

    /** A log that signs with ML-DSA-44 alone is no safer from being accused than another. */
    private void mlDsa() {
        TestCosigner log = TestCosigner.LOG;
        String policy = "log " + log.vkey() + "\nquorum none\n";
        String olderLine = log.cosignature(0, LOG.name(), 0, 6, SlowTree.root(HONEST.subList(0, 6)));
        Map<String, Object> signed = with("keys", List.of(log.vkey()));
        signed.put("older", OLDER + "\n" + olderLine);
        signed.put("newer", NEWER + "\n" + log.cosignature(0, LOG.name(), 0, 11, SlowTree.root(FORKED)));
        alarm("ml-dsa-44", signed, policy, "Both heads are signed by the log's ML-DSA-44 key, of type 0x06.");
        var swapped = new LinkedHashMap<>(signed);
        swapped.put("newer", NEWER + "\n" + olderLine);
        add(
                "ml-dsa-44-signature-bad",
                "CHECKPOINT_SIGNATURE_BAD",
                PrettyJson.write(swapped),
                policy,
                "The ML-DSA-44 line under the newer head is the one of the older head.");
    }

    private void formats() {
        format("empty", "", "Nothing at all.");
        format("empty-object", "{}", "An object without members.");
        format("key-unknown", PrettyJson.write(with("note", "x")), "There is a member that the format does not have.");
        add("kind-other", "FORMAT_UNSUPPORTED", PrettyJson.write(with("kind", "rollback")), "The kind is another one.");
        format("keys-empty", PrettyJson.write(with("keys", List.of())), "No key is named.");
        format("keys-malformed", PrettyJson.write(with("keys", List.of("x"))), "A key is none.");
        format(
                "prefix-root-malformed",
                PrettyJson.write(with("prefix_root", "x")),
                "The root of the prefix is no hash.");
        format("older-is-no-note", PrettyJson.write(with("older", OLDER)), "The older head has no signature.");
        format(
                "older-is-no-checkpoint",
                PrettyJson.write(with("older", LOG.note("text\n"))),
                "The older head is a signed note and no checkpoint.");
        for (String key : List.of("v", "kind", "older", "newer", "keys", "prefix_root", "path")) {
            Map<String, Object> members = evidence();
            members.remove(key);
            format(
                    "without-" + key.replace('_', '-'),
                    PrettyJson.write(members),
                    "The member " + key + " is left out.");
        }
        add("version-2", "FORMAT_UNSUPPORTED", PrettyJson.write(with("v", 2)), "The version is 2.");
    }

    private void checkpoints() {
        Map<String, Object> unknown = with("keys", List.of(TestKey.OTHER_LOG.vkey()));
        unknown.put("older", TestKey.OTHER_LOG.note(OLDER.replace(LOG.name(), TestKey.OTHER_LOG.name())));
        unknown.put("newer", TestKey.OTHER_LOG.note(NEWER.replace(LOG.name(), TestKey.OTHER_LOG.name())));
        add("log-unknown", "UNKNOWN_LOG", unknown, "The accused log is not in the reader's policy.");
        add(
                "older-signature-bad",
                "CHECKPOINT_SIGNATURE_BAD",
                with("older", OLDER + "\n" + LOG.line("other\n")),
                "The signature on the older head does not verify.");
        add(
                "newer-signature-bad",
                "CHECKPOINT_SIGNATURE_BAD",
                with("newer", NEWER + "\n" + LOG.line("other\n")),
                "The signature on the newer head does not verify.");
        add(
                "newer-not-signed",
                "CHECKPOINT_SIGNATURE_BAD",
                with("newer", TestKey.STRANGER.note(NEWER)),
                "Only a stranger signed the newer head.");
        Map<String, Object> swapped = with("older", LOG.note(NEWER));
        swapped.put("newer", LOG.note(OLDER));
        add("sizes-swapped", BAD, swapped, "The larger head stands as the older one.");
        add(
                "origins-differ",
                BAD,
                with("older", LOG.note(OLDER.replace("ledger", "mirror"))),
                "The two heads, both signed by the log's key, have two origins.");
        String empty = head(0, SlowTree.root(List.of()));
        add(
                "older-empty",
                BAD,
                with("older", LOG.note(empty)),
                "The older head is that of the empty tree, which contradicts nothing.");
    }

    private void proofs() {
        Map<String, Object> honest = with("newer", LOG.note(head(11, SlowTree.root(HONEST))));
        honest.put("prefix_root", SlowTree.root(HONEST.subList(0, 6)));
        honest.put("path", SlowTree.consistency(6, HONEST));
        add("no-contradiction", BAD, honest, "The two heads are of one honest tree.");
        add(
                "proof-short",
                BAD,
                with("path", SlowTree.consistency(6, FORKED).subList(1, 4)),
                "The proof lacks its first hash, and shows nothing so.");
        add(
                "proof-empty",
                BAD,
                with("path", List.of()),
                "There is no proof; that two heads differ in size is no contradiction.");
        add(
                "proof-of-honest-tree",
                BAD,
                with("path", SlowTree.consistency(6, HONEST)),
                "The proof is of the other tree.");
        var flipped = new ArrayList<>(SlowTree.consistency(6, FORKED));
        flipped.set(1, InclusionVectors.flipped(flipped.get(1)));
        add(
                "proof-flipped",
                BAD,
                with("path", flipped),
                "A bit of the proof is flipped: anybody can spoil a proof, and that accuses nobody.");
        add(
                "prefix-root-other",
                BAD,
                with("prefix_root", SlowTree.root(FORKED.subList(0, 5))),
                "The root of the prefix is not the one that the proof leads to.");
        add(
                "prefix-root-is-older-root",
                BAD,
                with("prefix_root", SlowTree.root(HONEST.subList(0, 6))),
                "The root of the prefix is the older root, to which the proof does not lead.");
        Map<String, Object> twice = with("older", LOG.note(NEWER));
        twice.put("prefix_root", SlowTree.root(FORKED));
        twice.put("path", List.of());
        add("same-head-twice", BAD, twice, "Both heads are the same.");
    }

    private void alarm(String name, Map<String, Object> evidence, String policy, String about) {
        suite.add(Vector.alarm("equivocation/accept/" + name, "verify-equivocation", "EQUIVOCATION")
                .about(SPEC, about)
                .with("policy", policy)
                .with("evidence", PrettyJson.write(evidence)));
    }

    private void format(String name, String evidence, String about) {
        add(name, "FORMAT_UNREADABLE", evidence, about);
    }

    private void add(String name, String reason, Map<String, Object> evidence, String about) {
        add(name, reason, PrettyJson.write(evidence), about);
    }

    private void add(String name, String reason, String evidence, String about) {
        add(name, reason, evidence, CheckpointVectors.POLICY, about);
    }

    private void add(String name, String reason, String evidence, String policy, String about) {
        suite.add(Vector.reject("equivocation", name, "verify-equivocation", reason)
                .about(SPEC, about)
                .with("policy", policy)
                .with("evidence", evidence));
    }
}
