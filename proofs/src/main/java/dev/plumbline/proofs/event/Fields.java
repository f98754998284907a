package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of one JSON object apart, strictly: each is of the type asked for, and none is left over.
 *
 * <p>Every reader takes what it knows and then calls {@link #end}, which refuses the rest and builds the record.
 */
final class Fields {
    /** Reads the one spelling of a value; what it refuses is reported at the field. */
    interface TextParser<T> {
        T parse(String text) throws MalformedException;
    }

    /** Reads one object of a list. */
    interface ObjectParser<T> {
        T parse(Fields fields) throws MalformedException;
    }

    private final JsonObject object;
    private final String pointer;
    private final boolean[] taken;

    private Fields(JsonObject object, String pointer) {
        this.object = object;
        this.pointer = pointer;
        this.taken = new boolean[object.size()];
    }

    /** The members of {@code value}, which stands at {@code pointer} and must be an object. */
    static Fields of(JsonValue value, String pointer) throws MalformedException {
        if (value instanceof JsonObject object) {
            return new Fields(object, pointer);
        }
        throw wrongType(pointer, "an object");
    }

    boolean has(String key) {
        return object.indexOf(key) >= 0;
    }

    /** The object whose members these are. */
    JsonObject object() {
        return object;
    }

    String text(String key) throws MalformedException {
        if (take(key) instanceof JsonString string) {
            return string.text();
        }
        throw wrongType(at(key), "a string");
    }

    @Nullable
    String textIfPresent(String key) throws MalformedException {
        return has(key) ? text(key) : null;
    }

    long integer(String key) throws MalformedException {
        if (take(key) instanceof JsonInteger integer) {
            return integer.value();
        }
        throw wrongType(at(key), "an integer");
    }

    @Nullable
    Long integerIfPresent(String key) throws MalformedException {
        return has(key) ? (Long) integer(key) : null;
    }

    Fields fields(String key) throws MalformedException {
        return of(take(key), at(key));
    }

    @Nullable
    Fields fieldsIfPresent(String key) throws MalformedException {
        return has(key) ? fields(key) : null;
    }

    <T> T parsed(String key, TextParser<T> parser) throws MalformedException {
        String text = text(key);
        try {
            return parser.parse(text);
        } catch (MalformedException e) {
            throw refusal(e, at(key));
        }
    }

    <T> @Nullable T parsedIfPresent(String key, TextParser<T> parser) throws MalformedException {
        return has(key) ? parsed(key, parser) : null;
    }

    <T> List<T> parsedList(String key, TextParser<T> parser) throws MalformedException {
        List<JsonValue> items = items(key);
        var list = new ArrayList<T>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof JsonString string)) {
                throw wrongType(at(key) + "/" + i, "a string");
            }
            try {
                list.add(parser.parse(string.text()));
            } catch (MalformedException e) {
                throw refusal(e, at(key) + "/" + i);
            }
        }
        return list;
    }

    <T> List<T> list(String key, ObjectParser<T> parser) throws MalformedException {
        List<JsonValue> items = items(key);
        var list = new ArrayList<T>(items.size());
        String prefix = at(key) + "/";
        for (int i = 0; i < items.size(); i++) {
            list.add(parser.parse(of(items.get(i), prefix + i)));
        }
        return list;
    }

    /** The list under a key that may be left out, which means the same as an empty list. */
    <T> List<T> listOrEmpty(String key, ObjectParser<T> parser) throws MalformedException {
        return has(key) ? list(key, parser) : List.of();
    }

    /** As {@link #listOrEmpty}, of texts. */
    <T> List<T> parsedListOrEmpty(String key, TextParser<T> parser) throws MalformedException {
        return has(key) ? parsedList(key, parser) : List.of();
    }

    <E extends Enum<E> & WireNamed> @Nullable E choiceIfPresent(String key, Class<E> choices)
            throws MalformedException {
        return has(key) ? choice(key, choices) : null;
    }

    <E extends Enum<E> & WireNamed> E choice(String key, Class<E> choices) throws MalformedException {
        String text = text(key);
        E[] constants = choices.getEnumConstants();
        for (E choice : constants) {
            if (choice.wireName().equals(text)) {
                return choice;
            }
        }
        throw new MalformedException(
                Malformed.VALUE,
                CanonicalJson.subject(at(key)),
                "is " + MalformedException.quote(text) + ", want one of "
                        + Arrays.stream(constants).map(WireNamed::wireName).collect(Collectors.joining(", ")));
    }

    Version version(String key) throws MalformedException {
        JsonValue value = take(key);
        return build(at(key), () -> new Version(value));
    }

    /** The value under a key that must be there. */
    JsonValue take(String key) throws MalformedException {
        int index = object.indexOf(key);
        if (index < 0) {
            throw new MalformedException(Malformed.MISSING_KEY, CanonicalJson.subject(at(key)), "is missing");
        }
        taken[index] = true;
        return object.value(index);
    }

    /** Refuses members that nobody took, then builds, and reports what the record refuses at its place in the event. */
    <T> T end(Supplier<T> constructor) throws MalformedException {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                throw new MalformedException(
                        Malformed.UNKNOWN_KEY, CanonicalJson.subject(at(object.key(i))), "is no key of this format");
            }
        }
        return build(pointer, constructor);
    }

    private static <T> T build(String place, Supplier<T> constructor) throws MalformedException {
        try {
            return constructor.get();
        } catch (BrokenRuleException e) {
            throw new MalformedException(e.code(), CanonicalJson.subject(place + e.pointer()), e.detail());
        }
    }

    /** Reports at {@code place} what the parser of one text refused: there, broken syntax is a value of wrong form. */
    static MalformedException refusal(MalformedException cause, String place) {
        boolean isForm = cause.code() == Malformed.SYNTAX || cause.code() == Malformed.NOT_CANONICAL;
        Malformed code = isForm ? Malformed.VALUE : cause.code();
        return new MalformedException(code, CanonicalJson.subject(place), String.valueOf(cause.getMessage()));
    }

    private List<JsonValue> items(String key) throws MalformedException {
        if (take(key) instanceof JsonArray array) {
            return array.items();
        }
        throw wrongType(at(key), "an array");
    }

    /** The pointer of a member. */
    String at(String key) {
        return pointer + "/" + key;
    }

    private static MalformedException wrongType(String place, String wanted) {
        return new MalformedException(
                Malformed.VALUE, CanonicalJson.subject(place), "is of another JSON type, want " + wanted);
    }
}
