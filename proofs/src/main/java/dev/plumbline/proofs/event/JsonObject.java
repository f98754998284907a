package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose keys are unique ASCII snake_case and stand in ascending order, which for such keys is the UTF-16
 * order that RFC 8785 asks for.
 *
 * <p>Looking up a key scans the keys from the front: events have at most a dozen to an object.
 */
public final class JsonObject implements JsonValue {
    private static final int UNKNOWN = -1;

    private final String[] keys;
    private final JsonValue[] values;

    private final int encodedLength;

    private JsonObject(String[] sortedKeys, JsonValue[] values, int encodedLength) {
        this.keys = sortedKeys;
        this.values = values;
        this.encodedLength = encodedLength;
    }

    /** Takes keys that the caller has found well formed, unique and ascending, with their values. */
    static JsonObject ofSorted(List<String> keys, List<JsonValue> values) {
        return ofCanonical(keys, values, UNKNOWN);
    }

    /** The same of an object that was read from canonical bytes, so many of them. */
    static JsonObject ofCanonical(List<String> keys, List<JsonValue> values, int encodedLength) {
        return new JsonObject(keys.toArray(new String[0]), values.toArray(new JsonValue[0]), encodedLength);
    }

    /** Number of its canonical bytes. Free if it was read from them, else it is encoded. */
    int encodedLength() {
        return encodedLength == UNKNOWN ? CanonicalJson.encode(this).length : encodedLength;
    }

    /** Starts an object. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether a key is {@code [a-z][a-z0-9_]*}, whatever its length. */
    static boolean isKey(String key) {
        if (key.isEmpty() || key.charAt(0) < 'a' || key.charAt(0) > 'z') {
            return false;
        }
        for (int i = 1; i < key.length(); i++) {
            char c = key.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
                return false;
            }
        }
        return true;
    }

    /** Number of members. */
    public int size() {
        return keys.length;
    }

    /** The key of member {@code index}, counted from 0 in key order. */
    public String key(int index) {
        return keys[index];
    }

    /** The value of member {@code index}, counted from 0 in key order. */
    public JsonValue value(int index) {
        return values[index];
    }

    /** The value under {@code key}, or null if there is none. */
    public @Nullable JsonValue get(String key) {
        int index = indexOf(key);
        return index < 0 ? null : values[index];
    }

    /** Where {@code key} stands, or −1. */
    int indexOf(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** The same object without the members named; keys it does not have are passed over. */
    JsonObject without(String... unwanted) {
        List<String> unwantedKeys = List.of(unwanted);
        var keptKeys = new ArrayList<String>(keys.length);
        var keptValues = new ArrayList<JsonValue>(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (!unwantedKeys.contains(keys[i])) {
                keptKeys.add(keys[i]);
                keptValues.add(values[i]);
            }
        }
        return ofSorted(keptKeys, keptValues);
    }

    /** A builder that starts with these members. */
    Builder toBuilder() {
        var builder = new Builder();
        for (int i = 0; i < keys.length; i++) {
            builder.put(keys[i], values[i]);
        }
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject object
                && Arrays.equals(keys, object.keys)
                && Arrays.equals(values, object.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "JsonObject" + Arrays.toString(keys);
    }

    /** Collects the members of one object, in any order. */
    public static final class Builder {
        private final TreeMap<String, JsonValue> members = new TreeMap<>();

        private Builder() {}

        /**
         * Adds a member.
         *
         * @throws IllegalArgumentException if the key is not snake_case, is too long, or is there already
         */
        public Builder put(String key, JsonValue value) {
            if (!isKey(key) || key.length() > Limits.JSON_KEY_CHARS_MAX) {
                throw new IllegalArgumentException("JSON key \"" + key + "\", want at most 64 of [a-z][a-z0-9_]*");
            }
            if (members.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("JSON key \"" + key + "\" is there twice");
            }
            return this;
        }

        /** Adds a string member. */
        public Builder put(String key, String text) {
            return put(key, JsonString.of(text));
        }

        /** Adds an integer member. */
        public Builder put(String key, long number) {
            return put(key, new JsonInteger(number));
        }

        /** Adds an array member. */
        public Builder put(String key, List<? extends JsonValue> items) {
            return put(key, new JsonArray(List.copyOf(items)));
        }

        /** The object of all members so far. */
        public JsonObject build() {
            return ofSorted(new ArrayList<>(members.keySet()), new ArrayList<>(members.values()));
        }
    }
}
