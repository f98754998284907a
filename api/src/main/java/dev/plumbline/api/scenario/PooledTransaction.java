package dev.plumbline.api.scenario;

import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;

/**
 * A transaction of type 2 that waits at the sequencer.
 *
 * @param signed its bytes
 * @param sender the account that signed it
 * @param nonce transactions that the account has sent before
 * @param maxFee the most it pays for a unit of gas, in wei
 * @param maxTip the most of that which goes to the sequencer, in wei
 * @param arrivedAtMillis when it reached the sequencer, in milliseconds since the epoch
 */
public record PooledTransaction(
        SignedTransaction signed,
        Address sender,
        long nonce,
        BigInteger maxFee,
        BigInteger maxTip,
        long arrivedAtMillis) {
    /** Its hash. */
    public Word hash() {
        return signed.hash();
    }

    /** Whether it pays at least the base fee. */
    public boolean pays(BigInteger baseFee) {
        return maxFee.compareTo(baseFee) >= 0;
    }

    /** What the sequencer gets for each unit of gas; negative if it does not pay the base fee. */
    public BigInteger effectiveTip(BigInteger baseFee) {
        return maxTip.min(maxFee.subtract(baseFee));
    }
}
