package dev.plumbline.proofs;

/**
 * Finds its way in text of lines that need not be a string, with the methods that a string has: of the same names, arguments and
 * results.
 */
public final class Lines {
    private Lines() {}

    /** Where a character stands first from a place on; −1 if nowhere. */
    public static int indexOf(CharSequence text, char wanted, int from) {
        for (int i = Math.max(from, 0); i < text.length(); i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Where a character stands last up to a place, included; −1 if nowhere. */
    public static int lastIndexOf(CharSequence text, char wanted, int from) {
        for (int i = Math.min(from, text.length() - 1); i >= 0; i--) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Where the first empty line begins, less one: the first of two newlines in a row; −1 if there is none. */
    public static int firstEmptyLine(CharSequence text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '\n' && text.charAt(i + 1) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** The first of the last two newlines in a row; −1 if there are none. */
    public static int lastEmptyLine(CharSequence text) {
        for (int i = text.length() - 2; i >= 0; i--) {
            if (text.charAt(i) == '\n' && text.charAt(i + 1) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Whether a prefix stands at a place. */
    public static boolean startsWith(CharSequence text, String prefix, int from) {
        if (from < 0 || from > text.length() - prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text.charAt(from + i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The characters from one place to another, exclusive. */
    public static String substring(CharSequence text, int from, int to) {
        return text.subSequence(from, to).toString();
    }
}
