package dev.plumbline.ledger.sequencer.force;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.MinedReceipt;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.rollup.Deposits;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A deposit about to be handed to a rollup's portal on L1: the signed L1 transaction and what it costs at most. Nothing is sent
 * until {@link #send}.
 *
 * <p>It pays no money to the rollup: the transaction there moves nothing and calls a contract, on behalf of the same account, which
 * must be one without code.
 */
public final class PortalDeposit {
    private final EthereumRpc l1;
    private final long gasLimit;
    private final BigInteger feeWeiMax;
    private final SignedTransaction signed;

    private PortalDeposit(EthereumRpc l1, long gasLimit, BigInteger feeWeiMax, SignedTransaction signed) {
        this.l1 = l1;
        this.gasLimit = gasLimit;
        this.feeWeiMax = feeWeiMax;
        this.signed = signed;
    }

    /**
     * Builds and signs a deposit, after the node has said that the portal would take it.
     *
     * @param key pays the gas on L1, and is who acts on the rollup
     * @param to what is called on the rollup; null creates a contract
     * @param rollupGas units that the transaction may use on the rollup; burnt on L1, used or not
     * @param data call data of at most {@link Deposits#DATA_BYTES_MAX} bytes
     * @throws RpcException if the node or the portal refuses
     */
    public static PortalDeposit prepare(
            EthereumRpc l1, Address portal, AccountKey key, @Nullable Address to, long rollupGas, byte[] data)
            throws RpcException {
        if (data.length > Deposits.DATA_BYTES_MAX || rollupGas < Deposits.gasLimitMin(data.length)) {
            throw new IllegalArgumentException("deposit with " + data.length + " bytes of data and gas " + rollupGas
                    + ", want at most " + Deposits.DATA_BYTES_MAX + " and at least "
                    + Deposits.gasLimitMin(data.length));
        }
        byte[] call = Deposits.call(to, BigInteger.ZERO, rollupGas, data);
        long gas = l1.estimateGas(key.address(), portal, call);
        long gasLimit = gas + gas / 4;
        Fees fees = Fees.now(l1.latestBlock().baseFee(), l1.priorityFee());
        var transaction = Eip1559Transaction.call(
                l1.chainId(), l1.nextNonce(key.address()), fees, gasLimit, portal, BigInteger.ZERO, call);
        return new PortalDeposit(
                l1, gasLimit, fees.maxFee().multiply(BigInteger.valueOf(gasLimit)), transaction.sign(key));
    }

    /** Most gas that it may burn on L1. */
    public long gasLimit() {
        return gasLimit;
    }

    /** Most wei that this may cost. */
    public BigInteger feeWeiMax() {
        return feeWeiMax;
    }

    /** Its hash on L1, which is not that of the transaction on the rollup. */
    public Word hash() {
        return signed.hash();
    }

    /** The signed bytes as hex, for whoever wants to send them another way. */
    public String raw() {
        return HexData.encode(signed.raw());
    }

    /**
     * Sends it and waits until a block of L1 holds it, at most five minutes.
     *
     * @return height of that block, which L1 may still drop
     * @throws RpcException if the node refuses, or the portal did
     * @throws InterruptedException if the wait is interrupted; the deposit may still be made
     */
    public long send() throws RpcException, InterruptedException {
        l1.send(signed);
        EthereumRpc.Receipt receipt = MinedReceipt.await(l1, signed.hash());
        if (!receipt.succeeded()) {
            throw RpcException.refused("eth_sendRawTransaction", "the portal refused the deposit", null);
        }
        return receipt.blockNumber();
    }
}
