package dev.plumbline.ledger.fairness;

import java.math.BigInteger;

/** The checks that the constructors of this package share. */
final class Bounds {
    private Bounds() {}

    /** @throws IllegalArgumentException if {@code value} is less than {@code least} */
    static void checkAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", want " + least + " or more");
        }
    }

    /** @throws IllegalArgumentException if {@code amount} is negative */
    static void checkAmount(String name, BigInteger amount) {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException(name + " is " + amount + ", want 0 or more");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is empty */
    static void checkNamed(String name, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty, want a name");
        }
    }

    /** @throws IllegalArgumentException if {@code share} is not strictly between 0 and 1 */
    static void checkShare(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + " is " + share + ", want more than 0 and less than 1");
        }
    }
}
