package dev.plumbline.proofs.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into a value of the event profile, or names the first thing that is outside it. Does not ask whether the
 * bytes are the canonical ones; {@link CanonicalJson} does. One reader per document.
 *
 * <p>Jackson tokenizes characters, never bytes: its own decoder lets overlong UTF-8, UTF-16 and byte order marks pass.
 */
final class JsonReader {
    /** The longest integer in range, 2^53−1 with a sign, has this many characters. */
    private static final int INTEGER_CHARS_MAX = 17;

    // Jackson's own limits are set out of the way: ours are tighter and are reported with a code and a pointer. An
    // overflow of its key table would be an unchecked exception, so it is not asked to fail; a document has at
    // most 65,536 keys and values.
    private static final JsonFactory TOKENS = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Limits.RECEIPT_BYTES_MAX)
                    .maxNameLength(Limits.RECEIPT_BYTES_MAX)
                    .maxStringLength(Limits.RECEIPT_BYTES_MAX)
                    .maxNestingDepth(Limits.RECEIPT_BYTES_MAX)
                    .build())
            .build();

    private final JsonParser tokens;
    private final String subject;
    private final int tokensMax;
    private int tokenCount;

    private JsonReader(JsonParser tokens, String subject, int tokensMax) {
        this.tokens = tokens;
        this.subject = subject;
        this.tokensMax = tokensMax;
    }

    /**
     * Reads one value.
     *
     * @param subject what the document is, for messages
     * @param bytesMax most bytes to accept
     * @param tokensMax most keys and values to accept
     */
    static JsonValue read(byte[] json, String subject, int bytesMax, int tokensMax) throws MalformedException {
        CharBuffer chars = decode(json, subject, bytesMax);
        try (JsonParser tokens = TOKENS.createParser(chars.array(), chars.arrayOffset(), chars.remaining())) {
            JsonToken first = tokens.nextToken();
            if (first == null) {
                throw new MalformedException(Malformed.SYNTAX, subject, "holds no JSON value");
            }
            JsonValue value = new JsonReader(tokens, subject, tokensMax).readValue(first, 1);
            if (tokens.nextToken() != null) {
                throw new MalformedException(Malformed.SYNTAX, subject, "goes on after the end of its JSON value");
            }
            return value;
        } catch (JsonProcessingException e) {
            // Its message quotes the input at length; the place is enough.
            throw new MalformedException(
                    Malformed.SYNTAX,
                    subject,
                    "is not JSON at character " + e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new AssertionError("reading from memory failed", e);
        }
    }

    private static CharBuffer decode(byte[] json, String subject, int bytesMax) throws MalformedException {
        if (json.length > bytesMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "has " + json.length + " bytes, want at most " + bytesMax);
        }
        // Nearly all documents are ASCII throughout, where a byte is a character.
        var ascii = new char[json.length];
        boolean isAscii = true;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == 0) {
                throw new MalformedException(Malformed.ENCODING, subject, "holds a zero byte at byte " + i);
            }
            isAscii &= json[i] > 0;
            ascii[i] = (char) json[i];
        }
        return isAscii ? CharBuffer.wrap(ascii) : decodeUtf8(json, subject);
    }

    private static CharBuffer decodeUtf8(byte[] json, String subject) throws MalformedException {
        var bytes = ByteBuffer.wrap(json);
        try {
            CharBuffer chars = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
            if (chars.hasRemaining() && chars.get(0) == '\ufeff') {
                throw new MalformedException(Malformed.ENCODING, subject, "starts with a byte order mark");
            }
            return chars;
        } catch (CharacterCodingException e) {
            throw new MalformedException(
                    Malformed.ENCODING, subject, "is not strict UTF-8 after byte " + bytes.position());
        }
    }

    private JsonValue readValue(JsonToken token, int depth) throws IOException, MalformedException {
        countToken();
        return switch (token) {
            case START_OBJECT -> readObject(depth);
            case START_ARRAY -> readArray(depth);
            case VALUE_STRING -> readString();
            case VALUE_NUMBER_INT -> readInteger();
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NUMBER_FLOAT ->
                throw refusal(Malformed.NUMBER, "has a fraction or an exponent, want an integer");
            case VALUE_NULL -> throw refusal(Malformed.NULL_VALUE, "is null, want the key left out");
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new AssertionError("no value starts with " + token);
        };
    }

    private JsonObject readObject(int depth) throws IOException, MalformedException {
        checkDepth(depth);
        var keys = new ArrayList<String>();
        var values = new ArrayList<JsonValue>();
        boolean ascending = true;
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            countToken();
            String key = tokens.currentName();
            checkKey(key);
            ascending &= keys.isEmpty() || key.compareTo(keys.get(keys.size() - 1)) > 0;
            keys.add(key);
            values.add(readValue(tokens.nextToken(), depth + 1));
        }
        return ascending ? JsonObject.ofSorted(keys, values) : sorted(keys, values);
    }

    /** Puts members in order, so that the comparison of bytes can name the first that was out of it. */
    private JsonObject sorted(List<String> keys, List<JsonValue> values) throws MalformedException {
        var members = new TreeMap<String, JsonValue>();
        for (int i = 0; i < keys.size(); i++) {
            if (members.putIfAbsent(keys.get(i), values.get(i)) != null) {
                throw refusal(Malformed.DUPLICATE_KEY, "names " + MalformedException.quote(keys.get(i)) + " twice");
            }
        }
        return JsonObject.ofSorted(List.copyOf(members.keySet()), List.copyOf(members.values()));
    }

    private JsonArray readArray(int depth) throws IOException, MalformedException {
        checkDepth(depth);
        var items = new ArrayList<JsonValue>();
        for (JsonToken token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
            items.add(readValue(token, depth + 1));
        }
        return new JsonArray(items);
    }

    private JsonString readString() throws IOException, MalformedException {
        String text = tokens.getText();
        boolean isPlain = JsonString.isPlain(text);
        String defect = isPlain ? null : JsonString.defect(text);
        if (defect != null) {
            throw refusal(Malformed.ENCODING, defect);
        }
        return JsonString.ofChecked(text, isPlain);
    }

    private JsonInteger readInteger() throws IOException, MalformedException {
        String text = tokens.getText();
        // The tokenizer has let nothing but digits and one minus pass, so this reading is exact. Its own would bring
        // in all that it has for decimal fractions.
        if (text.length() > INTEGER_CHARS_MAX || !JsonInteger.isInRange(Long.parseLong(text))) {
            throw refusal(Malformed.NUMBER, "is outside 2^53-1, want a decimal string for anything wider");
        }
        long value = Long.parseLong(text);
        if (value == 0 && text.length() > 1) {
            throw refusal(Malformed.NUMBER, "is a negative zero");
        }
        return new JsonInteger(value);
    }

    private void countToken() throws MalformedException {
        if (++tokenCount > tokensMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "has more than " + tokensMax + " keys and values");
        }
    }

    private void checkDepth(int depth) throws MalformedException {
        if (depth > Limits.JSON_DEPTH_MAX) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "is nested more than " + Limits.JSON_DEPTH_MAX + " deep");
        }
    }

    private void checkKey(String key) throws MalformedException {
        if (key.length() > Limits.JSON_KEY_CHARS_MAX) {
            throw refusalOfKey(
                    Malformed.LIMIT_EXCEEDED,
                    "has a key of " + key.length() + " characters, want at most " + Limits.JSON_KEY_CHARS_MAX);
        }
        if (!JsonObject.isKey(key)) {
            throw refusalOfKey(
                    Malformed.KEY_NAME, "has the key " + MalformedException.quote(key) + ", want [a-z][a-z0-9_]*");
        }
    }

    /** Refuses the value just read, or the object just closed; every key above it has been checked, so the pointer quotes nothing hostile. */
    private MalformedException refusal(Malformed code, String detail) {
        return refusal(code, tokens.getParsingContext(), detail);
    }

    /** Refuses the key just read, and points at the object that holds it. */
    private MalformedException refusalOfKey(Malformed code, String detail) {
        return refusal(code, tokens.getParsingContext().getParent(), detail);
    }

    private MalformedException refusal(Malformed code, JsonStreamContext place, String detail) {
        return new MalformedException(code, CanonicalJson.subject(subject, pointer(place)), detail);
    }

    /** The JSON pointer (RFC 6901) of a place; no key that was let pass has a character to escape. */
    private static String pointer(@Nullable JsonStreamContext place) {
        if (place == null || place.inRoot()) {
            return "";
        }
        if (!place.hasPathSegment()) {
            return pointer(place.getParent());
        }
        String step = place.inObject() ? place.getCurrentName() : String.valueOf(place.getCurrentIndex());
        return pointer(place.getParent()) + "/" + step;
    }
}
