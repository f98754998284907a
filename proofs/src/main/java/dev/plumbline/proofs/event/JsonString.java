package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
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
    /** So are these, dashes, quotation marks and dots: the dash in every signed note is one. */
    private static final char FIRST_DASH = '\u2010';

    private static final char LAST_DOT = '\u2027';

    /** Reads plain text where it stands; neither keeps nor changes the array. */
    public interface PlaceReader<T> {
        /** What the characters from {@code from} to {@code to}, exclusive, say, or null if that takes a closer look. */
        @Nullable
        T read(byte[] ascii, int from, int to);
    }

    /** Reads text of which it keeps nothing: what it is given is good only until it returns. */
    public interface TextReader<T> {
        /** What the text says. */
        T read(CharSequence text) throws MalformedException;
    }

    private static final byte[] NO_SOURCE = {};

    private final boolean isPlain;
    // The document that it was read from, in which plain text stands as it is, and other text in its canonical
    // spelling.
    // Made a string by the first who asks for one; two threads may each make one, and the two are equal.
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

    private JsonString(byte[] source, int from, int length, boolean isPlain) {
        this.isPlain = isPlain;
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
        return new JsonString(plain, from, length, true);
    }

    /** The text of so many characters whose canonical spelling begins at a place in an array, which must not change either. */
    static JsonString inPlaceEscaped(byte[] json, int from, int length) {
        return new JsonString(json, from, length, false);
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

    /** Whether a text with this character in it may have a defect; one without such characters has none. */
    static boolean mayBeDefect(int codePoint) {
        return codePoint == 0 || (codePoint >= FIRST_COMBINING && (codePoint < FIRST_DASH || codePoint > LAST_DOT));
    }

    /** What is wrong with {@code text}, or null. Costs one pass over ASCII and Latin text, two over other scripts. */
    static @Nullable String defect(CharSequence text) {
        boolean mayDecompose = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "holds U+0000";
            }
            if (!mayBeDefect(c)) {
                continue;
            }
            mayDecompose = true;
            int codePoint = Character.codePointAt(text, i);
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
            made = isPlain ? new String(source, from, length, StandardCharsets.ISO_8859_1) : unescaped();
            text = made;
        }
        return made;
    }

    private String unescaped() {
        String read = new CanonicalText(source, from).read();
        if (read == null) {
            throw new IllegalStateException("the document has changed since it was read");
        }
        return read;
    }

    /** The text in UTF-8, a fresh array. */
    public byte[] utf8() {
        String made = text;
        if (made != null) {
            return made.getBytes(StandardCharsets.UTF_8);
        }
        return isPlain ? Arrays.copyOfRange(source, from, from + length) : new CanonicalText(source, from).utf8();
    }

    /** What a reader makes of the text, which is not made a string for it. */
    public <T> T readText(TextReader<T> reader) throws MalformedException {
        boolean isToBeUnescaped = text == null && !isPlain;
        return isToBeUnescaped ? new CanonicalText(source, from).lend(reader) : reader.read(this);
    }

    /** What a reader makes of the text where it stands; null if it does not stand anywhere, or the reader gives up. */
    public <T> @Nullable T readInPlace(PlaceReader<T> reader) {
        return source == NO_SOURCE || !isPlain ? null : reader.read(source, from, from + length);
    }

    /** Number of characters, in UTF-16. */
    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        boolean isInPlace = text == null && isPlain;
        return isInPlace ? (char) source[from + Objects.checkIndex(index, length)] : text().charAt(index);
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
