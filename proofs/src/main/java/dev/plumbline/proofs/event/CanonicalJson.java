package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/**
 * The one byte string of each JSON value: RFC 8785 (JCS) over the profile of formats section 2.
 *
 * <p>{@link #parse} accepts exactly what {@link #encode} writes, so an event has one id whoever writes it, and no reader
 * can be shown another meaning of the same bytes.
 */
public final class CanonicalJson {
    private static final String SUBJECT = "event";
    private static final int TYPICAL_BYTES = 1_024;

    private CanonicalJson() {}

    /**
     * Reads one value of at most 65,535 bytes, 16 levels and 10,000 keys and values.
     *
     * @throws MalformedException if the bytes are not strict UTF-8, not JSON, outside the profile or not canonical; its
     *     subject ends in the JSON pointer of the first thing that is wrong
     */
    public static JsonValue parse(byte[] json) throws MalformedException {
        JsonValue canonical = json.length <= Limits.ENTRY_BYTES_MAX ? CanonicalReader.read(json) : null;
        return canonical != null ? canonical : parseAndCompare(json);
    }

    /** The slow way, which takes every spelling first and then asks whether it is the right one. */
    static JsonValue parseAndCompare(byte[] json) throws MalformedException {
        JsonValue value = JsonReader.read(json, SUBJECT, Limits.ENTRY_BYTES_MAX, Limits.JSON_TOKENS_MAX);
        var writer = new JsonWriter(json.length);
        writer.write(value);
        int difference = writer.mismatch(json);
        if (difference >= 0) {
            throw new MalformedException(
                    Malformed.NOT_CANONICAL,
                    subject(pointerAt(value, 0, difference)),
                    "byte " + difference + " is not the one that RFC 8785 writes there");
        }
        return value;
    }

    /**
     * Reads one value in any spelling of it, white space, escapes and order of keys included: for documents that people and
     * tools may have reformatted, and that are never hashed themselves. Its texts may refer to the array, which must not change
     * as long as the value is used.
     *
     * @param subject what the document is, for messages
     * @param bytesMax most bytes to accept, at most {@link Limits#RECEIPT_BYTES_MAX}
     * @throws MalformedException as {@link #parse}, but for canonical form
     */
    public static JsonValue parseAnySpelling(byte[] json, String subject, int bytesMax) throws MalformedException {
        return parseAnySpelling(json, subject, bytesMax, Limits.JSON_TOKENS_MAX);
    }

    /**
     * As {@link #parseAnySpelling(byte[], String, int)}, for a document that may be larger than an event.
     *
     * @param bytesMax most bytes to accept, at most {@link Limits#TRACE_BYTES_MAX}
     * @param tokensMax most keys and values to accept
     */
    public static JsonValue parseAnySpelling(byte[] json, String subject, int bytesMax, int tokensMax)
            throws MalformedException {
        JsonValue canonical = json.length <= bytesMax ? CanonicalReader.readInPlace(json, tokensMax) : null;
        return canonical != null ? canonical : JsonReader.read(json, subject, bytesMax, tokensMax);
    }

    /** The canonical bytes of a value, a fresh array. */
    public static byte[] encode(JsonValue value) {
        var writer = new JsonWriter(TYPICAL_BYTES);
        writer.write(value);
        return writer.bytes();
    }

    /** The subject of a refusal that concerns the value at {@code pointer}, which is empty for the whole document. */
    static String subject(String pointer) {
        return subject(SUBJECT, pointer);
    }

    /** The subject of a refusal in a document of any kind. */
    static String subject(String document, String pointer) {
        return pointer.isEmpty() ? document : document + " at " + pointer;
    }

    /**
     * The JSON pointer of the innermost value whose canonical bytes, its key included, cover {@code offset}. Encodes
     * every value on the way once more for each level above it: for refusals only.
     */
    private static String pointerAt(JsonValue value, int start, int offset) {
        int memberStart = start + 1;
        if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                int valueStart = memberStart + "\"\":".length() + object.key(i).length();
                int memberEnd = valueStart + encodedLength(object.value(i));
                if (offset >= memberStart && offset < memberEnd) {
                    return "/" + object.key(i) + pointerAt(object.value(i), valueStart, offset);
                }
                memberStart = memberEnd + 1;
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                JsonValue item = array.items().get(i);
                int memberEnd = memberStart + encodedLength(item);
                if (offset >= memberStart && offset < memberEnd) {
                    return "/" + i + pointerAt(item, memberStart, offset);
                }
                memberStart = memberEnd + 1;
            }
        }
        return "";
    }

    private static int encodedLength(JsonValue value) {
        var writer = new JsonWriter(TYPICAL_BYTES);
        writer.write(value);
        return writer.length();
    }
}
