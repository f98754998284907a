package dev.plumbline.ledger.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** The reader of JSON from nodes and from our own files: one value, no duplicate keys, bounded nesting. */
public final class StrictJson {
    private static final int DEPTH_MAX = 32;
    public static final int STRING_CHARS_MAX = 1 << 20;
    private static final int NUMBER_DIGITS_MAX = 80;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(STRING_CHARS_MAX)
                            .maxNumberLength(NUMBER_DIGITS_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }
}
