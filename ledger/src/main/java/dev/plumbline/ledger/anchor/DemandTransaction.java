package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.LogScan;
import dev.plumbline.ledger.rpc.MinedReceipt;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.RpcLog;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.HexData;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;

/**
 * A demand about to be made, by anybody: the signed transaction, what it costs, and what comes of it. Nothing is sent until
 * {@link #send}.
 */
public final class DemandTransaction {
    private final EthereumRpc rpc;
    private final Address contract;
    private final byte[] entry;
    private final long gasLimit;
    private final BigInteger feeWeiMax;
    private final SignedTransaction signed;

    private DemandTransaction(
            EthereumRpc rpc,
            Address contract,
            byte[] entry,
            long gasLimit,
            BigInteger feeWeiMax,
            SignedTransaction signed) {
        this.rpc = rpc;
        this.contract = contract;
        this.entry = entry;
        this.gasLimit = gasLimit;
        this.feeWeiMax = feeWeiMax;
        this.signed = signed;
    }

    /**
     * Builds and signs a demand, after the node has said that the contract would take it.
     *
     * @param key pays the deposit and the gas
     * @param entry 1 to 65,535 bytes
     * @throws RpcException if the node refuses, or the address has other code than the anchor contract
     */
    public static DemandTransaction prepare(EthereumRpc rpc, Address contract, AccountKey key, byte[] entry)
            throws RpcException {
        if (!Word.keccak(rpc.code(contract)).equals(AnchorLayout.CODE_HASH)) {
            throw RpcException.badAnswer("eth_getCode", "is not the code of an anchor contract at " + contract);
        }
        byte[] call = RootAnchor.demandCall(entry);
        long gas = rpc.estimateGas(key.address(), contract, call, RootAnchor.DEPOSIT_WEI);
        long gasLimit = gas + gas / 4;
        Fees fees = Fees.now(rpc.latestBlock().baseFee(), rpc.priorityFee());
        var transaction = new Eip1559Transaction(
                rpc.chainId(),
                rpc.nextNonce(key.address()),
                fees,
                gasLimit,
                contract,
                RootAnchor.DEPOSIT_WEI,
                Bytes.wrap(call));
        return new DemandTransaction(
                rpc,
                contract,
                entry.clone(),
                gasLimit,
                fees.maxFee().multiply(BigInteger.valueOf(gasLimit)),
                transaction.sign(key));
    }

    /** Most gas that it may burn. */
    public long gasLimit() {
        return gasLimit;
    }

    /** Most wei that the gas may cost; the deposit, {@link RootAnchor#DEPOSIT_WEI}, comes on top. */
    public BigInteger feeWeiMax() {
        return feeWeiMax;
    }

    /** Its hash. */
    public Word hash() {
        return signed.hash();
    }

    /** The signed bytes as hex, for whoever wants to send them another way. */
    public String raw() {
        return HexData.encode(signed.raw());
    }

    /**
     * Sends it and waits until a block holds it, at most five minutes.
     *
     * @return the demand as the contract announced it
     * @throws RpcException if the node refuses, or the contract did
     * @throws InterruptedException if the wait is interrupted; the demand may still be made
     */
    public DemandQueue.Demanded send() throws RpcException, InterruptedException {
        rpc.send(signed);
        EthereumRpc.Receipt receipt = MinedReceipt.await(rpc, signed.hash());
        if (!receipt.succeeded()) {
            throw RpcException.refused("eth_sendRawTransaction", "the contract refused the demand", null);
        }
        long block = receipt.blockNumber();
        for (RpcLog log : new LogScan(rpc, contract, DemandedEvent.SIGNATURE).read(block, block)) {
            DemandedEvent event = DemandedEvent.of(log);
            if (log.transactionHash().equals(signed.hash()) && event.leafHash().equals(TreeHasher.leaf(entry))) {
                return new DemandQueue.Demanded(event, block);
            }
        }
        throw RpcException.badAnswer("eth_getLogs", "has no log of the demand in block " + block);
    }
}
