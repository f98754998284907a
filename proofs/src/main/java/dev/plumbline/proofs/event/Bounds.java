package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.Malformed;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;

/** The ranges that numbers in events are held to, each named by the pointer of the field it guards. */
final class Bounds {
    private static final BigInteger AMOUNT_END = BigInteger.TEN.pow(Limits.DECIMAL_DIGITS_MAX);

    private Bounds() {}

    /** A count, a size or a time: {@code min} to 2^53−1. */
    static void checkAtLeast(String pointer, long value, long min) {
        checkWithin(pointer, value, min, Limits.JSON_INTEGER_MAX);
    }

    static void checkWithin(String pointer, long value, long min, long max) {
        if (value < min || value > max) {
            throw new BrokenRuleException(Malformed.VALUE, pointer, "is " + value + ", want " + min + " to " + max);
        }
    }

    /** An amount in a token's smallest unit: not negative, at most 78 digits. */
    static void checkAmount(String pointer, BigInteger amount) {
        if (amount.signum() < 0 || amount.compareTo(AMOUNT_END) >= 0) {
            throw new BrokenRuleException(
                    Malformed.VALUE, pointer, "is out of range, want 0 to 10^" + Limits.DECIMAL_DIGITS_MAX + "-1");
        }
    }

    /** A change of an amount: not 0, at most 78 digits. */
    static void checkChange(String pointer, BigInteger change) {
        checkAmount(pointer, change.abs());
        if (change.signum() == 0) {
            throw new BrokenRuleException(Malformed.VALUE, pointer, "changes nothing, want other than 0");
        }
    }

    /** Items of a list, where one more than {@code max} would be too many. */
    static void checkCount(String pointer, int count, int max) {
        if (count > max) {
            throw new BrokenRuleException(
                    Malformed.LIMIT_EXCEEDED, pointer, "has " + count + " items, want at most " + max);
        }
    }

    /** Items that must not repeat; the first that does is named. */
    static void checkEachOnce(String pointer, List<?> items) {
        var seen = new HashSet<Object>();
        for (int i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i))) {
                throw new BrokenRuleException(Malformed.RULE, pointer + "/" + i, "is there twice");
            }
        }
    }
}
