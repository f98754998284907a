package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.Word;
import org.jspecify.annotations.Nullable;

/**
 * What one node says about whether a block is final on its chain. The node's word is all there is to it, so nothing of its
 * answer is checked but that it is an answer, and no header is put together: nodes of later forks are understood as well.
 *
 * @param kind for deciding
 * @param detail for people
 * @param other the block that the node has at that height; null unless it is {@link Kind#OTHER_BLOCK}
 */
record FinalityAnswer(Kind kind, String detail, @Nullable Word other) {
    enum Kind {
        /** The block is on the node's chain, at or below what the node calls final. */
        FINAL,
        /** What the node calls final ends below the block. */
        NOT_FINAL,
        /** At or below what the node calls final, it has another block at that height. */
        OTHER_BLOCK,
        /** What the node calls final lies above the block, but it does not hold blocks that old. */
        NOT_HELD,
        /** The node follows another chain. */
        WRONG_CHAIN,
        /** No answer, or none that can be used. */
        UNUSABLE
    }

    private FinalityAnswer(Kind kind, String detail) {
        this(kind, detail, null);
    }

    /**
     * Asks a node: at most three requests. Total.
     *
     * @param chain CAIP-2 id of the chain on which the block should be
     */
    static FinalityAnswer ask(EthereumRpc node, String chain, BlockHeader header) {
        try {
            String followed = "eip155:" + node.chainId();
            if (!followed.equals(chain)) {
                return new FinalityAnswer(Kind.WRONG_CHAIN, "follows " + followed);
            }
            EthereumRpc.NamedBlock newest = node.finalizedName();
            if (header.number() > newest.number()) {
                return new FinalityAnswer(
                        Kind.NOT_FINAL, "calls blocks up to " + newest.number() + " final, not " + header.number());
            }
            Word found = header.number() == newest.number() ? newest.hash() : heldAt(node, header.number());
            if (found == null) {
                return new FinalityAnswer(Kind.NOT_HELD, "does not hold block " + header.number() + " any more");
            }
            return found.equals(header.hash())
                    ? new FinalityAnswer(Kind.FINAL, "calls it final")
                    : new FinalityAnswer(
                            Kind.OTHER_BLOCK, "has block " + found + " at height " + header.number(), found);
        } catch (RpcException e) {
            return new FinalityAnswer(Kind.UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Nodes that keep few blocks answer an old one with null, or refuse. */
    private static @Nullable Word heldAt(EthereumRpc node, long number) throws RpcException {
        try {
            return node.hashAt(number);
        } catch (RpcException e) {
            if (e.kind() == RpcException.Kind.REFUSED) {
                return null;
            }
            throw e;
        }
    }
}
