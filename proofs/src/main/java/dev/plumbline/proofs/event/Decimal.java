package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;

/** Numbers wider than JSON's: ASCII digits without sign or leading zero, at most 78 of them. */
final class Decimal {
    private static final int LONG_DIGITS_SAFE = 18;

    private Decimal() {}

    static BigInteger parse(String text) throws MalformedException {
        check(text);
        return text.length() <= LONG_DIGITS_SAFE ? BigInteger.valueOf(Long.parseLong(text)) : new BigInteger(text);
    }

    /** Reads a change of an amount: as above with a minus sign or none, and never 0. */
    static BigInteger parseChange(String text) throws MalformedException {
        boolean isNegative = text.startsWith("-");
        BigInteger magnitude = parse(isNegative ? text.substring(1) : text);
        if (magnitude.signum() == 0) {
            throw new MalformedException(Malformed.VALUE, "decimal", "changes nothing, want other than 0");
        }
        return isNegative ? magnitude.negate() : magnitude;
    }

    private static void check(String text) throws MalformedException {
        boolean isDecimal = !text.isEmpty() && (text.charAt(0) != '0' || text.length() == 1);
        for (int i = 0; isDecimal && i < text.length(); i++) {
            isDecimal = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!isDecimal || text.length() > Limits.DECIMAL_DIGITS_MAX) {
            throw new MalformedException(
                    Malformed.VALUE,
                    "decimal",
                    "is " + MalformedException.quote(text) + ", want 1 to " + Limits.DECIMAL_DIGITS_MAX
                            + " digits without sign or leading zero");
        }
    }
}
