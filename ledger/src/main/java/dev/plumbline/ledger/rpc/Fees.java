package dev.plumbline.ledger.rpc;

import java.math.BigInteger;

/**
 * What a transaction may pay for each unit of gas, in wei.
 *
 * @param priorityFee part for the block's maker
 * @param maxFee most in all, the burnt base fee included
 */
public record Fees(BigInteger priorityFee, BigInteger maxFee) {
    public Fees {
        if (priorityFee.signum() < 0 || maxFee.compareTo(priorityFee) < 0) {
            throw new IllegalArgumentException(
                    "fees are " + priorityFee + " of at most " + maxFee + ", want 0 <= priority <= max");
        }
    }

    /** Room for the base fee to double, which takes six full blocks in a row. */
    public static Fees now(BigInteger baseFee, BigInteger priorityFee) {
        return new Fees(priorityFee, baseFee.shiftLeft(1).add(priorityFee));
    }

    /** The least fees that nodes accept for a replacement, an eighth more of each; or {@code now} where that is more. */
    public Fees replacement(Fees now) {
        return new Fees(
                eighthMore(priorityFee).max(now.priorityFee), eighthMore(maxFee).max(now.maxFee));
    }

    private static BigInteger eighthMore(BigInteger fee) {
        return fee.add(fee.shiftRight(3)).add(BigInteger.ONE);
    }
}
