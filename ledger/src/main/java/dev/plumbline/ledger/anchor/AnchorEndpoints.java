package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.ledger.rpc.RpcException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The nodes through which a log is anchored, in the order in which they are preferred. One is used until it fails; then
 * the next one is, and stays.
 *
 * <p>Used by one thread.
 */
public final class AnchorEndpoints {
    private final List<NamedNode> nodes;
    private int current;

    private AnchorEndpoints(List<NamedNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * The nodes behind these endpoints.
     *
     * @param endpoints 1 to 16, https or on this machine, each on a host and port of its own
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if an endpoint is anything else
     */
    public static AnchorEndpoints of(List<URI> endpoints, Duration timeout) {
        return new AnchorEndpoints(NamedNode.of(endpoints, timeout));
    }

    /** One node alone. */
    static AnchorEndpoints of(EthereumRpc rpc) {
        return new AnchorEndpoints(List.of(new NamedNode("node", rpc)));
    }

    /**
     * The chain that the nodes follow.
     *
     * @throws RpcException if none of them answers, or if two answer differently
     */
    public long chainId() throws RpcException {
        Set<Long> found = new TreeSet<>();
        RpcException failure = null;
        for (NamedNode node : nodes) {
            try {
                found.add(node.rpc().chainId());
            } catch (RpcException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (found.isEmpty() && failure != null) {
            throw failure;
        }
        if (found.size() != 1) {
            throw RpcException.badAnswer("eth_chainId", "differs between the endpoints: " + found);
        }
        return found.iterator().next();
    }

    /**
     * The first node that follows a chain, for what is done once and by hand.
     *
     * @throws RpcException if none of them does; it names what the first one said
     */
    public EthereumRpc following(long chainId) throws RpcException {
        RpcException failure = null;
        for (NamedNode node : nodes) {
            try {
                if (node.rpc().chainId() == chainId) {
                    return node.rpc();
                }
            } catch (RpcException e) {
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null
                ? RpcException.badAnswer("eth_chainId", "is another from every node, want " + chainId)
                : failure;
    }

    NamedNode current() {
        return nodes.get(current);
    }

    /** All nodes, from the one in use on. */
    List<NamedNode> inTurn() {
        List<NamedNode> turn = new ArrayList<>(nodes.subList(current, nodes.size()));
        turn.addAll(nodes.subList(0, current));
        return turn;
    }

    void stayWith(NamedNode node) {
        current = nodes.indexOf(node);
    }

    void moveOn() {
        current = (current + 1) % nodes.size();
    }
}
