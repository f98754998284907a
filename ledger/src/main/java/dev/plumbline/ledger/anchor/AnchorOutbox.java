package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.Eip1559Transaction;
import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.Fees;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.StrictJson;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HexData;
import java.io.IOException;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The operator's transactions: priced, signed, sent, and found again on the chain. Writes nothing to the disk. */
final class AnchorOutbox {
    /** Versions of one transaction, each at least an eighth dearer: the last offers 3.2 times the first. */
    static final int VERSIONS_MAX = 11;

    private final EthereumRpc rpc;
    private final AnchorTarget target;
    private final AnchorPolicy policy;
    private final AccountKey key;
    private final AnchorBudget budget;

    AnchorOutbox(EthereumRpc rpc, AnchorTarget target, AnchorPolicy policy, AccountKey key, AnchorBudget budget) {
        this.rpc = rpc;
        this.target = target;
        this.policy = policy;
        this.key = key;
        this.budget = budget;
    }

    /** Signs the transaction that does what is planned, for the next free nonce, without sending it. */
    AnchorAttempt prepare(AnchorPlan plan) throws IOException, AnchorTroubleException {
        byte[] call = callData(plan);
        long gas = rpc.estimateGas(key.address(), target.contract(), call);
        RpcBlock latest = rpc.latestBlock();
        Fees fees = affordable(Fees.now(latest.baseFee(), rpc.priorityFee()));
        long nonce = rpc.nextNonce(key.address());
        // A quarter more than the estimate: the price of a slot depends on what the block did before.
        long gasLimit = gas + gas / 4;
        AnchorAttempt.Version version = sign(nonce, gasLimit, call, fees);
        AnchorAttempt attempt = AnchorAttempt.sending(plan, nonce, gasLimit, version, latest.number());
        budget.require(attempt.reserve());
        return attempt;
    }

    /** Whether so many blocks have passed without the newest version that it is time for a dearer one. */
    boolean isStuck(AnchorAttempt attempt) throws RpcException {
        return rpc.latestBlock().number() - attempt.sentAtBlock() >= policy.stuckBlocks();
    }

    /** The same attempt with a dearer version of its transaction; null once there are enough. */
    @Nullable
    AnchorAttempt replacement(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        if (attempt.versions().size() >= VERSIONS_MAX) {
            return null;
        }
        RpcBlock latest = rpc.latestBlock();
        Fees now = Fees.now(latest.baseFee(), rpc.priorityFee());
        Fees dearer = affordable(attempt.newest().fees().replacement(now));
        byte[] call = callData(attempt.plan());
        AnchorAttempt replaced =
                attempt.replaced(sign(attempt.nonce(), attempt.gasLimit(), call, dearer), latest.number());
        budget.require(replaced.reserve());
        return replaced;
    }

    /** The lowest nonce of the account that no mined transaction has. */
    long nonceInTurn() throws RpcException {
        return rpc.minedNonce(key.address());
    }

    /** Whether a lower nonce is missing, so that ours waits for a transaction that nobody has sent. */
    boolean isBehindGap(AnchorAttempt attempt) throws RpcException {
        return rpc.nextNonce(key.address()) < attempt.nonce();
    }

    /** Hands the newest version to the node. */
    void send(AnchorAttempt attempt) throws RpcException {
        rpc.send(attempt.newest().transaction());
    }

    /** Whether the node knows any version, mined or waiting. */
    boolean isKnown(AnchorAttempt attempt) throws RpcException {
        for (AnchorAttempt.Version version : attempt.versions()) {
            if (rpc.knows(version.transaction().hash())) {
                return true;
            }
        }
        return false;
    }

    /** What became of the version that was mined; null if none was. */
    EthereumRpc.@Nullable Receipt receipt(AnchorAttempt attempt) throws RpcException {
        for (AnchorAttempt.Version version : attempt.versions()) {
            EthereumRpc.Receipt receipt = rpc.receipt(version.transaction().hash());
            if (receipt != null) {
                return receipt;
            }
        }
        return null;
    }

    /** Whether a transaction that is not ours has used the nonce, so that no version can be mined any more. */
    boolean isNonceTaken(AnchorAttempt attempt) throws RpcException {
        // The nonce first: a version that is mined between the two questions then shows up in the second.
        boolean isUsed = rpc.minedNonce(key.address()) > attempt.nonce();
        return isUsed && receipt(attempt) == null;
    }

    private AnchorAttempt.Version sign(long nonce, long gasLimit, byte[] call, Fees fees) {
        var transaction =
                new Eip1559Transaction(target.chainId(), nonce, fees, gasLimit, target.contract(), Bytes.wrap(call));
        return new AnchorAttempt.Version(transaction.sign(key), fees);
    }

    private Fees affordable(Fees fees) throws AnchorTroubleException {
        if (fees.maxFee().compareTo(policy.feePerGasMax()) > 0) {
            throw new AnchorTroubleException(
                    AnchorTrouble.FEE_TOO_HIGH,
                    "chain: asks for up to " + fees.maxFee() + " wei per gas, want at most " + policy.feePerGasMax());
        }
        return fees;
    }

    private static byte[] callData(AnchorPlan plan) throws AnchorTroubleException {
        try {
            return HexData.parse(plan.callData(), "call data", StrictJson.STRING_CHARS_MAX);
        } catch (MalformedException e) {
            throw new AnchorTroubleException(AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
        }
    }
}
