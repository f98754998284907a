package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.AnchorLayout;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
    /**
     * Asks a node.
     *
     * @throws RpcException if it cannot be reached, or its answers prove nothing
     */
    public static FinalAnchor read(EthereumRpc rpc, AnchorTarget target) throws RpcException {
        var contract = new AnchorContract(rpc, target);
        TreeHead newest = contract.held().head();
        Address operator = address(rpc.storageAt(target.contract(), AnchorLayout.SLOT_OPERATOR));
        Address successor = address(rpc.storageAt(target.contract(), AnchorLayout.SLOT_SUCCESSOR));
        if (operator == null) {
            throw RpcException.badAnswer(
                    "eth_getStorageAt", "shows no operator at " + target.contract() + "; is the log's contract there?");
        }
        if (newest.size() == 0) {
            return new FinalAnchor(null, TreeHead.EMPTY, operator, successor);
        }
        try {
            return new FinalAnchor(contract.evidence(rpc.finalizedBlock()), newest, operator, successor);
        } catch (AnchorTroubleException e) {
            throw RpcException.badAnswer("eth_getProof", "proves no anchor in a final block: " + e.getMessage());
        }
    }

    /** Stores the evidence where a ledger keeps its anchors, so that it knows and serves it from its first start on. */
    public void keep(Path anchors) throws IOException {
        if (anchor != null) {
            AnchorStore.open(anchors).store(anchor);
        }
    }

    private static @Nullable Address address(Word word) {
        byte[] bytes = word.bytes();
        byte[] tail = Arrays.copyOfRange(bytes, Word.LENGTH - Address.LENGTH, Word.LENGTH);
        return word.equals(Word.ofNumber(0)) ? null : Address.of(tail);
    }
}
