package dev.plumbline.ledger.rpc;

import dev.plumbline.proofs.ethereum.Word;
import java.util.concurrent.TimeUnit;

/** Waits for what a transaction came to. A node is asked again and again, as there is nobody who could wake the caller. */
public final class MinedReceipt {
    private static final long POLL_MILLIS = 200;
    private static final int POLL_COUNT_MAX = 1_500;

    private MinedReceipt() {}

    /**
     * Waits until a block holds the transaction, at most five minutes; the chain may still drop that block.
     *
     * @throws RpcException if the node fails, or no block holds it in that time
     * @throws InterruptedException if the wait is interrupted; the transaction may still be mined
     */
    public static EthereumRpc.Receipt await(EthereumRpc rpc, Word hash) throws RpcException, InterruptedException {
        for (int poll = 0; poll < POLL_COUNT_MAX; poll++) {
            EthereumRpc.Receipt receipt = rpc.receipt(hash);
            if (receipt != null) {
                return receipt;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw RpcException.unreachable("eth_getTransactionReceipt", "mined no " + hash + " in five minutes", null);
    }
}
