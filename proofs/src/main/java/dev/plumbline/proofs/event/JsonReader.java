package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Turns bytes into a value of the event profile, or names the first thing that is outside it. Does not ask whether the
 * bytes are the canonical ones; {@link CanonicalJson} does. One reader per document.
 */
final class JsonReader {
    /** The longest integer in range, 2^53−1 with a sign, has this many characters. */
    private static final int INTEGER_CHARS_MAX = 17;

    private final JsonScanner scanner;
    private final String subject;
    private final int tokensMax;
    private int tokenCount;
    /** The keys and indexes that lead from the document to the value being read. */
    private final List<String> place = new ArrayList<>();

    private JsonReader(JsonScanner scanner, String subject, int tokensMax) {
        this.scanner = scanner;
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
        var scanner = new JsonScanner(decode(json, subject, bytesMax), subject);
        if (scanner.peek() == JsonScanner.END) {
            throw new MalformedException(Malformed.SYNTAX, subject, "holds no JSON value");
        }
        JsonValue value = new JsonReader(scanner, subject, tokensMax).readValue(1);
        if (scanner.peek() != JsonScanner.END) {
            throw new MalformedException(Malformed.SYNTAX, subject, "goes on after the end of its JSON value");
        }
        return value;
    }

    private static String decode(byte[] json, String subject, int bytesMax) throws MalformedException {
        if (json.length > bytesMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED, subject, "has " + json.length + " bytes, want at most " + bytesMax);
        }
        // Nearly all documents are ASCII throughout, where a byte is a character.
        boolean isAscii = true;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == 0) {
                throw new MalformedException(Malformed.ENCODING, subject, "holds a zero byte at byte " + i);
            }
            isAscii &= json[i] > 0;
        }
        return isAscii ? new String(json, StandardCharsets.US_ASCII) : decodeUtf8(json, subject);
    }

    private static String decodeUtf8(byte[] json, String subject) throws MalformedException {
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
            return chars.toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(
                    Malformed.ENCODING, subject, "is not strict UTF-8 after byte " + bytes.position());
        }
    }

    private JsonValue readValue(int depth) throws MalformedException {
        return switch (scanner.peek()) {
            case '{' -> readObject(depth);
            case '[' -> readArray(depth);
            case '"' -> readString();
            case 't' -> readWord("true", JsonBoolean.TRUE);
            case 'f' -> readWord("false", JsonBoolean.FALSE);
            case 'n' -> readNull();
            default -> readInteger();
        };
    }

    private JsonObject readObject(int depth) throws MalformedException {
        scanner.expect('{');
        countToken();
        checkDepth(depth);
        var keys = new ArrayList<String>();
        var values = new ArrayList<JsonValue>();
        boolean ascending = true;
        if (!scanner.take('}')) {
            do {
                String key = readKey();
                ascending &= keys.isEmpty() || key.compareTo(keys.get(keys.size() - 1)) > 0;
                keys.add(key);
                values.add(readMember(key, depth));
            } while (goesOn('}'));
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

    private String readKey() throws MalformedException {
        String key = scanner.string();
        scanner.expect(':');
        countToken();
        checkKey(key);
        return key;
    }

    private JsonArray readArray(int depth) throws MalformedException {
        scanner.expect('[');
        countToken();
        checkDepth(depth);
        var items = new ArrayList<JsonValue>();
        if (!scanner.take(']')) {
            do {
                items.add(readMember(String.valueOf(items.size()), depth));
            } while (goesOn(']'));
        }
        return new JsonArray(items);
    }

    private JsonValue readMember(String step, int depth) throws MalformedException {
        place.add(step);
        JsonValue value = readValue(depth + 1);
        place.remove(place.size() - 1);
        return value;
    }

    /** Whether a comma, and not the end, comes next. */
    private boolean goesOn(char end) throws MalformedException {
        if (scanner.take(end)) {
            return false;
        }
        scanner.expect(',');
        return true;
    }

    private JsonString readString() throws MalformedException {
        String text = scanner.string();
        countToken();
        boolean isPlain = JsonString.isPlain(text);
        String defect = isPlain ? null : JsonString.defect(text);
        if (defect != null) {
            throw refusal(Malformed.ENCODING, defect);
        }
        return JsonString.ofChecked(text, isPlain);
    }

    private JsonBoolean readWord(String word, JsonBoolean value) throws MalformedException {
        scanner.expectWord(word);
        countToken();
        return value;
    }

    private JsonValue readNull() throws MalformedException {
        scanner.expectWord("null");
        countToken();
        throw refusal(Malformed.NULL_VALUE, "is null, want the key left out");
    }

    private JsonInteger readInteger() throws MalformedException {
        String text = scanner.number();
        countToken();
        if (!isInteger(text)) {
            throw refusal(Malformed.NUMBER, "has a fraction or an exponent, want an integer");
        }
        // Nothing but digits and one minus, so this reading is exact.
        if (text.length() > INTEGER_CHARS_MAX || !JsonInteger.isInRange(Long.parseLong(text))) {
            throw refusal(Malformed.NUMBER, "is outside 2^53-1, want a decimal string for anything wider");
        }
        long value = Long.parseLong(text);
        if (value == 0 && text.length() > 1) {
            throw refusal(Malformed.NUMBER, "is a negative zero");
        }
        return new JsonInteger(value);
    }

    private static boolean isInteger(String number) {
        return number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
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
            throw refusal(
                    Malformed.LIMIT_EXCEEDED,
                    "has a key of " + key.length() + " characters, want at most " + Limits.JSON_KEY_CHARS_MAX);
        }
        if (!JsonObject.isKey(key)) {
            throw refusal(
                    Malformed.KEY_NAME, "has the key " + MalformedException.quote(key) + ", want [a-z][a-z0-9_]*");
        }
    }

    /** Points at the value being read; every key on the way to it has been checked, so the pointer (RFC 6901) quotes nothing hostile. */
    private MalformedException refusal(Malformed code, String detail) {
        var pointer = new StringBuilder();
        place.forEach(step -> pointer.append('/').append(step));
        return new MalformedException(code, CanonicalJson.subject(subject, pointer.toString()), detail);
    }
}
