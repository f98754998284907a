package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.ledger.rpc.SignedTransaction;
import dev.plumbline.proofs.ethereum.Word;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The endpoints that transactions go through, each on its own thread, so that none waits for another. What they answer is
 * hostile: bounded, and believed only where it is the transaction's own hash. Safe for any thread.
 */
public final class Endpoints {
    /** Endpoints that one transaction can go through. */
    public static final int COUNT_MAX = 16;

    private static final List<String> HAS_IT =
            List.of("already known", "already imported", "known transaction", "already exists");

    private static final String NONCE_USED = "nonce too low";

    private final Map<Endpoint, EthereumRpc> nodes = new LinkedHashMap<>();

    private Endpoints() {}

    /**
     * These endpoints. Nothing is asked yet.
     *
     * @param timeout longest wait for one answer
     * @throws IllegalArgumentException if there are none, too many or two of one name or URL, or if one is unsafe
     */
    public static Endpoints of(List<Endpoint> endpoints, Duration timeout) {
        if (endpoints.isEmpty() || endpoints.size() > COUNT_MAX) {
            throw new IllegalArgumentException("there are " + endpoints.size() + " endpoints, want 1 to " + COUNT_MAX);
        }
        var all = new Endpoints();
        var known = new HashSet<Object>();
        for (Endpoint endpoint : endpoints) {
            if (!known.add(endpoint.name()) || !known.add(endpoint.url())) {
                throw new IllegalArgumentException("two endpoints are called " + endpoint.name() + " or have its URL");
            }
            all.nodes.put(endpoint, new EthereumRpc(endpoint.url(), timeout));
        }
        return all;
    }

    /**
     * One of them by itself.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    Endpoints only(Endpoint endpoint) {
        var one = new Endpoints();
        one.nodes.put(endpoint, node(endpoint));
        return one;
    }

    /** All of them, in the order in which they were given. */
    public List<Endpoint> all() {
        return List.copyOf(nodes.keySet());
    }

    /**
     * A transaction on its way to one endpoint.
     *
     * @param endpoint one of these endpoints
     * @param transaction what it is handed
     */
    public record Errand(Endpoint endpoint, SignedTransaction transaction) {}

    /** Hands one transaction to every endpoint. */
    public List<EndpointAnswer> send(SignedTransaction transaction, InstantSource clock) throws InterruptedException {
        return send(all().stream().map(to -> new Errand(to, transaction)).toList(), clock);
    }

    /**
     * Hands transactions in, all at one instant, as far as threads of one machine go; answers in the order of the errands.
     * Waits for the slowest, which its time limit bounds.
     *
     * @throws InterruptedException if the wait is interrupted; the transactions may be out all the same
     */
    public List<EndpointAnswer> send(List<Errand> errands, InstantSource clock) throws InterruptedException {
        var start = new CountDownLatch(1);
        List<FutureTask<EndpointAnswer>> tasks = new ArrayList<>();
        for (Errand errand : errands) {
            EthereumRpc node = node(errand.endpoint());
            tasks.add(start("send-to-" + errand.endpoint(), () -> {
                start.await();
                return hand(node, errand, clock);
            }));
        }
        start.countDown();
        return results(tasks);
    }

    /** Whether each endpoint has the transaction, in a block or waiting; an endpoint that cannot say is left out. */
    Map<Endpoint, Boolean> know(Word hash) throws InterruptedException {
        Map<Endpoint, Boolean> answers = new LinkedHashMap<>();
        List<FutureTask<Boolean>> tasks = new ArrayList<>();
        List<Endpoint> asked = all();
        for (Endpoint endpoint : asked) {
            tasks.add(start("ask-" + endpoint, () -> node(endpoint).knows(hash)));
        }
        for (int i = 0; i < asked.size(); i++) {
            try {
                answers.put(asked.get(i), tasks.get(i).get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RpcException)) {
                    throw new IllegalStateException("asking " + asked.get(i) + " failed", e.getCause());
                }
            }
        }
        return answers;
    }

    private EthereumRpc node(Endpoint endpoint) {
        EthereumRpc node = nodes.get(endpoint);
        if (node == null) {
            throw new IllegalArgumentException("endpoint " + endpoint + " is none of " + nodes.keySet());
        }
        return node;
    }

    private static EndpointAnswer hand(EthereumRpc node, Errand errand, InstantSource clock) {
        try {
            node.send(errand.transaction());
            return new EndpointAnswer(errand.endpoint(), EndpointAnswer.Outcome.TAKEN, clock.millis(), "took it");
        } catch (RpcException e) {
            long at = clock.millis();
            String words = String.valueOf(e.getMessage());
            return new EndpointAnswer(errand.endpoint(), outcome(node, errand, e.kind(), words), at, words);
        }
    }

    private static EndpointAnswer.Outcome outcome(
            EthereumRpc node, Errand errand, RpcException.Kind kind, String words) {
        return switch (kind) {
            case UNREACHABLE -> EndpointAnswer.Outcome.SILENT;
            case BAD_ANSWER -> EndpointAnswer.Outcome.NONSENSE;
            case REFUSED ->
                saysItHasIt(node, errand, words) ? EndpointAnswer.Outcome.TAKEN : EndpointAnswer.Outcome.REFUSED;
        };
    }

    /**
     * Where several endpoints lead to one sequencer, all but the first refuse with words for "we have it", or, once a block
     * holds it, for "that nonce is used". Asking the node in every case would hide a refusal at its own door, once the
     * transaction is on the chain by another; so only the second words are followed up. Words that are missing here leave
     * a refusal where there was none; the log keeps it as an error, which is what it was.
     */
    private static boolean saysItHasIt(EthereumRpc node, Errand errand, String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        if (HAS_IT.stream().anyMatch(lower::contains)) {
            return true;
        }
        try {
            return lower.contains(NONCE_USED) && node.knows(errand.transaction().hash());
        } catch (RpcException e) {
            return false;
        }
    }

    private static <T> FutureTask<T> start(String name, Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> List<T> results(List<FutureTask<T>> tasks) throws InterruptedException {
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("an endpoint's thread failed", e.getCause());
            }
        }
        return results;
    }
}
