package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.proofs.ethereum.BlockHeader;
import dev.plumbline.proofs.ethereum.HeadStanding;
import dev.plumbline.proofs.ethereum.HeadTrust;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trusts a block that at least k of n nodes call final. They are asked that and nothing else: everything under the block's
 * hash is proven from the receipt.
 *
 * <p>A verdict takes at most three times the time limit of one answer, since all nodes are asked at once, and every one is
 * asked even if k agree early, so that a contradiction is seen and named. Whether the nodes belong to different people the
 * reader has to know; two on one host are refused.
 */
public final class FinalizedByNodes implements HeadTrust {
    private final List<NamedNode> nodes;
    private final int quorum;

    /**
     * @param endpoints of the nodes, 1 to 16, https or on this machine, each on a host and port of its own
     * @param quorum nodes that have to agree, from 1 to all of them
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if an endpoint or the quorum is anything else
     */
    public FinalizedByNodes(List<URI> endpoints, int quorum, Duration timeout) {
        this.nodes = NamedNode.of(endpoints, timeout);
        if (quorum < 1 || quorum > nodes.size()) {
            throw new IllegalArgumentException("quorum is " + quorum + " of " + nodes.size() + " nodes");
        }
        this.quorum = quorum;
    }

    @Override
    public HeadStanding judge(String chain, BlockHeader header) {
        try {
            return decide(askAll(chain, header));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new HeadStanding.Refused(HeadStanding.Cause.UNREACHABLE, "was interrupted while nodes were asked");
        }
    }

    private List<FinalityAnswer> askAll(String chain, BlockHeader header) throws InterruptedException {
        List<Callable<FinalityAnswer>> questions = new ArrayList<>();
        for (NamedNode node : nodes) {
            questions.add(() -> FinalityAnswer.ask(node.rpc(), chain, header));
        }
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<FinalityAnswer> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("asking a node is total", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private HeadStanding decide(List<FinalityAnswer> answers) {
        Map<FinalityAnswer.Kind, Integer> counts = new EnumMap<>(FinalityAnswer.Kind.class);
        answers.forEach(answer -> counts.merge(answer.kind(), 1, Integer::sum));
        int inFavour = counts.getOrDefault(FinalityAnswer.Kind.FINAL, 0);
        String detail = describe(answers, inFavour);
        return inFavour >= quorum
                ? new HeadStanding.Trusted(HeadStanding.Level.NODES_AGREE, detail)
                : new HeadStanding.Refused(cause(answers, counts, inFavour), detail);
    }

    private HeadStanding.Cause cause(
            List<FinalityAnswer> answers, Map<FinalityAnswer.Kind, Integer> counts, int inFavour) {
        int against = counts.getOrDefault(FinalityAnswer.Kind.OTHER_BLOCK, 0);
        long others = answers.stream()
                .map(FinalityAnswer::other)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (others + (inFavour > 0 ? 1 : 0) > 1) {
            return HeadStanding.Cause.DISAGREE;
        }
        if (against >= quorum) {
            return HeadStanding.Cause.UNKNOWN;
        }
        if (inFavour + counts.getOrDefault(FinalityAnswer.Kind.NOT_FINAL, 0) >= quorum) {
            return HeadStanding.Cause.NOT_FINAL;
        }
        boolean isQuorumOnThisChain = nodes.size() - counts.getOrDefault(FinalityAnswer.Kind.WRONG_CHAIN, 0) >= quorum;
        return isQuorumOnThisChain ? HeadStanding.Cause.UNREACHABLE : HeadStanding.Cause.WRONG_CHAIN;
    }

    private String describe(List<FinalityAnswer> answers, int inFavour) {
        var text = new StringBuilder(inFavour + " of " + nodes.size() + " nodes call it final, want " + quorum);
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).kind() != FinalityAnswer.Kind.FINAL) {
                text.append("; ")
                        .append(nodes.get(i).name())
                        .append(' ')
                        .append(answers.get(i).detail());
            }
        }
        return text.toString();
    }
}
