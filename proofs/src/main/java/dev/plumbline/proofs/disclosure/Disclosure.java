package dev.plumbline.proofs.disclosure;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.receipt.Receipt;
import java.util.Base64;

/**
 * A receipt together with one value that its event commits to, for whoever the holder chooses:
 * {@code application/vnd.plumbline.disclosure+json}, suffix {@code .disclosure.json} (docs/format/disclosure.md). Parsed, not
 * verified: hand it to a {@code DisclosureVerifier}.
 *
 * <p>It may be spelled in any way that JSON allows, as the receipt in it may. Its text shows the value: whoever has the file
 * knows it.
 */
public final class Disclosure {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.disclosure+json";
    /** How the name of such a file ends. */
    public static final String FILE_SUFFIX = ".disclosure.json";

    static final long VERSION = 1;

    private final Receipt receipt;
    private final Opening opening;

    /**
     * A disclosure.
     *
     * @param receipt of the event that commits to the value
     * @param opening the value
     * @throws IllegalArgumentException if the value is longer than {@link Limits#DISCLOSED_BYTES_MAX}
     */
    public Disclosure(Receipt receipt, Opening opening) {
        int length = opening.value().length;
        if (length > Limits.DISCLOSED_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "value has " + length + " bytes, want at most DISCLOSED_BYTES_MAX = " + Limits.DISCLOSED_BYTES_MAX);
        }
        this.receipt = receipt;
        this.opening = opening;
    }

    /** Reads a disclosure in any spelling. Its messages quote neither salt nor value. */
    public static Disclosure parse(byte[] json) throws MalformedException {
        return DisclosureReader.read(json);
    }

    /**
     * The canonical bytes of the file.
     *
     * @throws IllegalArgumentException if they are more than {@link Limits#DISCLOSURE_BYTES_MAX}
     */
    public byte[] encode() {
        JsonObject.Builder file = JsonObject.builder()
                .put("v", VERSION)
                .put("receipt", receiptObject())
                .put("salt", opening.salt().base64())
                .put("value", Base64.getEncoder().encodeToString(opening.value()));
        if (opening instanceof FieldOpening field) {
            file.put("field", field.field().path());
        } else if (opening instanceof RowProof row) {
            file.put("row", row.index())
                    .put(
                            "path",
                            row.path().stream()
                                    .map(hash -> JsonString.of(hash.base64()))
                                    .toList());
        }
        byte[] json = CanonicalJson.encode(file.build());
        if (json.length > Limits.DISCLOSURE_BYTES_MAX) {
            throw new IllegalArgumentException("disclosure has " + json.length
                    + " bytes, want at most DISCLOSURE_BYTES_MAX = " + Limits.DISCLOSURE_BYTES_MAX);
        }
        return json;
    }

    private JsonObject receiptObject() {
        try {
            byte[] json = receipt.encode();
            return (JsonObject) CanonicalJson.parseAnySpelling(json, "receipt", Limits.RECEIPT_BYTES_MAX);
        } catch (MalformedException e) {
            // Only its size can be wrong: our own writer made it.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Of the event that commits to the value. */
    public Receipt receipt() {
        return receipt;
    }

    /** The value, its salt, and where they are committed to. */
    public Opening opening() {
        return opening;
    }
}
