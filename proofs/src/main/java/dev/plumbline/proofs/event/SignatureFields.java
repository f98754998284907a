package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import java.util.List;

/** How a signature stands in the envelope: {@code alg}, {@code value} and, for a batch, {@code batch}. */
final class SignatureFields {
    private SignatureFields() {}

    /** Takes the members of a signature; the caller ends the fields, which may hold more. */
    static EventSignature parse(Fields fields) throws MalformedException {
        String algorithm = fields.text("alg");
        fields.parsed("alg", SignatureAlgorithm::parse);
        Fields batchFields = fields.fieldsIfPresent("batch");
        BatchPath batch = batchFields == null ? null : parseBatch(batchFields, fields.at("batch"));
        return fields.parsed("value", value -> EventSignature.parse(algorithm, value, batch));
    }

    private static BatchPath parseBatch(Fields fields, String place) throws MalformedException {
        long index = fields.integer("index");
        long size = fields.integer("size");
        List<String> path = fields.parsedList("path", text -> text);
        BatchPath batch;
        try {
            batch = BatchPath.parse(index, size, path);
        } catch (MalformedException e) {
            throw Fields.refusal(e, place);
        }
        return fields.end(() -> batch);
    }

    static JsonObject.Builder encode(EventSignature signature) {
        JsonObject.Builder fields = JsonObject.builder()
                .put("alg", signature.algorithm().wireName())
                .put("value", signature.encodedValue());
        BatchPath batch = signature.batch();
        if (batch != null) {
            fields.put(
                    "batch",
                    JsonObject.builder()
                            .put("index", batch.index())
                            .put("size", batch.size())
                            .put(
                                    "path",
                                    batch.path().stream()
                                            .map(hash -> JsonString.of(hash.base64()))
                                            .toList())
                            .build());
        }
        return fields;
    }
}
