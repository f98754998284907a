package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text that is not all plain ASCII, for {@link CanonicalReader}: with the escapes that RFC 8785 writes where
 * it writes them, and strict UTF-8 besides. At the first byte that it is not sure of it gives up.
 */
final class CanonicalText {
    private static final String SHORT_ESCAPES = "\"\\btnfr";
    private static final String SHORT_ESCAPED = "\"\\\b\t\n\f\r";
    private static final int LONG_ESCAPE_DIGITS = 4;
    private static final int SCRATCH_CHARS = 8_192;

    // What is read stands here until it is copied into its string; the proof and the entry of a receipt always fit.
    private static final ThreadLocal<char[]> SCRATCH = ThreadLocal.withInitial(() -> new char[SCRATCH_CHARS]);

    private final byte[] json;
    private int at;
    private final char[] text;
    private int length;
    // Whether a character was read that not every text may hold.
    private boolean mayHaveDefect;

    /** A reader of the text whose first quote stands before {@code start}. */
    CanonicalText(byte[] json, int start) {
        this.json = json;
        this.at = start;
        // A text has no more characters than bytes, and most stand near the end of what they are in.
        this.text = json.length - start <= SCRATCH_CHARS ? SCRATCH.get() : room(bytes(json, start));
    }

    private static char[] room(int charsMax) {
        return charsMax <= SCRATCH_CHARS ? SCRATCH.get() : new char[charsMax];
    }

    /** How many bytes it is from a place to the next quote that ends a text, or to the end. */
    private static int bytes(byte[] json, int start) {
        int end = start;
        while (end < json.length && json[end] != '"') {
            end += json[end] == '\\' ? 2 : 1;
        }
        return Math.min(end, json.length) - start;
    }

    /** Where the byte behind the last quote stands, once the text has been read or measured. */
    int end() {
        return at;
    }

    /** The text, or null if these bytes are not the ones that would be written for it. */
    @Nullable
    String read() {
        return scan() ? new String(text, 0, length) : null;
    }

    /** Number of characters of the text, in UTF-16; −1 if these bytes are not the ones that would be written for it. */
    int measure() {
        return scan() ? length : -1;
    }

    /** The bytes of a text that is known to stand here. */
    byte[] utf8() {
        requireScan();
        byte[] ascii = new byte[length];
        for (int i = 0; i < length; i++) {
            if (text[i] >= 0x80) {
                return new String(text, 0, length).getBytes(StandardCharsets.UTF_8);
            }
            ascii[i] = (byte) text[i];
        }
        return ascii;
    }

    private void requireScan() {
        if (!scan()) {
            throw new IllegalStateException("the document has changed since it was read");
        }
    }

    /**
     * Lends a text that is known to stand here to a reader, without making a string of it. The reader may read other texts
     * meanwhile.
     */
    <T> T lend(JsonString.TextReader<T> reader) throws MalformedException {
        requireScan();
        SCRATCH.remove();
        try {
            return reader.read(new Lent(text, length));
        } finally {
            if (text.length == SCRATCH_CHARS) {
                SCRATCH.set(text);
            }
        }
    }

    /** The first characters of an array that somebody else will change. */
    private static final class Lent implements CharSequence {
        private final char[] text;
        private final int length;

        Lent(char[] text, int length) {
            this.text = text;
            this.length = length;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return text[Objects.checkIndex(index, length)];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            Objects.checkFromToIndex(start, end, length);
            return new String(text, start, end - start);
        }

        @Override
        public String toString() {
            return new String(text, 0, length);
        }
    }

    private boolean scan() {
        while (true) {
            copyPlain();
            if (at == json.length) {
                return false;
            }
            int c = json[at++];
            if (c == '"') {
                return !mayHaveDefect || JsonString.defect(new Lent(text, length)) == null;
            }
            int codePoint = c == '\\' ? escaped() : c < 0 ? multibyte(c & 0xff) : -1;
            if (codePoint < 0) {
                return false;
            }
            mayHaveDefect |= JsonString.mayBeDefect(codePoint);
            length += Character.toChars(codePoint, text, length);
        }
    }

    /** Takes the ASCII characters up to the next that stands for more or less than itself. */
    private void copyPlain() {
        int from = at;
        int end = CanonicalReader.plainEnd(json, from);
        while (end < json.length && json[end] >= 0x20 && json[end] != '"' && json[end] != '\\') {
            end++;
        }
        int to = length;
        while (from < end) {
            text[to++] = (char) json[from++];
        }
        at = end;
        length = to;
    }

    /** The character behind a backslash: a short escape where there is one, else four lowercase digits of a control. */
    private int escaped() {
        if (at == json.length) {
            return -1;
        }
        int c = json[at++];
        if (c != 'u') {
            int index = SHORT_ESCAPES.indexOf(c);
            return index < 0 ? -1 : SHORT_ESCAPED.charAt(index);
        }
        int value = 0;
        for (int i = 0; i < LONG_ESCAPE_DIGITS; i++) {
            int digit = at == json.length ? -1 : "0123456789abcdef".indexOf(json[at++]);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value < 0x20 && SHORT_ESCAPED.indexOf(value) < 0 ? value : -1;
    }

    /** The rest of a character of two to four bytes, in its shortest form and no surrogate. */
    private int multibyte(int first) {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        if (first < 0xc2 || first > 0xf4 || json.length - at < more) {
            return -1;
        }
        int codePoint = first & (0x3f >> more);
        for (int i = 0; i < more; i++) {
            if ((json[at] & 0xc0) != 0x80) {
                return -1;
            }
            codePoint = codePoint << 6 | (json[at++] & 0x3f);
        }
        boolean isShortest = more == 1 || codePoint >= (more == 2 ? 0x800 : Character.MIN_SUPPLEMENTARY_CODE_POINT);
        boolean isCharacter = codePoint <= Character.MAX_CODE_POINT
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
        return isShortest && isCharacter ? codePoint : -1;
    }
}
