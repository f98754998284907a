package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * A second party's signature of the same event, such as that of the requester of an inference.
 *
 * @param by who signed
 * @param signature the signature; always of this event alone, never of a batch
 */
public record EventCosignature(Issuer by, EventSignature signature) {
    /**
     * Checks that no batch is named.
     *
     * @throws IllegalArgumentException if one is
     */
    public EventCosignature {
        if (signature.batch() != null) {
            throw new BrokenRuleException(Malformed.RULE, "/batch", "is there, a cosignature is of one event");
        }
    }

    static EventCosignature parse(Fields fields) throws MalformedException {
        Issuer by = fields.parsed("by", Issuer::parse);
        EventSignature signature = SignatureFields.parse(fields);
        return fields.end(() -> new EventCosignature(by, signature));
    }

    JsonObject encode() {
        return SignatureFields.encode(signature).put("by", by.encode()).build();
    }
}
