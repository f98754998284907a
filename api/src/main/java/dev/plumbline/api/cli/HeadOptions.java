package dev.plumbline.api.cli;

import dev.plumbline.ledger.anchor.FinalizedByNodes;
import dev.plumbline.ledger.anchor.HistoryFromNode;
import dev.plumbline.ledger.anchor.LocalLightClient;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.HeadTrust;
import dev.plumbline.proofs.ethereum.PinnedHeads;
import dev.plumbline.proofs.ethereum.Word;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On whose word an L1 block is trusted: hashes, nodes, both, or a light client. Any of them demands an anchor. */
final class HeadOptions {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(20);

    @Option(
            names = "--head",
            paramLabel = "0xHASH",
            description = "hash of an L1 block that you got from somewhere you trust; demands an anchor in it")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--rpc",
            paramLabel = "URL",
            description = {
                "Ethereum node to ask whether the anchor's block is final; may be given several times.",
                "With --head: any node, believed in nothing, to show that the anchor's block is one of the 8191 before it"
            })
    private List<String> rpcs = new ArrayList<>();

    @Option(
            names = "--rpc-quorum",
            paramLabel = "K",
            description = "how many of the nodes have to agree; more than half of them unless given")
    private @Nullable Integer quorum;

    @Option(
            names = "--light-client",
            paramLabel = "URL",
            description = "light client on this machine, such as Helios, to ask instead of nodes")
    private @Nullable String lightClient;

    HeadOptions() {}

    /** What the caller said, or null if he said nothing. Opens no connection. */
    @Nullable
    HeadTrust stated() throws FailedException {
        if (quorum != null && (rpcs.isEmpty() || !heads.isEmpty())) {
            throw FailedException.usage("--rpc-quorum counts the nodes of --rpc, and those only without --head");
        }
        if (lightClient != null && !(heads.isEmpty() && rpcs.isEmpty())) {
            throw FailedException.usage("--light-client says it all; leave out --head and --rpc");
        }
        try {
            if (lightClient != null) {
                return new LocalLightClient(new URI(lightClient), RPC_TIMEOUT);
            }
            if (rpcs.isEmpty()) {
                return heads.isEmpty() ? null : new PinnedHeads(hashes());
            }
            List<URI> endpoints = endpoints(rpcs);
            return heads.isEmpty()
                    ? new FinalizedByNodes(endpoints, quorum == null ? endpoints.size() / 2 + 1 : quorum, RPC_TIMEOUT)
                    : new HistoryFromNode(hashes(), endpoints, RPC_TIMEOUT);
        } catch (URISyntaxException e) {
            // Its message quotes the whole address, which may hold an access token.
            throw FailedException.usage("--rpc or --light-client: is no URL: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw FailedException.usage("--rpc or --light-client: " + e.getMessage());
        }
    }

    /** The hashes of blocks alone, or null if none was given. */
    @Nullable
    HeadTrust pinned() throws FailedException {
        return heads.isEmpty() ? null : new PinnedHeads(hashes());
    }

    /** Trust in what more than half of some nodes call final. Opens no connection. */
    static HeadTrust agreeing(List<String> nodes, String option) throws FailedException {
        try {
            return new FinalizedByNodes(endpoints(nodes), nodes.size() / 2 + 1, RPC_TIMEOUT);
        } catch (URISyntaxException e) {
            // Its message quotes the whole address, which may hold an access token.
            throw FailedException.usage(option + " is no URL: " + e.getReason());
        } catch (IllegalArgumentException e) {
            throw FailedException.usage(option + ": " + e.getMessage());
        }
    }

    private static List<URI> endpoints(List<String> texts) throws URISyntaxException {
        List<URI> endpoints = new ArrayList<>();
        for (String text : texts) {
            endpoints.add(new URI(text.strip()));
        }
        return endpoints;
    }

    private Set<Word> hashes() throws FailedException {
        Set<Word> hashes = new HashSet<>();
        for (String head : heads) {
            try {
                hashes.add(Word.parseHex(head, "--head"));
            } catch (MalformedException e) {
                throw FailedException.usage(String.valueOf(e.getMessage()));
            }
        }
        return hashes;
    }
}
