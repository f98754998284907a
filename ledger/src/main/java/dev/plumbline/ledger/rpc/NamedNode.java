package dev.plumbline.ledger.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A node that a reader asks about a block, and what to call it in a sentence: never by its path, which may hold a token. */
public record NamedNode(String name, EthereumRpc rpc) {
    /** Nodes that are asked about one block. */
    public static final int COUNT_MAX = 16;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * The nodes behind these endpoints. Two on one host and port are refused: one operator would count as two.
     *
     * @throws IllegalArgumentException if there are none, too many or two alike, or if one is unsafe
     */
    public static List<NamedNode> of(List<URI> endpoints, Duration timeout) {
        if (endpoints.isEmpty() || endpoints.size() > COUNT_MAX) {
            throw new IllegalArgumentException(
                    "there are " + endpoints.size() + " RPC endpoints, want 1 to " + COUNT_MAX);
        }
        Set<String> known = new HashSet<>();
        List<NamedNode> nodes = new ArrayList<>();
        for (URI endpoint : endpoints) {
            var rpc = new EthereumRpc(endpoint, timeout);
            String host = endpoint.getHost().toLowerCase(Locale.ROOT);
            int port = endpoint.getPort();
            String name = port < 0 ? host : host + ":" + port;
            int defaultPort = endpoint.getScheme().equalsIgnoreCase("https") ? HTTPS_PORT : HTTP_PORT;
            if (!known.add(host + ":" + (port < 0 ? defaultPort : port))) {
                throw new IllegalArgumentException("two RPC endpoints are on " + name + ", want one on each host");
            }
            nodes.add(new NamedNode(name, rpc));
        }
        return List.copyOf(nodes);
    }
}
