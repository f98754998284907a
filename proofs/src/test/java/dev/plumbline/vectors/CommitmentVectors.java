package dev.plumbline.vectors;

import dev.plumbline.testkit.SampleEvents;
import java.util.List;

/** Area {@code commitment}: a value, its salt and its field against a commitment. */
final class CommitmentVectors {
    static final String DISCLOSURE = "docs/format/disclosure.md";

    private static final String SPEC = DISCLOSURE + " section Commitments";
    private static final byte[] VALUE = Bytes.of("What helps against hay fever?");
    private static final byte[] SALT = SampleEvents.hash("vector salt").bytes();

    private final Suite suite;

    private CommitmentVectors(Suite suite) {
        this.suite = suite;
    }

    static void addTo(Suite suite) {
        var vectors = new CommitmentVectors(suite);
        vectors.accepted();
        vectors.mismatches();
        vectors.formats();
    }

    /** Base64 of SHA-256("plumbline/commit/v1" || 0x00 || path || 0x00 || salt || value). */
    static String commitment(String path, byte[] salt, byte[] value) {
        byte[] zero = {0};
        return Bytes.base64(Bytes.sha256(Bytes.of("plumbline/commit/v1"), zero, Bytes.of(path), zero, salt, value));
    }

    private void accepted() {
        for (String field : List.of("content", "prompt", "response", "params")) {
            accept(field, field, VALUE, "The value of the field " + field + ".");
        }
        accept("value-empty", "response", new byte[0], "The value is empty.");
        accept("value-zero-bytes", "content", new byte[3], "The value is three zero bytes.");
        accept("value-of-4-kib", "params", new byte[1 << 12], "The value is 4 KiB long.");
    }

    private void mismatches() {
        String prompt = commitment("prompt", SALT, VALUE);
        mismatch(
                "field-other",
                "response",
                SALT,
                VALUE,
                prompt,
                "The commitment is to the same value in another field.");
        mismatch(
                "salt-first-bit",
                "prompt",
                Bytes.flipped(SALT, 0),
                VALUE,
                prompt,
                "A bit of the salt's first byte is flipped.");
        mismatch(
                "salt-last-bit",
                "prompt",
                Bytes.flipped(SALT, -1),
                VALUE,
                prompt,
                "A bit of the salt's last byte is flipped.");
        mismatch(
                "value-first-bit",
                "prompt",
                SALT,
                Bytes.flipped(VALUE, 0),
                prompt,
                "A bit of the value's first byte is flipped.");
        mismatch(
                "value-last-bit",
                "prompt",
                SALT,
                Bytes.flipped(VALUE, -1),
                prompt,
                "A bit of the value's last byte is flipped.");
        mismatch("value-cut", "prompt", SALT, Bytes.cut(VALUE), prompt, "The value lacks its last byte.");
        mismatch(
                "value-with-newline",
                "prompt",
                SALT,
                Bytes.concat(VALUE, Bytes.of("\n")),
                prompt,
                "The value has a newline behind it.");
        mismatch(
                "commitment-first-bit",
                "prompt",
                SALT,
                VALUE,
                InclusionVectors.flipped(prompt),
                "A bit of the commitment is flipped.");
        mismatch(
                "without-salt",
                "prompt",
                SALT,
                VALUE,
                commitment("prompt", new byte[0], VALUE),
                "The commitment was made without the salt.");
        mismatch(
                "without-domain",
                "prompt",
                SALT,
                VALUE,
                Bytes.base64(Bytes.sha256(Bytes.of("prompt\0"), SALT, VALUE)),
                "The commitment was made without the domain prefix.");
        mismatch(
                "plain-digest",
                "prompt",
                SALT,
                VALUE,
                Bytes.base64(Bytes.sha256(VALUE)),
                "The commitment is the plain SHA-256 of the value.");
        byte[] zero = {0};
        byte[] domain = Bytes.of("plumbline/commit/v1");
        mismatch(
                "salt-behind-value",
                "prompt",
                SALT,
                VALUE,
                Bytes.base64(Bytes.sha256(domain, zero, Bytes.of("prompt"), zero, VALUE, SALT)),
                "The salt was hashed behind the value.");
        mismatch(
                "path-without-zero",
                "prompt",
                SALT,
                VALUE,
                Bytes.base64(Bytes.sha256(domain, zero, Bytes.of("prompt"), SALT, VALUE)),
                "No zero byte was hashed behind the path.");
    }

    private void formats() {
        String prompt = commitment("prompt", SALT, VALUE);
        String salt = Bytes.base64(SALT);
        format(
                "salt-all-zero",
                "prompt",
                Bytes.base64(new byte[32]),
                commitment("prompt", new byte[32], VALUE),
                "VALUE",
                "The salt is all zero; the commitment fits it.");
        format(
                "salt-31-bytes",
                "prompt",
                Bytes.base64(Bytes.cut(SALT)),
                commitment("prompt", Bytes.cut(SALT), VALUE),
                "NOT_CANONICAL",
                "The salt has 31 bytes; the commitment fits it.");
        byte[] longer = Bytes.concat(SALT, new byte[] {1});
        format(
                "salt-33-bytes",
                "prompt",
                Bytes.base64(longer),
                commitment("prompt", longer, VALUE),
                "NOT_CANONICAL",
                "The salt has 33 bytes; the commitment fits it.");
        format(
                "salt-trailing-bits",
                "prompt",
                Bytes.withTrailingBits(salt),
                prompt,
                "NOT_CANONICAL",
                "The salt's base64 has a bit set that no byte holds.");
        format("salt-empty", "prompt", "", prompt, "SYNTAX", "The salt is empty.");
        format(
                "field-unknown",
                "fee",
                salt,
                commitment("fee", SALT, VALUE),
                "VALUE",
                "No kind of event has a commitment in that field.");
        format(
                "field-rows",
                "rows",
                salt,
                commitment("rows", SALT, VALUE),
                "VALUE",
                "Rows are a tree and no commitment.");
        format(
                "field-in-upper-case",
                "Prompt",
                salt,
                commitment("Prompt", SALT, VALUE),
                "VALUE",
                "The field is spelled otherwise.");
    }

    private void accept(String name, String field, byte[] value, String about) {
        suite.add(input(Vector.accept("commitment", name, "verify-commitment"), field, Bytes.base64(SALT), value)
                .about(SPEC, about)
                .with("commitment", commitment(field, SALT, value)));
    }

    private void mismatch(String name, String field, byte[] salt, byte[] value, String commitment, String about) {
        Vector vector = Vector.reject("commitment", name, "verify-commitment", "COMMITMENT_MISMATCH");
        suite.add(input(vector, field, Bytes.base64(salt), value)
                .about(SPEC, about)
                .with("commitment", commitment));
    }

    private void format(String name, String field, String salt, String commitment, String code, String about) {
        Vector vector = Vector.reject("commitment", name, "verify-commitment", "FORMAT_UNREADABLE")
                .code(code);
        suite.add(input(vector, field, salt, VALUE).about(SPEC, about).with("commitment", commitment));
    }

    private static Vector input(Vector vector, String field, String salt, byte[] value) {
        return vector.with("field", field).with("salt", salt).withBytes("value", value);
    }
}
