package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import java.math.BigInteger;

/** Parts of a whole that is exactly 10^18; written as decimal strings, held as longs. */
public final class Weight {
    /** The whole. */
    public static final long WHOLE = 1_000_000_000_000_000_000L;

    private static final BigInteger WHOLE_WIDE = BigInteger.valueOf(WHOLE);

    private Weight() {}

    static long parse(String text) throws MalformedException {
        BigInteger weight = Decimal.parse(text);
        if (weight.compareTo(WHOLE_WIDE) > 0) {
            throw new MalformedException(Malformed.VALUE, "weight", "is more than the whole, 10^18");
        }
        return weight.longValueExact();
    }
}
