package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;

/**
 * The version of a model or a policy, as its issuer counts: an integer from 0, or 1 to 128 visible ASCII characters.
 *
 * @param value a {@link JsonInteger} or a {@link JsonString}
 */
public record Version(JsonValue value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the value is neither
     */
    public Version {
        if (value instanceof JsonInteger integer) {
            Bounds.checkAtLeast("", integer.value(), 0);
        } else if (value instanceof JsonString string) {
            Form.NAME.check("", string.text());
        } else {
            throw new BrokenRuleException(Malformed.VALUE, "", "is of another JSON type, want an integer or a string");
        }
    }

    /** A version that is a number. */
    public static Version of(long number) {
        return new Version(new JsonInteger(number));
    }

    /** A version that is a text, such as {@code 1.4.0}. */
    public static Version of(String text) {
        return new Version(JsonString.of(text));
    }

    @Override
    public String toString() {
        return value instanceof JsonInteger integer ? Long.toString(integer.value()) : value.toString();
    }
}
