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

    public static final JsonMapper MAPPER = mapper(STRING_CHARS_MAX);
    /** For documents whose own size is all that bounds the strings in them. */
    private static final JsonMapper LONG_STRINGS = mapper(Integer.MAX_VALUE);

    private StrictJson() {}

    private static JsonMapper mapper(int stringCharsMax) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEPTH_MAX)
                                .maxStringLength(stringCharsMax)
                                .maxNumberLength(NUMBER_DIGITS_MAX)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** The same with another bound on each string; beyond {@link #STRING_CHARS_MAX} the document's size is the bound. */
    static JsonNode read(byte[] json, int stringCharsMax) throws IOException {
        return (stringCharsMax > STRING_CHARS_MAX ? LONG_STRINGS : MAPPER).readTree(json);
    }
}
