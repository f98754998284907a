package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a log's contract holds, for somebody who is about to go on with the log: proven in a block that the node calls final,
 * and what the newest block holds besides, which is only the node's word.
 *
 * @param anchor evidence of the final state; null if nothing was anchored by then
 * @param newest head that the newest block holds, {@link TreeHead#EMPTY} if none; the contract takes only what extends it
 * @param operator the account that may anchor
 * @param successor the account that may make itself the operator; null if none may
 */
public record FinalAnchor(
        @Nullable StoredAnchor anchor,
        TreeHead newest,
        Address operator,
        @Nullable Address successor) {
    private static final Address NOBODY = Address.of(new byte[Address.LENGTH]);

    /**
     * Asks a node.
     *
     * @throws RpcException if it cannot be reached, or its answers are none
     * @throws AnchorTroubleException if it follows another chain, the contract is not this log's, or its evidence proves
     *     nothing, which it also does as long as the first anchor is not final
     */
    public static FinalAnchor read(EthereumRpc rpc, AnchorTarget target) throws RpcException, AnchorTroubleException {
        var contract = new AnchorContract(rpc, target);
        contract.requireChain();
        contract.requireOurLog();
        TreeHead newest = contract.held().head();
        Address named = contract.successor();
        return new FinalAnchor(
                newest.size() == 0 ? null : contract.evidence(rpc.finalizedBlock()),
                newest.size() == 0 ? TreeHead.EMPTY : newest,
                contract.operator(),
                named.equals(NOBODY) ? null : named);
    }

    /** Stores the evidence where a ledger keeps its anchors, so that it knows and serves it from its first start on. */
    public void keep(Path anchors) throws IOException {
        if (anchor != null) {
            AnchorStore.open(anchors).store(anchor);
        }
    }
}
