package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.MinedReceipt;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import org.apache.tuweni.bytes.Bytes;

/**
 * Creates a log's instance of the contract. Done once in a log's life, by hand or by the demonstration; the account that
 * does it becomes the operator.
 */
public final class AnchorDeployment {
    private AnchorDeployment() {}

    /**
     * Sends the creating transaction and waits until a block holds it, at most five minutes.
     *
     * @param key pays, and becomes the contract's operator
     * @param policy what it may cost
     * @param origin the log's origin, which the contract is bound to for good
     * @return the contract's address
     * @throws RpcException if the node refuses or the transaction fails
     * @throws InterruptedException if the wait is interrupted; the transaction may still be mined
     */
    public static Address deploy(EthereumRpc rpc, AccountKey key, AnchorPolicy policy, String origin)
            throws RpcException, InterruptedException {
        byte[] code = RootAnchor.creationCode(origin);
        long nonce = rpc.nextNonce(key.address());
        long gas = rpc.estimateGas(key.address(), null, code);
        Fees fees = Fees.now(rpc.latestBlock().baseFee(), rpc.priorityFee());
        if (fees.maxFee().compareTo(policy.feePerGasMax()) > 0) {
            throw RpcException.refused(
                    "eth_maxPriorityFeePerGas",
                    "the chain asks for up to " + fees.maxFee() + " wei per gas, want at most " + policy.feePerGasMax(),
                    null);
        }
        SignedTransaction transaction =
                new Eip1559Transaction(rpc.chainId(), nonce, fees, gas + gas / 4, null, Bytes.wrap(code)).sign(key);
        rpc.send(transaction);
        EthereumRpc.Receipt receipt = MinedReceipt.await(rpc, transaction.hash());
        Address contract = RootAnchor.createdBy(key.address(), nonce);
        if (!receipt.succeeded()) {
            throw RpcException.refused("eth_sendRawTransaction", "creating the contract failed", null);
        }
        // The address follows from sender and nonce; what the receipt says about it is not needed.
        if (!Word.keccak(rpc.code(contract)).equals(AnchorLayout.CODE_HASH)) {
            throw RpcException.badAnswer("eth_getCode", "is other code than was deployed at " + contract);
        }
        return contract;
    }
}
