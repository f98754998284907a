package dev.plumbline.proofs.checkpoint;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/** Whole numbers as C2SP writes them: ASCII digits, no sign, no leading zero, at most 63 bits. */
public final class Decimal {
    private static final int DIGITS_MAX = 19;

    private Decimal() {}

    /**
     * Reads such a number. {@code Long.parseLong} would also take {@code +5}, {@code 05} and digits of other scripts.
     *
     * @param subject what the number is, for the message
     */
    public static long parse(String text, String subject) throws MalformedException {
        boolean isDecimal =
                !text.isEmpty() && text.length() <= DIGITS_MAX && (text.length() == 1 || text.charAt(0) != '0');
        long value = 0;
        for (int i = 0; isDecimal && i < text.length(); i++) {
            char c = text.charAt(i);
            isDecimal = c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        // Nineteen digits fit below 2^64, so an overflow shows as a negative number and nowhere else.
        if (!isDecimal || value < 0) {
            throw new MalformedException(
                    Malformed.SYNTAX,
                    subject,
                    "is " + MalformedException.quote(text) + ", want a decimal of at most 63 bits");
        }
        return value;
    }
}
