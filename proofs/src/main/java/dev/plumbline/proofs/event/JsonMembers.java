package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of one JSON object of a file apart: each of the type that is asked for, none missing, none left over. Every
 * refusal names the file and the JSON pointer of the member. Changes with each question; not safe for threads.
 */
public final class JsonMembers {
    private final JsonObject object;
    private final String place;
    // A handful: a list is faster and smaller than a set.
    private final List<String> taken = new ArrayList<>();

    /**
     * @param document what the file is, for messages
     * @param pointer JSON pointer of the object, empty for the file itself
     * @throws MalformedException if the value is no object
     */
    public JsonMembers(JsonValue value, String document, String pointer) throws MalformedException {
        if (!(value instanceof JsonObject members)) {
            throw new MalformedException(Malformed.VALUE, CanonicalJson.subject(document, pointer), "want an object");
        }
        this.object = members;
        this.place = document + " at " + pointer + "/";
    }

    /** What refusals of a member call it. */
    public String at(String key) {
        return place + key;
    }

    /** A refusal of a member, to be thrown. */
    public MalformedException malformed(Malformed code, String key, String detail) {
        return new MalformedException(code, at(key), detail);
    }

    /** Takes a member of any type; null if there is none. */
    public @Nullable JsonValue ifPresent(String key) {
        taken.add(key);
        return object.get(key);
    }

    /** Takes a member of any type. */
    public JsonValue required(String key) throws MalformedException {
        JsonValue value = ifPresent(key);
        if (value == null) {
            throw malformed(Malformed.MISSING_KEY, key, "is missing");
        }
        return value;
    }

    /** Takes the version of the format, which must be 1. */
    public void version(String key) throws MalformedException {
        long version = size(key);
        if (version != 1) {
            throw malformed(Malformed.UNSUPPORTED, key, "is " + version + ", want 1");
        }
    }

    /** Takes the name of the format. */
    public void kind(String key, String wanted) throws MalformedException {
        String kind = text(key, Integer.MAX_VALUE);
        if (!kind.equals(wanted)) {
            throw malformed(Malformed.UNSUPPORTED, key, "is " + MalformedException.quote(kind) + ", want " + wanted);
        }
    }

    /** Takes a text of at most so many characters. */
    public String text(String key, int charsMax) throws MalformedException {
        return string(key, charsMax).text();
    }

    /** Takes a string whose text need not be made. */
    public JsonString string(String key, int charsMax) throws MalformedException {
        return string(required(key), key, charsMax);
    }

    /** Takes a whole number, 0 or more. */
    public long size(String key) throws MalformedException {
        return size(required(key), key);
    }

    /** Takes an array of whole numbers, 0 or more, at most so many. */
    public List<Long> sizes(String key, int countMax) throws MalformedException {
        List<JsonValue> items = items(key, countMax);
        var sizes = new ArrayList<Long>(items.size());
        for (JsonValue item : items) {
            sizes.add(size(item, key));
        }
        return sizes;
    }

    /** Takes an array of strings, at most so many. */
    public List<JsonString> strings(String key, int countMax) throws MalformedException {
        List<JsonValue> items = items(key, countMax);
        var strings = new ArrayList<JsonString>(items.size());
        for (JsonValue item : items) {
            strings.add(string(item, key, Integer.MAX_VALUE));
        }
        return strings;
    }

    /** Refuses what nobody has asked for. */
    public void end() throws MalformedException {
        for (int i = 0; i < object.size(); i++) {
            if (!taken.contains(object.key(i))) {
                throw malformed(Malformed.UNKNOWN_KEY, object.key(i), "is no key of this format");
            }
        }
    }

    private List<JsonValue> items(String key, int countMax) throws MalformedException {
        if (!(required(key) instanceof JsonArray array)) {
            throw malformed(Malformed.VALUE, key, "want an array");
        }
        if (array.items().size() > countMax) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, key, "has " + array.items().size() + " items, want at most " + countMax);
        }
        return array.items();
    }

    private long size(JsonValue value, String key) throws MalformedException {
        if (value instanceof JsonInteger integer && integer.value() >= 0) {
            return integer.value();
        }
        throw malformed(Malformed.VALUE, key, "want a whole number, 0 or more");
    }

    private JsonString string(JsonValue value, String key, int charsMax) throws MalformedException {
        if (!(value instanceof JsonString string)) {
            throw malformed(Malformed.VALUE, key, "want a string");
        }
        if (string.length() > charsMax) {
            throw malformed(
                    Malformed.LIMIT_EXCEEDED, key, "has " + string.length() + " characters, want at most " + charsMax);
        }
        return string;
    }
}
