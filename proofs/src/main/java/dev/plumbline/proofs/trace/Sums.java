package dev.plumbline.proofs.trace;

import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Weight;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The sums of an explanation, each written so that a person can make it again. */
final class Sums {
    private static final BigInteger WHOLE_PPM = BigInteger.valueOf(PolicySplit.WHOLE_PPM);
    private static final BigInteger WHOLE_WEIGHT = BigInteger.valueOf(Weight.WHOLE);
    /** Digits behind the point of a percentage that is not exact; a weight is exact with 16. */
    private static final int PERCENT_DIGITS = 16;

    private Sums() {}

    /** {@code 1 OPEN × 500000 of 1000000 (50 %) = 500… units (0.5 OPEN) for contributors; rounding: +0 units}. */
    static String share(String token, BigInteger total, PolicySplit.Share share, BigInteger part) {
        return new TokenAmount(token, total).words() + " × " + share.ppm() + " of 1000000 ("
                + percent(BigInteger.valueOf(share.ppm()), WHOLE_PPM) + ") = " + new TokenAmount(token, part).words()
                + " for " + share.role() + "; "
                + rounding(total, BigInteger.valueOf(share.ppm()), WHOLE_PPM, part);
    }

    /** {@code weight 250… of 10^18 = 25 %}. */
    static String weight(long weight) {
        return weight + " of 10^18 = " + percent(BigInteger.valueOf(weight), WHOLE_WEIGHT);
    }

    /** What of a role's part goes to one weight of all. */
    static String part(String token, BigInteger rolePart, BigInteger weight, BigInteger whole, BigInteger part) {
        return new TokenAmount(token, rolePart).shortWords() + " × " + percent(weight, whole) + " = "
                + new TokenAmount(token, part).words() + "; " + rounding(rolePart, weight, whole, part);
    }

    /** How far the part is above the exact quotient's whole units: what the largest remainders add. */
    private static String rounding(BigInteger amount, BigInteger weight, BigInteger whole, BigInteger part) {
        BigInteger floor = amount.multiply(weight).divide(whole);
        BigInteger added = part.subtract(floor);
        return "rounding: " + (added.signum() < 0 ? "" : "+") + added + " units";
    }

    /** The percentage, exact where it ends, else cut off and marked so. */
    static String percent(BigInteger part, BigInteger whole) {
        var hundredfold = new BigDecimal(part.multiply(BigInteger.valueOf(100)));
        BigDecimal percent = hundredfold
                .divide(new BigDecimal(whole), PERCENT_DIGITS, RoundingMode.DOWN)
                .stripTrailingZeros();
        boolean isExact = percent.multiply(new BigDecimal(whole)).compareTo(hundredfold) == 0;
        return percent.toPlainString() + (isExact ? " %" : "… %");
    }
}
