package dev.plumbline.proofs.event;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON string: Unicode text in normalization form C without U+0000, lone surrogates or noncharacters.
 *
 * <p>JCS does not normalize, so two spellings of one visible text would be two events; only the composed one may exist.
 * Surrogates and noncharacters are outside I-JSON (RFC 7493 section 2.1), which JCS demands.
 */
public final class JsonString implements JsonValue {
    /** Every code point below this one is in form C whatever stands next to it, as long as that is below it too. */
    private static final char FIRST_COMBINING = '\u0300';

    private final String text;

    private JsonString(String checked) {
        this.text = checked;
    }

    /**
     * A string of this text.
     *
     * @throws IllegalArgumentException if {@code text} is not what an event may hold
     */
    public static JsonString of(String text) {
        String defect = defect(text);
        if (defect != null) {
            throw new IllegalArgumentException("JSON string " + defect);
        }
        return new JsonString(text);
    }

    /** Wraps text for which the caller has seen {@link #defect} return null. */
    static JsonString ofChecked(String text) {
        return new JsonString(text);
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
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString string && text.equals(string.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
