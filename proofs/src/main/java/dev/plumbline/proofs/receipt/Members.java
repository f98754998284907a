package dev.plumbline.proofs.receipt;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.JsonArray;
import dev.plumbline.proofs.event.JsonInteger;
import dev.plumbline.proofs.event.JsonObject;
import dev.plumbline.proofs.event.JsonString;
import dev.plumbline.proofs.event.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the members of one object of a receipt apart: each of the type asked for, none left over. */
final class Members {
    private final JsonObject object;
    private final String pointer;
    // A handful: a list is faster and smaller than a set.
    private final List<String> taken = new ArrayList<>();

    /** @param pointer JSON pointer of the object, empty for the receipt itself */
    Members(JsonValue value, String pointer) throws MalformedException {
        if (!(value instanceof JsonObject members)) {
            throw new MalformedException(
                    Malformed.VALUE, pointer.isEmpty() ? "receipt" : "receipt at " + pointer, "want an object");
        }
        this.object = members;
        this.pointer = pointer;
    }

    String at(String key) {
        return "receipt at " + pointer + "/" + key;
    }

    @Nullable
    JsonValue ifPresent(String key) {
        taken.add(key);
        return object.get(key);
    }

    String text(String key, int charsMax) throws MalformedException {
        return string(key, charsMax).text();
    }

    /** A string whose text need not be made. */
    JsonString string(String key, int charsMax) throws MalformedException {
        return string(required(key), key, charsMax);
    }

    long size(String key) throws MalformedException {
        if (required(key) instanceof JsonInteger integer && integer.value() >= 0) {
            return integer.value();
        }
        throw new MalformedException(Malformed.VALUE, at(key), "want a whole number, 0 or more");
    }

    /** The strings of an array, which must be no more than so many. */
    List<JsonString> strings(String key, int countMax) throws MalformedException {
        if (!(required(key) instanceof JsonArray array)) {
            throw new MalformedException(Malformed.VALUE, at(key), "want an array");
        }
        if (array.items().size() > countMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    at(key),
                    "has " + array.items().size() + " items, want at most " + countMax);
        }
        var strings = new ArrayList<JsonString>(array.items().size());
        for (JsonValue item : array.items()) {
            strings.add(string(item, key, Integer.MAX_VALUE));
        }
        return strings;
    }

    /** Refuses what nobody has asked for. */
    void end() throws MalformedException {
        for (int i = 0; i < object.size(); i++) {
            if (!taken.contains(object.key(i))) {
                throw new MalformedException(Malformed.UNKNOWN_KEY, at(object.key(i)), "is no key of this format");
            }
        }
    }

    private JsonValue required(String key) throws MalformedException {
        JsonValue value = ifPresent(key);
        if (value == null) {
            throw new MalformedException(Malformed.MISSING_KEY, at(key), "is missing");
        }
        return value;
    }

    private JsonString string(JsonValue value, String key, int charsMax) throws MalformedException {
        if (!(value instanceof JsonString string)) {
            throw new MalformedException(Malformed.VALUE, at(key), "want a string");
        }
        if (string.length() > charsMax) {
            throw new MalformedException(
                    Malformed.LIMIT_EXCEEDED,
                    at(key),
                    "has " + string.length() + " characters, want at most " + charsMax);
        }
        return string;
    }
}
