package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.AccountProof;
import dev.plumbline.proofs.ethereum.Address;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts as one node proves them: by an EIP-1186 proof under the state root of a header whose hash is that of the block
 * that the follower saw. A node that has no old state, or lies, shows nothing. Safe for any thread; each question costs two
 * calls.
 */
public final class ProvenAccounts implements Accounts {
    private final EthereumRpc node;

    /** @param node of the rollup */
    public ProvenAccounts(EthereumRpc node) {
        this.node = node;
    }

    @Override
    public @Nullable State after(Address account, SeenBlock block) {
        try {
            RpcBlock header = node.blockByHash(block.hash());
            if (header == null) {
                return null;
            }
            List<byte[]> nodes = node.proof(account, List.of(), block.number()).account();
            AccountProof proof = AccountProof.check(header.header().stateRoot(), account, nodes);
            if (proof instanceof AccountProof.Exists exists) {
                return new State(exists.nonce(), exists.balance());
            }
            return proof == AccountProof.Missing.MISSING ? new State(0, BigInteger.ZERO) : null;
        } catch (RpcException e) {
            // What a node does not say is not shown, whatever its reason.
            return null;
        }
    }
}
