package dev.plumbline.proofs.event;

/**
 * One immutable value of the JSON profile that events are written in: no floats, no nulls (formats section 2).
 *
 * <p>Every value that exists can be written: each type checks what it holds when it is made.
 */
public sealed interface JsonValue permits JsonArray, JsonBoolean, JsonInteger, JsonObject, JsonString {}
