package dev.plumbline.api.imports;

import dev.plumbline.proofs.Limits;

/** Sizes as descriptions write them: {@code 117743 B}, {@code 36.8 KB}, {@code 4711}. */
final class FileSize {
    /** The text is no size. */
    static final long NONE = -1;
    /** The text is a size that was rounded, so the number of bytes is not known. */
    static final long ROUNDED = -2;

    private static final int DIGITS_MAX = 16;

    private FileSize() {}

    /** Bytes, if the text names them exactly; else {@link #NONE} or {@link #ROUNDED}. */
    static long parse(String text) {
        int end = 0;
        int dots = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            dots += text.charAt(end) == '.' ? 1 : 0;
            end++;
        }
        String number = text.substring(0, end);
        String unit = text.substring(end).strip();
        if (number.isEmpty() || number.startsWith(".") || number.endsWith(".") || dots > 1 || end > DIGITS_MAX) {
            return NONE;
        }
        boolean isBytes = unit.isEmpty() || unit.equals("B");
        if (!isBytes) {
            return isLargeUnit(unit) ? ROUNDED : NONE;
        }
        if (dots > 0) {
            return NONE;
        }
        long bytes = Long.parseLong(number);
        return bytes <= Limits.JSON_INTEGER_MAX ? bytes : NONE;
    }

    private static boolean isLargeUnit(String unit) {
        String letters = unit.endsWith("B") ? unit.substring(0, unit.length() - 1) : unit;
        String prefix = letters.endsWith("i") ? letters.substring(0, letters.length() - 1) : letters;
        return prefix.length() == 1 && "kKMGTP".contains(prefix);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
