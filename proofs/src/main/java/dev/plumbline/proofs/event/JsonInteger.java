package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;

/**
 * A JSON number: an integer that every reader of JSON sees as the same number.
 *
 * @param value at least −(2^53−1) and at most 2^53−1
 */
public record JsonInteger(long value) implements JsonValue {
    /** @throws IllegalArgumentException if {@code value} is out of range */
    public JsonInteger {
        if (!isInRange(value)) {
            throw new IllegalArgumentException("JSON number is " + value + ", want at most 2^53-1 in magnitude");
        }
    }

    static boolean isInRange(long value) {
        return value >= -Limits.JSON_INTEGER_MAX && value <= Limits.JSON_INTEGER_MAX;
    }
}
