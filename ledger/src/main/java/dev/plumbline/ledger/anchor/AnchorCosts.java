package dev.plumbline.ledger.anchor;

import java.math.BigInteger;

/**
 * What anchoring costs.
 *
 * @param todayWei wei that were spent on this UTC day
 * @param totalWei wei that were ever spent
 * @param leftTodayWei wei that are left of the day's budget, after what is under way may cost
 */
public record AnchorCosts(BigInteger todayWei, BigInteger totalWei, BigInteger leftTodayWei) {
    /** What is said while the account of it cannot be read. */
    static final AnchorCosts UNKNOWN = new AnchorCosts(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
}
