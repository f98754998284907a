package dev.plumbline.vectors;

import dev.plumbline.testkit.SampleEvents;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Area {@code disclosure}: files that disclose a field of an event, or one row of a dataset. */
final class DisclosureVectors {
    private static final String SPEC = CommitmentVectors.DISCLOSURE;
    private static final int ROWS = 11;
    private static final int ROW = 6;
    /** What the policy does not ask of a receipt without an anchor. */
    private static final List<String> NOT_MADE =
            List.of("WITNESSES", "ANCHOR_PLACE", "ANCHOR_HEADER", "ANCHOR_STATE", "ANCHOR_INCLUSION");

    private static final List<String> LEAVES =
            IntStream.range(0, ROWS).mapToObj(i -> leaf(salt("row " + i), i)).toList();
    private static final SignedEvent ASKED = SignedEvent.first(SampleEvents.inference(1))
            .with("/body/prompt", digest(commitment("prompt")))
            .with("/body/response", digest(commitment("response")))
            .with("/body/params", digest(commitment("params")))
            .signed();
    private static final SignedEvent UPLOADED = SignedEvent.first(SampleEvents.fullUpload())
            .with("/body/content/commitment", digest(commitment("content")))
            .with("/body/rows/count", "" + ROWS)
            .with("/body/rows/root", digest(SlowTree.root(LEAVES)))
            .signed();
    private static final SignedEvent DIGESTED = SignedEvent.first(SampleEvents.smallUpload(0));

    private final Suite suite;

    private DisclosureVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new DisclosureVectors(suite);
        vectors.accepted();
        vectors.receipts();
        vectors.fields();
        vectors.rows();
        vectors.formats();
    }

    private static byte[] salt(String label) {
        return SampleEvents.hash("vector salt of " + label).bytes();
    }

    private static byte[] value(String field) {
        return Bytes.of("the " + field);
    }

    private static String commitment(String field) {
        return CommitmentVectors.commitment(field, salt(field), value(field));
    }

    private static String digest(String base64) {
        return "\"sha256:" + HexFormat.of().formatHex(Bytes.unbase64(base64)) + "\"";
    }

    private static byte[] row(int number) {
        return Bytes.of("{\"row\":" + number + "}");
    }

    private static String leaf(byte[] salt, int number) {
        return SlowTree.leaf(Bytes.concat(salt, row(number)));
    }

    private static Map<String, Object> receipt(SignedEvent event) {
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("entry", event.text());
        members.put("proof", SampleReceipt.proof(event));
        return members;
    }

    private static Map<String, Object> file(SignedEvent event, byte[] salt, byte[] value) {
        var members = new LinkedHashMap<String, Object>();
        members.put("v", 1);
        members.put("receipt", receipt(event));
        members.put("salt", Bytes.base64(salt));
        members.put("value", Bytes.base64(value));
        return members;
    }

    private static Map<String, Object> ofField(SignedEvent event, String field, byte[] salt, byte[] value) {
        Map<String, Object> members = file(event, salt, value);
        members.put("field", field);
        return members;
    }

    private static Map<String, Object> ofField(String field) {
        SignedEvent event = field.equals("content") ? UPLOADED : ASKED;
        return ofField(event, field, salt(field), value(field));
    }

    private static Map<String, Object> ofRow(long number, byte[] salt, byte[] row, List<String> path) {
        Map<String, Object> members = file(UPLOADED, salt, row);
        members.put("row", number);
        members.put("path", path);
        return members;
    }

    private static Map<String, Object> ofRow(int number) {
        return ofRow(number, salt("row " + number), row(number), SlowTree.path(number, LEAVES));
    }

    private static Map<String, Object> with(Map<String, Object> file, String key, Object member) {
        var changed = new LinkedHashMap<>(file);
        changed.put(key, member);
        return changed;
    }

    private void accepted() {
        for (String field : List.of("content", "prompt", "response", "params")) {
            SignedEvent event = field.equals("content") ? UPLOADED : ASKED;
            suite.add(proven(accept("field-" + field, ofField(field), "The field " + field + "."), event)
                    .proves("field", field)
                    .proves("disclosed", Bytes.base64(value(field))));
        }
        for (int row : List.of(0, ROW, ROWS - 1)) {
            suite.add(proven(accept("row-" + row, ofRow(row), "Row " + row + " of " + ROWS + "."), UPLOADED)
                    .proves("row", "" + row)
                    .proves("disclosed", Bytes.base64(row(row))));
        }
    }

    private static Vector accept(String name, Map<String, Object> file, String about) {
        return input(Vector.accept("disclosure", name, "verify-disclosure").about(SPEC, about), file);
    }

    private static Vector proven(Vector vector, SignedEvent event) {
        return vector.checks(SlowTree.with(ReceiptChecks.passed(NOT_MADE), List.of("COMMITMENT", "PASSED")))
                .proves("event_id", "sha256:" + HexFormat.of().formatHex(event.id()))
                .proves("index", "" + SampleReceipt.INDEX);
    }

    private void receipts() {
        Map<String, Object> prompt = ofField("prompt");
        Map<String, Object> other = receipt(ASKED);
        other.put("entry", ASKED.text().replace("attempt-1", "attempt-2"));
        add(
                "entry-changed",
                "EVENT_SIGNATURE_BAD",
                with(prompt, "receipt", other),
                "The event was changed after it was signed.");
        Map<String, Object> moved = receipt(ASKED);
        moved.put("proof", SampleReceipt.proof(UPLOADED));
        add(
                "proof-of-other-event",
                "ROOT_MISMATCH",
                with(prompt, "receipt", moved),
                "The receipt's proof is that of another event.");
        Map<String, Object> broken = receipt(ASKED);
        broken.put("entry", "{}");
        add(
                "entry-no-event",
                "ENTRY_NOT_CANONICAL",
                with(prompt, "receipt", broken),
                "The receipt's entry is no event.");
        Map<String, Object> stranger = receipt(ASKED);
        stranger.put(
                "proof",
                SampleReceipt.proof(
                        "" + SampleReceipt.INDEX,
                        SlowTree.path(SampleReceipt.INDEX, SampleReceipt.leaves(ASKED, SampleReceipt.SIZE)),
                        TestKey.STRANGER.note(SampleReceipt.text(ASKED))));
        add(
                "checkpoint-by-stranger",
                "CHECKPOINT_SIGNATURE_BAD",
                with(prompt, "receipt", stranger),
                "Only a stranger signed the checkpoint.");
    }

    private void fields() {
        mismatch(
                "field-other",
                ofField(ASKED, "response", salt("prompt"), value("prompt")),
                "The prompt is disclosed as the response.");
        mismatch(
                "salts-swapped",
                ofField(ASKED, "prompt", salt("response"), value("prompt")),
                "The salt is that of another field.");
        mismatch(
                "values-swapped",
                ofField(ASKED, "prompt", salt("prompt"), value("response")),
                "The value is that of another field.");
        mismatch(
                "salt-flipped",
                ofField(ASKED, "prompt", Bytes.flipped(salt("prompt"), 0), value("prompt")),
                "A bit of the salt is flipped.");
        mismatch(
                "value-flipped",
                ofField(ASKED, "prompt", salt("prompt"), Bytes.flipped(value("prompt"), -1)),
                "A bit of the value is flipped.");
        mismatch("value-empty", ofField(ASKED, "prompt", salt("prompt"), new byte[0]), "The value is left empty.");
        nothing(
                "field-of-other-kind",
                ofField(ASKED, "content", salt("content"), value("content")),
                "An inference has no content.");
        nothing(
                "prompt-of-upload",
                ofField(UPLOADED, "prompt", salt("prompt"), value("prompt")),
                "An upload has no prompt.");
        nothing(
                "content-digested",
                ofField(DIGESTED, "content", salt("content"), value("content")),
                "The content is digested and not committed to.");
    }

    private void rows() {
        List<String> path = SlowTree.path(ROW, LEAVES);
        byte[] salt = salt("row " + ROW);
        mismatch("row-one-lower", ofRow(ROW - 1, salt, row(ROW), path), "The row is said to be the one before.");
        mismatch("row-one-higher", ofRow(ROW + 1, salt, row(ROW), path), "The row is said to be the one behind.");
        mismatch("row-is-count", ofRow(ROWS, salt, row(ROW), path), "The row is one that the dataset does not have.");
        mismatch(
                "row-2-53-minus-1",
                ofRow((1L << 53) - 1, salt, row(ROW), path),
                "The row has the highest number there is.");
        mismatch(
                "row-salt-of-neighbour",
                ofRow(ROW, salt("row 7"), row(ROW), path),
                "The salt is that of the next row.");
        mismatch("row-of-neighbour", ofRow(ROW, salt, row(7), path), "The row is the next one.");
        mismatch(
                "row-path-of-neighbour",
                ofRow(ROW, salt, row(ROW), SlowTree.path(7, LEAVES)),
                "The path is that of the next row.");
        mismatch(
                "row-path-short",
                ofRow(ROW, salt, row(ROW), path.subList(0, path.size() - 1)),
                "The path lacks its last hash.");
        mismatch(
                "row-path-long",
                ofRow(ROW, salt, row(ROW), SlowTree.with(path, path.get(0))),
                "The path has a hash too many.");
        var flipped = new ArrayList<>(path);
        flipped.set(1, InclusionVectors.flipped(path.get(1)));
        mismatch("row-path-flipped", ofRow(ROW, salt, row(ROW), flipped), "A bit of the path is flipped.");
        List<String> other = IntStream.range(0, ROWS)
                .mapToObj(i -> leaf(salt("other row " + i), i))
                .toList();
        mismatch(
                "row-of-other-dataset",
                ofRow(ROW, salt("other row " + ROW), row(ROW), SlowTree.path(ROW, other)),
                "The same row of a dataset with other salts.");
        mismatch("row-unsalted", ofRow(ROW, Bytes.flipped(salt, 3), row(ROW), path), "A bit of the salt is flipped.");
        nothing("row-of-inference", with(ofRow(ROW), "receipt", receipt(ASKED)), "An inference has no rows.");
        nothing(
                "row-of-upload-without-rows",
                with(ofRow(ROW), "receipt", receipt(DIGESTED)),
                "The upload has no rows.");
    }

    private void formats() {
        Map<String, Object> field = ofField("prompt");
        Map<String, Object> row = ofRow(ROW);
        for (String key : List.of("v", "receipt", "salt", "value", "field")) {
            Map<String, Object> members = new LinkedHashMap<>(field);
            members.remove(key);
            format("without-" + key, members, "The member " + key + " is left out.");
        }
        Map<String, Object> pathless = new LinkedHashMap<>(row);
        pathless.remove("path");
        format("row-without-path", pathless, "The path is left out.");
        format("row-and-field", with(row, "field", "content"), "It discloses a field and a row.");
        format("field-with-path", with(field, "path", List.of()), "A field has a path.");
        format("row-negative", with(row, "row", -1), "The row is negative.");
        format("row-text", with(row, "row", "6"), "The row is a text.");
        format("row-with-count", with(row, "count", ROWS), "The row has a count of its own.");
        format("field-unknown", with(field, "field", "fee"), "The field is none that events commit to.");
        format("salt-all-zero", with(field, "salt", Bytes.base64(new byte[32])), "The salt is all zero.");
        format("salt-short", with(field, "salt", Bytes.base64(new byte[31])), "The salt has 31 bytes.");
        format("value-not-base64", with(field, "value", "*"), "The value is not base64.");
        format("value-unpadded", with(field, "value", "eA"), "The value's base64 lacks its padding.");
        format(
                "value-trailing-bits",
                with(field, "value", "eB=="),
                "The value's base64 has a bit set that no byte holds.");
        format("path-hash-short", with(row, "path", List.of("eA==")), "A hash of the path has one byte.");
        format("receipt-text", with(field, "receipt", PrettyJson.write(receipt(ASKED))), "The receipt is a text.");
        Map<String, Object> noted = receipt(ASKED);
        noted.put("note", "x");
        format("receipt-key-unknown", with(field, "receipt", noted), "The receipt has a member that it does not know.");
        format("key-unknown", with(field, "note", "x"), "There is a member that the format does not have.");
        add("version-2", "FORMAT_UNSUPPORTED", with(field, "v", 2), "The version is 2.");
    }

    private void mismatch(String name, Map<String, Object> file, String about) {
        add(name, "COMMITMENT_MISMATCH", file, about);
    }

    private void nothing(String name, Map<String, Object> file, String about) {
        add(name, "NOTHING_COMMITTED", file, about);
    }

    private void format(String name, Map<String, Object> file, String about) {
        add(name, "FORMAT_UNREADABLE", file, about);
    }

    private void add(String name, String reason, Map<String, Object> file, String about) {
        suite.add(input(
                Vector.reject("disclosure", name, "verify-disclosure", reason).about(SPEC, about), file));
    }

    private static Vector input(Vector vector, Map<String, Object> file) {
        return vector.with("policy", CheckpointVectors.POLICY).with("disclosure", PrettyJson.write(file));
    }
}
