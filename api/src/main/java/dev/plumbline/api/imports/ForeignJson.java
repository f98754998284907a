package dev.plumbline.api.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that others wrote: any spelling, fractions and nulls included, but strict UTF-8, no key twice, and within {@link
 * ImportLimits}. Depth is bounded before anything recurses over what was read.
 */
final class ForeignJson {
    private static final int DECODE_CHARS = 8_192;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(ImportLimits.JSON_DEPTH_MAX)
                            .maxDocumentLength(ImportLimits.FILE_BYTES_MAX)
                            .maxTokenCount(ImportLimits.JSON_TOKENS_MAX)
                            .maxStringLength(ImportLimits.STRING_CHARS_MAX)
                            .maxNameLength(ImportLimits.KEY_CHARS_MAX)
                            .maxNumberLength(ImportLimits.NUMBER_CHARS_MAX)
                            .build())
                    // Or bytes that are one text in UTF-8 could be read as another in UTF-16.
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ForeignJson() {}

    /** Reads one value that is the whole file. */
    static JsonNode read(byte[] file, String subject) throws MalformedException {
        if (file.length > ImportLimits.FILE_BYTES_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    subject,
                    "has " + file.length + " bytes, want at most FILE_BYTES_MAX, " + ImportLimits.FILE_BYTES_MAX);
        }
        checkUtf8(file, subject);
        try {
            JsonNode json = MAPPER.readTree(file);
            if (json.isMissingNode()) {
                throw new MalformedException(Malformed.SYNTAX, subject, "is empty, want one JSON value");
            }
            return json;
        } catch (IOException e) {
            throw refusal(e, subject);
        }
    }

    /** A tokenizer under the same limits, for whoever has to know at which byte a value stands. */
    static JsonParser tokens(byte[] file) throws IOException {
        return MAPPER.createParser(file);
    }

    static MalformedException refusal(IOException e, String subject) {
        if (e instanceof StreamConstraintsException limit) {
            return new MalformedException(Malformed.LIMIT_EXCEEDED, subject, firstLine(limit.getOriginalMessage()));
        }
        if (e instanceof JsonProcessingException syntax) {
            @Nullable String message = syntax.getOriginalMessage();
            Malformed code =
                    String.valueOf(message).startsWith("Duplicate") ? Malformed.DUPLICATE_KEY : Malformed.SYNTAX;
            return new MalformedException(code, subject, "is not JSON: " + firstLine(message));
        }
        return new MalformedException(Malformed.SYNTAX, subject, "is not JSON");
    }

    private static String firstLine(@Nullable String message) {
        return MalformedException.quote(
                String.valueOf(message).lines().findFirst().orElse(""));
    }

    private static void checkUtf8(byte[] file, String subject) throws MalformedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer chars = CharBuffer.allocate(DECODE_CHARS);
        CoderResult result = decoder.decode(bytes, chars, true);
        while (result.isOverflow()) {
            chars.clear();
            result = decoder.decode(bytes, chars, true);
        }
        if (result.isError()) {
            throw new MalformedException(
                    Malformed.ENCODING, subject, "is not UTF-8 at byte " + bytes.position() + ", want UTF-8");
        }
    }
}
