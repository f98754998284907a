package dev.plumbline.proofs.event;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON string: Unicode text in normalization form C without U+0000, lone surrogates or noncharacters.
 *
 * <p>JCS does not normalize, so two spellings of one visible text would be two events; only the composed one may exist.
 * Surrogates and noncharacters are outside I-JSON (RFC 7493 section 2.1), which JCS demands.
 *
 * <p>As a sequence of characters it can be read without the {@link #text} being made, which the hex of a trie node need not be.
 */
public final class JsonString implements JsonValue, CharSequence {
    /** Every code point below this one is in form C whatever stands next to it, as long as that is below it too. */
    private static final char FIRST_COMBINING = '\u0300';

    /** Reads plain text where it stands; neither keeps nor changes the array. */
    public interface PlaceReader<T> {
        /** What the characters from {@code from} to {@code to}, exclusive, say, or null if that takes a closer look. */
        @Nullable
        T read(byte[] ascii, int from, int to);
    }

    private static final byte[] NO_SOURCE = {};

    private final boolean isPlain;
    // Plain text in the document that it was read from; made a string by the first who asks for one. Two threads may
    // each
    // make one, and the two are equal.
    private final byte[] source;
    private final int from;
    private final int length;
    private @Nullable String text;

    private JsonString(String checked, boolean isPlain) {
        this.text = checked;
        this.isPlain = isPlain;
        this.source = NO_SOURCE;
        this.from = 0;
        this.length = checked.length();
    }

    private JsonString(byte[] source, int from, int length) {
        this.isPlain = true;
        this.source = source;
        this.from = from;
        this.length = length;
    }

    /**
     * A string of this text.
     *
     * @throws IllegalArgumentException if {@code text} is not what an event may hold
     */
    public static JsonString of(String text) {
        boolean isPlain = isPlain(text);
        String defect = isPlain ? null : defect(text);
        if (defect != null) {
            throw new IllegalArgumentException("JSON string " + defect);
        }
        return new JsonString(text, isPlain);
    }

    /** Wraps text for which the caller has seen {@link #isPlain}, or {@link #defect} return null. */
    static JsonString ofChecked(String text, boolean isPlain) {
        return new JsonString(text, isPlain);
    }

    /** The plain text that stands at a place in an array, which must not change as long as the string is used. */
    static JsonString inPlace(byte[] plain, int from, int length) {
        return new JsonString(plain, from, length);
    }

    /** Whether text is all visible ASCII that JSON writes as it is, as nearly all is; such text has no defect. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** What {@link #isPlain(String)} said of the text. */
    boolean isPlain() {
        return isPlain;
    }

    /** What is wrong with {@code text}, or null. Costs one pass over ASCII and Latin text, two over other scripts. */
    static @Nullable String defect(String text) {
        boolean mayDecompose = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "holds U+0000";
            }
            if (c < FIRST_COMBINING) {
                continue;
            }
            mayDecompose = true;
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return "holds a lone surrogate";
            }
            if ((codePoint & 0xfffe) == 0xfffe || (codePoint >= 0xfdd0 && codePoint <= 0xfdef)) {
                return "holds a noncharacter";
            }
            i += Character.charCount(codePoint) - 1;
        }
        return mayDecompose && !Normalizer.isNormalized(text, Normalizer.Form.NFC) ? "is not in form NFC" : null;
    }

    /** The text itself. */
    public String text() {
        String made = text;
        if (made == null) {
            made = new String(source, from, length, StandardCharsets.ISO_8859_1);
            text = made;
        }
        return made;
    }

    /** What a reader makes of the text where it stands; null if it does not stand anywhere, or the reader gives up. */
    public <T> @Nullable T readInPlace(PlaceReader<T> reader) {
        return source == NO_SOURCE ? null : reader.read(source, from, from + length);
    }

    /** Number of characters, in UTF-16. */
    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        String made = text;
        return made == null ? (char) source[from + Objects.checkIndex(index, length)] : made.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text().subSequence(start, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && text().equals(string.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
