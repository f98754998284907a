package dev.plumbline.ledger.fairness;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one block in their order.
 *
 * @param number number of the block
 * @param baseFee its base fee, in wei; null if it is not known
 * @param transactions all of its transactions, the first first
 */
public record BlockOrder(long number, @Nullable BigInteger baseFee, List<OrderedTransaction> transactions) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public BlockOrder {
        transactions = List.copyOf(transactions);
        Bounds.checkAtLeast("block", number, 0);
        if (baseFee != null) {
            Bounds.checkAmount("base fee", baseFee);
        }
    }
}
