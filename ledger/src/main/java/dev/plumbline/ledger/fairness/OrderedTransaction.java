package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the order of a block is judged by, of one of its transactions.
 *
 * @param hash hash of the transaction
 * @param type its type byte, 0 for a legacy one, 0x7e for a deposit
 * @param sender account that sent it
 * @param nonce its nonce
 * @param maxFee the most it pays for a unit of gas, in wei; the gas price of types 0 and 1
 * @param maxTip the most of that which is a tip, in wei; the gas price of types 0 and 1
 * @param firstSeenMillis when an observer saw it waiting, before any block held it; null if none did
 */
public record OrderedTransaction(
        Word hash,
        int type,
        Address sender,
        long nonce,
        BigInteger maxFee,
        BigInteger maxTip,
        @Nullable Long firstSeenMillis) {
    /** Type byte of a deposit: L1 orders those, the sequencer does not. */
    public static final int DEPOSIT = 0x7e;
    /** Type byte of a transaction that names its tip. */
    public static final int DYNAMIC_FEE = 2;

    /** @throws IllegalArgumentException if a number is negative */
    public OrderedTransaction {
        Bounds.checkAtLeast("type", type, 0);
        Bounds.checkAmount("max fee", maxFee);
        Bounds.checkAmount("max tip", maxTip);
        if (firstSeenMillis != null) {
            Bounds.checkAtLeast("first seen", firstSeenMillis, 0);
        }
    }
}
