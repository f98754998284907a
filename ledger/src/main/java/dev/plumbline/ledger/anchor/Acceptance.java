package dev.plumbline.ledger.anchor;

import org.apache.tuweni.bytes.Bytes;

/** Makes an account the operator of a log's contract, which the operator before it has named as its successor. */
public final class Acceptance {
    private Acceptance() {}

    /**
     * Sends the transaction and waits until a block holds it, at most five minutes. Nothing else may send as that account
     * meanwhile.
     *
     * @param key of the successor, which pays
     * @throws RpcException if the node or the contract refuses, or the chain asks for more than the policy allows
     * @throws InterruptedException if the wait is interrupted; the transaction may still be mined
     */
    public static void send(EthereumRpc rpc, AnchorTarget target, AnchorPolicy policy, AnchorKey key)
            throws RpcException, InterruptedException {
        byte[] call = RootAnchor.acceptOperatorCall();
        long nonce = rpc.nextNonce(key.address());
        long gas = rpc.estimateGas(key.address(), target.contract(), call);
        Fees fees = Fees.now(rpc.latestBlock().baseFee(), rpc.priorityFee());
        if (fees.maxFee().compareTo(policy.feePerGasMax()) > 0) {
            throw RpcException.refused(
                    "eth_maxPriorityFeePerGas",
                    "the chain asks for up to " + fees.maxFee() + " wei per gas, want at most " + policy.feePerGasMax(),
                    null);
        }
        SignedTransaction transaction = new Eip1559Transaction(
                        target.chainId(), nonce, fees, gas + gas / 4, target.contract(), Bytes.wrap(call))
                .sign(key);
        rpc.send(transaction);
        if (!AnchorDeployment.await(rpc, transaction.hash()).succeeded()) {
            throw RpcException.refused(
                    "eth_sendRawTransaction", "transaction " + transaction.hash() + " was mined and reverted", null);
        }
    }
}
