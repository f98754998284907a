package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.BlockHistory;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.HistoryEvidence;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.PinnedHistory;
import dev.plumbline.proofs.ethereum.Word;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Trusts the blocks whose hashes the reader brought, and their ancestors of the last 8,191 blocks, which it shows with
 * evidence fetched from nodes. The nodes are believed in nothing: a header has the hash that was asked for or is thrown
 * away, and the rest is {@link BlockHistory}.
 *
 * <p>A block whose hash was given costs no request. Any other costs at most three requests for each hash and node, one after
 * the other, each within the time limit.
 */
public final class HistoryFromNode implements HeadTrust {
    private final PinnedHeads pinned;
    private final List<NamedNode> nodes;

    /**
     * @param hashes of blocks, from somewhere that the reader trusts
     * @param endpoints of nodes, 1 to 16, https or on this machine, each on a host and port of its own; any one that answers
     *     truly is enough
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if an endpoint is anything else
     */
    public HistoryFromNode(Set<Word> hashes, List<URI> endpoints, Duration timeout) {
        this.pinned = new PinnedHeads(hashes);
        this.nodes = NamedNode.of(endpoints, timeout);
    }

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        HeadStanding standing = pinned.judge(chain, header);
        if (standing instanceof HeadStanding.Trusted) {
            return standing;
        }
        // The worst that is still open decides: a question without an answer must not be told as a falsehood.
        var cause = HeadStanding.Cause.UNKNOWN;
        List<String> details = new ArrayList<>();
        for (Word newer : pinned.hashes()) {
            HeadStanding ofOne = judge(chain, header, newer);
            if (ofOne instanceof HeadStanding.Refused refused) {
                cause = cause == HeadStanding.Cause.UNKNOWN ? refused.cause() : cause;
                details.add(refused.detail());
            } else {
                return ofOne;
            }
        }
        return new HeadStanding.Refused(cause, details.isEmpty() ? "you gave no hash" : String.join("; ", details));
    }

    /** Asks node after node, until one of them gives an answer that holds, whatever it says. */
    private HeadStanding judge(String chain, BlockHeader header, Word newer) {
        var cause = HeadStanding.Cause.WRONG_CHAIN;
        List<String> details = new ArrayList<>();
        for (NamedNode node : nodes) {
            HeadStanding standing = ask(node.rpc(), chain, header, newer);
            if (!(standing instanceof HeadStanding.Refused refused) || refused.cause() == HeadStanding.Cause.UNKNOWN) {
                return standing;
            }
            cause = refused.cause() == HeadStanding.Cause.WRONG_CHAIN ? cause : refused.cause();
            details.add(node.name() + " " + refused.detail());
        }
        return new HeadStanding.Refused(cause, String.join("; ", details));
    }

    private static HeadStanding ask(EthereumRpc node, String chain, BlockHeader header, Word newer) {
        try {
            String followed = "eip155:" + node.chainId();
            if (!followed.equals(chain)) {
                return new HeadStanding.Refused(HeadStanding.Cause.WRONG_CHAIN, "follows " + followed);
            }
            RpcBlock block = node.blockByHash(newer);
            if (block == null) {
                return new HeadStanding.Refused(HeadStanding.Cause.UNREACHABLE, "has no block " + newer);
            }
            return new PinnedHistory(Set.of(newer), evidence(node, block.header(), header.number()))
                    .judge(chain, header);
        } catch (RpcException e) {
            return new HeadStanding.Refused(HeadStanding.Cause.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /** What the state of a newer block says about an older one; no request if the ring cannot reach so far. */
    static HistoryEvidence evidence(EthereumRpc node, BlockHeader newer, long number) throws RpcException {
        if (!BlockHistory.reaches(newer.number(), number)) {
            return new HistoryEvidence(newer, List.of(), List.of());
        }
        EthereumRpc.Proof proof = node.proof(BlockHistory.CONTRACT, List.of(BlockHistory.slot(number)), newer.number());
        return new HistoryEvidence(newer, proof.account(), proof.slots().get(0));
    }
}
