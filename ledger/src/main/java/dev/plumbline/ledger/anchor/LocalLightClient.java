package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.JsonRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.PinnedHistory;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Trusts a block that a light client on this machine calls final: a program such as Helios, which follows the consensus
 * itself and answers like a node.
 *
 * <p>It has to listen on a loopback address. That another program listens there in its place is for whoever runs it to
 * rule out: nothing in its answers shows that it checks anything.
 *
 * <p>A light client keeps few blocks. One that does not hold an older block any more is asked what the state of its newest
 * final block says about it, which {@link PinnedHistory} checks. At most five requests, each within the time limit.
 */
public final class LocalLightClient implements HeadTrust {
    private final EthereumRpc client;

    /**
     * @param endpoint where the light client listens, on this machine
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if the endpoint is not on a loopback address
     */
    public LocalLightClient(URI endpoint, Duration timeout) {
        if (!JsonRpc.isOnThisMachine(endpoint)) {
            throw new IllegalArgumentException("light client is not on this machine, want a loopback address");
        }
        this.client = new EthereumRpc(endpoint, timeout);
    }

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        FinalityAnswer answer = FinalityAnswer.ask(client, chain, header);
        String detail = "your light client " + answer.detail();
        return switch (answer.kind()) {
            case FINAL -> new HeadStanding.Trusted(HeadStanding.Level.LIGHT_CLIENT, detail);
            case NOT_FINAL -> new HeadStanding.Refused(HeadStanding.Cause.NOT_FINAL, detail);
            case OTHER_BLOCK -> new HeadStanding.Refused(HeadStanding.Cause.UNKNOWN, detail);
            case WRONG_CHAIN -> new HeadStanding.Refused(HeadStanding.Cause.WRONG_CHAIN, detail);
            case UNUSABLE -> new HeadStanding.Refused(HeadStanding.Cause.UNREACHABLE, detail);
            case NOT_HELD -> judgeByHistory(chain, header);
        };
    }

    private HeadStanding judgeByHistory(String chain, BlockHeader header) {
        try {
            BlockHeader newest = client.finalizedBlock().header();
            HeadStanding standing = new PinnedHistory(
                            Set.of(newest.hash()), HistoryFromNode.evidence(client, newest, header.number()))
                    .judge(chain, header);
            return standing instanceof HeadStanding.Trusted
                    ? new HeadStanding.Trusted(
                            HeadStanding.Level.LIGHT_CLIENT,
                            "is an ancestor of block " + newest.number() + ", which your light client calls final")
                    : standing;
        } catch (RpcException e) {
            return new HeadStanding.Refused(HeadStanding.Cause.UNREACHABLE, "your light client: " + e.getMessage());
        }
    }
}
