package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.MinedReceipt;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Hands a log's contract to another operator, in two steps: the operator names a successor, and the successor accepts. Done
 * by hand, while no ledger anchors with the same key: two processes must not share the nonces of an account.
 *
 * <p>Each method asks the node, checks chain, code, origin and the accounts before it signs anything, waits for the block at
 * most five minutes, and blocks for as long. With {@link AnchorPolicy#isDryRun} it stops before it sends.
 */
public final class Handover {
    private final EthereumRpc rpc;
    private final AnchorTarget target;
    private final AnchorPolicy policy;
    private final AccountKey key;
    private final AnchorContract contract;

    /** @param key of the operator to name a successor, of the successor to accept */
    public Handover(EthereumRpc rpc, AnchorTarget target, AnchorPolicy policy, AccountKey key) {
        this.rpc = rpc;
        this.target = target;
        this.policy = policy;
        this.key = key;
        this.contract = new AnchorContract(rpc, target);
    }

    /**
     * Who may anchor now, and who may make himself the one that may.
     *
     * @param successor the zero address if nobody may
     */
    public record Standing(Address operator, Address successor) {}

    /**
     * What was sent, or would have been.
     *
     * @param gasLimit most gas that it may take
     * @param weiMax most wei that it may cost
     * @param transaction its hash; null if nothing was sent, in a dry run
     * @param block number of the block that holds it; 0 if nothing was sent
     */
    public record Sent(
            long gasLimit, BigInteger weiMax, @Nullable Word transaction, long block) {}

    /**
     * Asks the contract.
     *
     * @throws AnchorTroubleException if it is another chain, other code, or another log's contract
     */
    public Standing standing() throws RpcException, AnchorTroubleException {
        contract.requireChain();
        contract.requireOurLog();
        return new Standing(contract.operator(), contract.successor());
    }

    /**
     * Names who may take over. The operator stays until they accept, and may name another.
     *
     * @param successor the zero address takes an earlier name back
     * @throws AnchorTroubleException NOT_OPERATOR if the key is not the operator's, or what {@link #standing} throws, or
     *     FEE_TOO_HIGH, NONCE_GAP if transactions of the key wait, REVERTED
     * @throws InterruptedException if the wait is interrupted; the transaction may still be mined
     */
    public Sent nameSuccessor(Address successor) throws RpcException, AnchorTroubleException, InterruptedException {
        Standing standing = standing();
        require(standing.operator(), AnchorTrouble.NOT_OPERATOR, "operator");
        return send(RootAnchor.nameSuccessorCall(successor));
    }

    /**
     * Makes the key's account the operator.
     *
     * @throws AnchorTroubleException NOT_SUCCESSOR if the operator has not named it, or as {@link #nameSuccessor} does
     * @throws InterruptedException if the wait is interrupted; the transaction may still be mined
     */
    public Sent accept() throws RpcException, AnchorTroubleException, InterruptedException {
        Standing standing = standing();
        require(standing.successor(), AnchorTrouble.NOT_SUCCESSOR, "successor");
        return send(RootAnchor.acceptOperatorCall());
    }

    private void require(Address found, AnchorTrouble trouble, String role) throws AnchorTroubleException {
        if (!found.equals(key.address())) {
            throw new AnchorTroubleException(
                    trouble,
                    "contract " + target.contract() + ": has " + role + " " + found + ", want " + key.address());
        }
    }

    private Sent send(byte[] call) throws RpcException, AnchorTroubleException, InterruptedException {
        long nonce = rpc.minedNonce(key.address());
        long next = rpc.nextNonce(key.address());
        if (next != nonce) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NONCE_GAP,
                    "account " + key.address() + ": has " + (next - nonce)
                            + " transactions that are not mined yet, want none");
        }
        long gas = rpc.estimateGas(key.address(), target.contract(), call);
        long gasLimit = gas + gas / 4;
        Fees fees = Fees.now(rpc.latestBlock().baseFee(), rpc.priorityFee());
        if (fees.maxFee().compareTo(policy.feePerGasMax()) > 0) {
            throw new AnchorTroubleException(
                    AnchorTrouble.FEE_TOO_HIGH,
                    "chain: asks for up to " + fees.maxFee() + " wei per gas, want at most " + policy.feePerGasMax());
        }
        BigInteger weiMax = fees.maxFee().multiply(BigInteger.valueOf(gasLimit));
        if (policy.isDryRun()) {
            return new Sent(gasLimit, weiMax, null, 0);
        }
        SignedTransaction transaction = new Eip1559Transaction(
                        target.chainId(), nonce, fees, gasLimit, target.contract(), Bytes.wrap(call))
                .sign(key);
        rpc.send(transaction);
        EthereumRpc.Receipt receipt = MinedReceipt.await(rpc, transaction.hash());
        if (!receipt.succeeded()) {
            throw new AnchorTroubleException(
                    AnchorTrouble.REVERTED,
                    "transaction " + transaction.hash() + ": reverted in block " + receipt.blockNumber());
        }
        return new Sent(gasLimit, weiMax, transaction.hash(), receipt.blockNumber());
    }
}
