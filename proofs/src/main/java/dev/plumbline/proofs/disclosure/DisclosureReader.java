package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.receipt.Receipt;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Reads the file form of a {@link Disclosure}: each member of its type, none missing, none left over. */
final class DisclosureReader {
    private static final String SUBJECT = "disclosure";
    private static final Set<String> FIELD_MEMBERS = Set.of("v", "receipt", "salt", "value", "field");
    private static final Set<String> ROW_MEMBERS = Set.of("v", "receipt", "salt", "value", "row", "path");
    /** Characters of the base64 of the longest value. */
    private static final int VALUE_CHARS_MAX = (Limits.DISCLOSED_BYTES_MAX + 2) / 3 * 4;

    private final JsonObject file;

    private DisclosureReader(JsonObject file) {
        this.file = file;
    }

    static Disclosure read(byte[] json) throws MalformedException {
        if (json.length > Limits.DISCLOSURE_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    SUBJECT,
                    "has " + json.length + " bytes, want at most DISCLOSURE_BYTES_MAX = "
                            + Limits.DISCLOSURE_BYTES_MAX);
        }
        JsonValue value = CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.DISCLOSURE_BYTES_MAX);
        if (!(value instanceof JsonObject file)) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "want an object");
        }
        return new DisclosureReader(file).read();
    }

    private Disclosure read() throws MalformedException {
        long version = integer("v");
        if (version != Disclosure.VERSION) {
            throw malformed(Malformed.UNSUPPORTED, "v", "is " + version + ", want 1");
        }
        boolean isRow = file.get("row") != null;
        Set<String> members = isRow ? ROW_MEMBERS : FIELD_MEMBERS;
        for (int i = 0; i < file.size(); i++) {
            if (!members.contains(file.key(i))) {
                throw malformed(Malformed.UNKNOWN_KEY, file.key(i), "is no key of this format");
            }
        }
        if (!(required("receipt") instanceof JsonObject receipt)) {
            throw malformed(Malformed.VALUE, "receipt", "want an object");
        }
        Salt salt = Salt.parseBase64(text("salt"));
        return new Disclosure(Receipt.parse(CanonicalJson.encode(receipt)), isRow ? row(salt) : field(salt));
    }

    private FieldOpening field(Salt salt) throws MalformedException {
        return new FieldOpening(CommittedField.parse(text("field")), salt, value());
    }

    private RowProof row(Salt salt) throws MalformedException {
        long index = integer("row");
        if (index < 0) {
            throw malformed(Malformed.VALUE, "row", "is " + index + ", want 0 or more");
        }
        return new RowProof(new InclusionProof(index, path()), salt, value());
    }

    private List<Hash> path() throws MalformedException {
        if (!(required("path") instanceof JsonArray array)) {
            throw malformed(Malformed.VALUE, "path", "want an array");
        }
        if (array.items().size() > Limits.PROOF_HASHES_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "path",
                    "has " + array.items().size() + " hashes, want at most PROOF_HASHES_MAX = "
                            + Limits.PROOF_HASHES_MAX);
        }
        var path = new ArrayList<Hash>(array.items().size());
        for (JsonValue item : array.items()) {
            path.add(Hash.parseBase64(text(item, "path")));
        }
        return path;
    }

    private byte[] value() throws MalformedException {
        String base64 = text("value");
        if (base64.length() > VALUE_CHARS_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "value",
                    "has " + base64.length() + " characters of base64, which is more than DISCLOSED_BYTES_MAX = "
                            + Limits.DISCLOSED_BYTES_MAX + " bytes");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed(Malformed.SYNTAX, "value", "is not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw malformed(Malformed.NOT_CANONICAL, "value", "is not canonical base64");
        }
        if (bytes.length > Limits.DISCLOSED_BYTES_MAX) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "value",
                    "has " + bytes.length + " bytes, want at most DISCLOSED_BYTES_MAX = " + Limits.DISCLOSED_BYTES_MAX);
        }
        return bytes;
    }

    private long integer(String key) throws MalformedException {
        if (required(key) instanceof JsonInteger integer) {
            return integer.value();
        }
        throw malformed(Malformed.VALUE, key, "want a whole number");
    }

    private String text(String key) throws MalformedException {
        return text(required(key), key);
    }

    private static String text(JsonValue value, String key) throws MalformedException {
        if (value instanceof JsonString string) {
            return string.text();
        }
        throw malformed(Malformed.VALUE, key, "want a string");
    }

    private JsonValue required(String key) throws MalformedException {
        JsonValue value = file.get(key);
        if (value == null) {
            throw malformed(Malformed.MISSING_KEY, key, "is missing");
        }
        return value;
    }

    private static MalformedException malformed(Malformed code, String key, String detail) {
        return new MalformedException(code, SUBJECT + " at /" + key, detail);
    }
}
