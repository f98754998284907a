package dev.plumbline.proofs.event;

/**
 * A set of ASCII characters. Forms are checked with these and not with regular expressions: each character is looked at
 * once, whatever a hostile text does.
 */
final class CharacterSet {
    private static final int ASCII = 128;

    private final boolean[] isMember = new boolean[ASCII];

    private CharacterSet() {}

    /** The characters of some ranges, each given as its first and its last: {@code "az09--"} is a to z, 0 to 9 and -. */
    static CharacterSet ofRanges(String ranges) {
        var set = new CharacterSet();
        for (int i = 0; i < ranges.length(); i += 2) {
            for (char c = ranges.charAt(i); c <= ranges.charAt(i + 1); c++) {
                set.isMember[c] = true;
            }
        }
        return set;
    }

    boolean holds(char c) {
        return c < ASCII && isMember[c];
    }

    /** Whether {@code text} is of members alone, and between {@code min} and {@code max} long. */
    boolean spells(String text, int min, int max) {
        return spells(text, 0, text.length(), min, max);
    }

    /** The same of the part from {@code from} to {@code to}, exclusive. */
    boolean spells(String text, int from, int to, int min, int max) {
        if (to - from < min || to - from > max) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!holds(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
