package dev.plumbline.proofs.event;

import java.util.List;

/**
 * A JSON array.
 *
 * @param items the values in order, copied
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    /** Copies {@code items}. */
    public JsonArray {
        items = List.copyOf(items);
    }
}
