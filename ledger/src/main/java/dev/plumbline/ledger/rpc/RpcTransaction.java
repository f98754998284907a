package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of a block whose transactions root it was found under.
 *
 * @param hash Keccak-256 of its bytes
 * @param type its EIP-2718 type: 0 to 4, or 0x7e for a deposit
 * @param sender who signed it; for a deposit, which nobody signs, what it says
 * @param nonce how many the sender had sent before; of a deposit 0, which has none
 * @param to the account it calls; null if it creates one
 * @param maxFee the most wei per gas that it offers; the gas price if it has only that
 * @param maxTip the most of that for the sequencer; the gas price if it has only that
 */
public record RpcTransaction(
        Word hash,
        int type,
        Address sender,
        long nonce,
        @Nullable Address to,
        BigInteger maxFee,
        BigInteger maxTip) {
    /** Type of a transaction that was put on L1 and that the rollup must take over. */
    public static final int DEPOSIT = 0x7e;
}
