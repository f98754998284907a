package dev.plumbline.proofs;

/**
 * Why bytes from outside were refused: one stable code per kind of defect, for programs.
 *
 * <p>People read {@link MalformedException#getMessage}. New codes may be added in a minor version; treat one you do
 * not know as a refusal.
 */
public enum Malformed {
    /** Not the format at all: broken syntax, a line or a field missing, bytes left over. */
    SYNTAX,
    /** Not strict UTF-8, not NFC, a byte order mark, or a control character where none may stand. */
    ENCODING,
    /** Readable, but not the one byte string that our own writer would have produced. */
    NOT_CANONICAL,
    /** A version, kind or algorithm that this build does not know. */
    UNSUPPORTED,
    /** Larger, longer, deeper or more than a named limit of {@link Limits}. */
    LIMIT_EXCEEDED,
    /** A JSON number with a fraction or an exponent, or outside ±(2^53−1), or a negative zero. */
    NUMBER,
    /** A JSON {@code null}. */
    NULL_VALUE,
    /** A JSON object that names one key twice. */
    DUPLICATE_KEY,
    /** A JSON key that is not ASCII snake_case. */
    KEY_NAME,
    /** A key that the format does not have. */
    UNKNOWN_KEY,
    /** A key that the format demands and that is absent. */
    MISSING_KEY,
    /** A value of the wrong type or form. */
    VALUE,
    /** Each value is well formed, but together they break a rule of the format, such as an exact sum. */
    RULE
}
