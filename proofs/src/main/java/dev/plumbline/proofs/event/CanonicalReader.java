package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonWriter} has written, in one pass over its bytes, as long as it is plain ASCII without escapes: nearly
 * every event.
 *
 * <p>It accepts only bytes that are canonical as they stand, so nothing has to be encoded again and compared. It never
 * says what is wrong: at the first byte that it is not sure of it gives up, and {@link JsonReader}, which takes any spelling
 * and names its defects, reads the document from the start.
 */
final class CanonicalReader {
    private static final int INTEGER_DIGITS_MAX = 16;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /**
     * Well-formed keys that were seen before, each where its hash falls. Any thread reads and replaces them without a lock: a
     * string is immutable, so whoever misses one makes his own, and nothing but time depends on it.
     */
    private static final @Nullable String[] KEYS = new String[1 << 9];

    private final byte[] json;
    private int at;
    private int tokenCount;

    private CanonicalReader(byte[] json) {
        this.json = json;
    }

    /** The value that these bytes are canonical for, or null if that takes a closer look. */
    static @Nullable JsonValue read(byte[] json) {
        var reader = new CanonicalReader(json);
        JsonValue value = reader.value(1);
        return reader.at == json.length ? value : null;
    }

    private @Nullable JsonValue value(int depth) {
        if (++tokenCount > Limits.JSON_TOKENS_MAX || at == json.length) {
            return null;
        }
        return switch (json[at]) {
            case '"' -> string();
            case '{' -> depth > Limits.JSON_DEPTH_MAX ? null : object(depth);
            case '[' -> depth > Limits.JSON_DEPTH_MAX ? null : array(depth);
            case 't' -> word(TRUE, JsonBoolean.TRUE);
            case 'f' -> word(FALSE, JsonBoolean.FALSE);
            default -> integer();
        };
    }

    private @Nullable JsonObject object(int depth) {
        at++;
        var keys = new ArrayList<String>();
        var values = new ArrayList<JsonValue>();
        if (take('}')) {
            return JsonObject.ofSorted(keys, values);
        }
        String previous = "";
        do {
            String key = key();
            if (key == null || key.compareTo(previous) <= 0 || ++tokenCount > Limits.JSON_TOKENS_MAX || !take(':')) {
                return null;
            }
            JsonValue value = value(depth + 1);
            if (value == null) {
                return null;
            }
            keys.add(key);
            values.add(value);
            previous = key;
        } while (take(','));
        return take('}') ? JsonObject.ofSorted(keys, values) : null;
    }

    /** A well-formed key. Events use a few dozen of them, so nearly always it is one that was seen before. */
    private @Nullable String key() {
        if (!take('"')) {
            return null;
        }
        int start = at;
        int hash = 0;
        while (at < json.length && json[at] != '"') {
            hash = 31 * hash + json[at++];
        }
        int length = at - start;
        int slot = (hash ^ (hash >>> 9)) & (KEYS.length - 1);
        String seen = KEYS[slot];
        if (seen != null && isAt(seen, start, length)) {
            return take('"') ? seen : null;
        }
        String key = new String(json, start, length, StandardCharsets.ISO_8859_1);
        if (length > Limits.JSON_KEY_CHARS_MAX || !JsonObject.isKey(key) || !take('"')) {
            return null;
        }
        KEYS[slot] = key;
        return key;
    }

    private boolean isAt(String text, int start, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != json[start + i]) {
                return false;
            }
        }
        return true;
    }

    private @Nullable JsonArray array(int depth) {
        at++;
        var items = new ArrayList<JsonValue>();
        if (take(']')) {
            return new JsonArray(items);
        }
        do {
            JsonValue item = value(depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
        } while (take(','));
        return take(']') ? new JsonArray(items) : null;
    }

    private @Nullable JsonString string() {
        String text = text();
        return text == null ? null : JsonString.ofChecked(text, true);
    }

    /** A quoted text of printable ASCII without escapes, in which nothing can be wrong. */
    private @Nullable String text() {
        if (!take('"')) {
            return null;
        }
        int start = at;
        while (at < json.length && json[at] >= ' ' && json[at] < 0x7f && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
        return take('"') ? text : null;
    }

    private @Nullable JsonInteger integer() {
        boolean isNegative = take('-');
        int start = at;
        long value = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - start < INTEGER_DIGITS_MAX) {
            value = value * 10 + (json[at++] - '0');
        }
        int digits = at - start;
        boolean isCanonical = digits == 1 ? value > 0 || !isNegative : digits > 1 && json[start] != '0';
        // A seventeenth digit, a fraction or an exponent is left standing and fails whoever reads on.
        return isCanonical && JsonInteger.isInRange(value) ? new JsonInteger(isNegative ? -value : value) : null;
    }

    private @Nullable JsonValue word(byte[] word, JsonBoolean value) {
        for (byte letter : word) {
            if (!take((char) letter)) {
                return null;
            }
        }
        return value;
    }

    private boolean take(char ascii) {
        if (at < json.length && json[at] == ascii) {
            at++;
            return true;
        }
        return false;
    }
}
