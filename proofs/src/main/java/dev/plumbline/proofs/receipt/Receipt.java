package dev.plumbline.proofs.receipt;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.CanonicalJson;
import dev.plumbline.proofs.event.JsonMembers;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to check offline that an event is in the log: {@code application/vnd.plumbline.receipt+json}, suffix
 * {@code .receipt.json} (formats section 6). Parsed, not verified: hand it to a {@code ReceiptVerifier}.
 *
 * <p>It may be spelled in any way that JSON allows, since tools reformat files; the entry inside it may not.
 */
public final class Receipt {
    /** The media type of the JSON form. */
    public static final String MEDIA_TYPE = "application/vnd.plumbline.receipt+json";

    private static final long VERSION = 1;

    private final byte[] entry;
    private final TlogProof proof;
    private final @Nullable AnchorEvidence anchor;

    /**
     * A receipt.
     *
     * @param entry the bytes that were logged, as text
     * @param proof that they were
     * @param anchor where on L1, or null as long as no anchor covers the entry
     */
    public Receipt(String entry, TlogProof proof, @Nullable AnchorEvidence anchor) {
        this(entry.getBytes(StandardCharsets.UTF_8), proof, anchor);
    }

    private Receipt(byte[] entry, TlogProof proof, @Nullable AnchorEvidence anchor) {
        this.entry = entry;
        this.proof = proof;
        this.anchor = anchor;
    }

    /** Reads a receipt in any spelling. */
    public static Receipt parse(byte[] json) throws MalformedException {
        if (json.length > Limits.RECEIPT_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    "receipt",
                    "has " + json.length + " bytes, want at most RECEIPT_BYTES_MAX = " + Limits.RECEIPT_BYTES_MAX);
        }
        JsonValue value = CanonicalJson.parseAnySpelling(json, "receipt", Limits.RECEIPT_BYTES_MAX);
        var members = new JsonMembers(value, "receipt", "");
        members.version("v");
        byte[] entry = members.string("entry", Limits.ENTRY_BYTES_MAX).utf8();
        TlogProof proof = members.string("proof", Limits.RECEIPT_BYTES_MAX).readText(TlogProof::read);
        JsonValue anchor = members.ifPresent("anchor");
        members.end();
        return new Receipt(entry, proof, anchor == null ? null : AnchorEvidence.parse(anchor));
    }

    /** The canonical bytes of the receipt. */
    public byte[] encode() {
        JsonObject.Builder receipt = JsonObject.builder()
                .put("v", VERSION)
                .put("entry", new String(entry, StandardCharsets.UTF_8))
                .put("proof", proof.encode());
        if (anchor != null) {
            receipt.put("anchor", anchor.encode());
        }
        return CanonicalJson.encode(receipt.build());
    }

    /** The same receipt with the evidence of an anchor. */
    public Receipt withAnchor(AnchorEvidence evidence) {
        return new Receipt(entry, proof, evidence);
    }

    /** The logged bytes, a fresh array. */
    public byte[] entry() {
        return entry.clone();
    }

    /** That the entry is in the log. */
    public TlogProof proof() {
        return proof;
    }

    /** Where on L1, or null. */
    public @Nullable AnchorEvidence anchor() {
        return anchor;
    }
}
