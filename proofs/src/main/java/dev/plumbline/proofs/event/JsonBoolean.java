package dev.plumbline.proofs.event;

/** A JSON {@code true} or {@code false}. */
public enum JsonBoolean implements JsonValue {
    /** {@code false}. */
    FALSE,
    /** {@code true}. */
    TRUE
}
