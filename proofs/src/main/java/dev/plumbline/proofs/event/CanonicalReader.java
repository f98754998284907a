package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonWriter} has written, in one pass over its bytes: nearly every event, and every receipt that nobody has
 * reformatted.
 *
 * <p>It accepts only bytes that are canonical as they stand, so nothing has to be encoded again and compared. It never
 * says what is wrong: at the first byte that it is not sure of it gives up, and {@link JsonReader}, which takes any spelling
 * and names its defects, reads the document from the start.
 */
final class CanonicalReader {
    private static final int INTEGER_DIGITS_MAX = 16;
    /** Enough for a receipt with a path of 30 hashes. */
    private static final int OPEN_VALUES = 48;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = ' ' * EACH_BYTE;
    private static final long QUOTES = '"' * EACH_BYTE;
    private static final long BACKSLASHES = '\\' * EACH_BYTE;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /**
     * Well-formed keys that were seen before, each where its hash falls. Any thread reads and replaces them without a lock: a
     * string is immutable, so whoever misses one makes his own, and nothing but time depends on it.
     */
    private static final @Nullable String[] KEYS = new String[1 << 9];

    private final byte[] json;
    private final boolean isInPlace;
    private final int tokensMax;
    private int at;
    private int tokenCount;
    /** Values read of objects and arrays that have not ended yet, those of the innermost last. */
    private final ArrayList<JsonValue> open = new ArrayList<>(OPEN_VALUES);

    private CanonicalReader(byte[] json, boolean isInPlace, int tokensMax) {
        this.json = json;
        this.isInPlace = isInPlace;
        this.tokensMax = tokensMax;
    }

    /** The value that these bytes are canonical for, or null if that takes a closer look. */
    static @Nullable JsonValue read(byte[] json) {
        return read(json, false, Limits.JSON_TOKENS_MAX);
    }

    /** As {@link #read}, but texts refer to the array, which must not change as long as they are used. */
    static @Nullable JsonValue readInPlace(byte[] json, int tokensMax) {
        return read(json, true, tokensMax);
    }

    private static @Nullable JsonValue read(byte[] json, boolean isInPlace, int tokensMax) {
        var reader = new CanonicalReader(json, isInPlace, tokensMax);
        JsonValue value = reader.value(1);
        return reader.at == json.length ? value : null;
    }

    private @Nullable JsonValue value(int depth) {
        if (++tokenCount > tokensMax || at == json.length) {
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
            if (key == null || key.compareTo(previous) <= 0 || ++tokenCount > tokensMax || !take(':')) {
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
        if (take(']')) {
            return new JsonArray(List.of());
        }
        int first = open.size();
        do {
            JsonValue item = value(depth + 1);
            if (item == null) {
                return null;
            }
            open.add(item);
        } while (take(','));
        if (!take(']')) {
            return null;
        }
        List<JsonValue> items = open.subList(first, open.size());
        var array = new JsonArray(items);
        items.clear();
        return array;
    }

    private @Nullable JsonString string() {
        int start = ++at;
        skipPlain();
        if (at < json.length && json[at] == '"') {
            // Printable ASCII without escapes, in which nothing can be wrong.
            int length = at++ - start;
            return isInPlace
                    ? JsonString.inPlace(json, start, length)
                    : JsonString.ofChecked(new String(json, start, length, StandardCharsets.ISO_8859_1), true);
        }
        var rest = new CanonicalText(json, start);
        if (isInPlace) {
            int length = rest.measure();
            at = rest.end();
            return length < 0 ? null : JsonString.inPlaceEscaped(json, start, length);
        }
        String text = rest.read();
        at = rest.end();
        return text == null ? null : JsonString.ofChecked(text, false);
    }

    private void skipPlain() {
        at = plainEnd(json, at);
    }

    /** Where printable ASCII but quotes and backslashes ends; looks at eight bytes at a time while all eight are such. */
    static int plainEnd(byte[] json, int from) {
        int end = from;
        while (end <= json.length - Long.BYTES && isPlain((long) WORDS.get(json, end))) {
            end += Long.BYTES;
        }
        while (end < json.length && json[end] >= ' ' && json[end] < 0x7f && json[end] != '"' && json[end] != '\\') {
            end++;
        }
        return end;
    }

    /** Whether the top bit of no byte comes out set, as it does where one is a quote, a backslash, or out of ' ' to '~'. */
    private static boolean isPlain(long word) {
        long quotes = word ^ QUOTES;
        long backslashes = word ^ BACKSLASHES;
        long special = (quotes - EACH_BYTE & ~quotes)
                | (backslashes - EACH_BYTE & ~backslashes)
                | (word - SPACES & ~word)
                | word + EACH_BYTE
                | word;
        return (special & TOP_BITS) == 0;
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
