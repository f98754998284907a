package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.InclusionProof;
import dev.plumbline.proofs.receipt.Receipt;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the file form of a {@link Disclosure}: each member of its type, none missing, none left over. */
final class DisclosureReader {
    private static final String SUBJECT = "disclosure";
    /** Characters of the base64 of the longest value. */
    private static final int VALUE_CHARS_MAX = (Limits.DISCLOSED_BYTES_MAX + 2) / 3 * 4;

    private DisclosureReader() {}

    static Disclosure read(byte[] json) throws MalformedException {
        if (json.length > Limits.DISCLOSURE_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    SUBJECT,
                    "has " + json.length + " bytes, want at most DISCLOSURE_BYTES_MAX = "
                            + Limits.DISCLOSURE_BYTES_MAX);
        }
        var file = new JsonMembers(
                CanonicalJson.parseAnySpelling(json, SUBJECT, Limits.DISCLOSURE_BYTES_MAX), SUBJECT, "");
        file.version("v");
        if (!(file.required("receipt") instanceof JsonObject receipt)) {
            throw file.malformed(Malformed.VALUE, "receipt", "want an object");
        }
        Opening opening = file.ifPresent("row") == null ? field(file) : row(file);
        file.end();
        return new Disclosure(Receipt.parse(CanonicalJson.encode(receipt)), opening);
    }

    private static FieldOpening field(JsonMembers file) throws MalformedException {
        CommittedField field = CommittedField.parse(file.text("field", Limits.JSON_KEY_CHARS_MAX));
        return new FieldOpening(field, salt(file), value(file));
    }

    private static RowProof row(JsonMembers file) throws MalformedException {
        List<JsonString> hashes = file.strings("path", Limits.PROOF_HASHES_MAX);
        var path = new ArrayList<Hash>(hashes.size());
        for (JsonString hash : hashes) {
            path.add(Hash.parseBase64(hash.text()));
        }
        return new RowProof(new InclusionProof(file.size("row"), path), salt(file), value(file));
    }

    private static Salt salt(JsonMembers file) throws MalformedException {
        return Salt.parseBase64(file.text("salt", VALUE_CHARS_MAX));
    }

    private static byte[] value(JsonMembers file) throws MalformedException {
        String base64 = file.text("value", VALUE_CHARS_MAX);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw file.malformed(Malformed.SYNTAX, "value", "is not base64");
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw file.malformed(Malformed.NOT_CANONICAL, "value", "is not canonical base64");
        }
        if (bytes.length > Limits.DISCLOSED_BYTES_MAX) {
            throw file.malformed(
                    Malformed.LIMIT_EXCEEDED,
                    "value",
                    "has " + bytes.length + " bytes, want at most DISCLOSED_BYTES_MAX = " + Limits.DISCLOSED_BYTES_MAX);
        }
        return bytes;
    }
}
