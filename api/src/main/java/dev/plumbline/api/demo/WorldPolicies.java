package dev.plumbline.api.demo;

import dev.plumbline.api.demo.WorldLog.Logged;
import dev.plumbline.proofs.event.Determinism;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Family;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.event.PolicyMethod;
import dev.plumbline.proofs.event.PolicySplit;
import dev.plumbline.proofs.event.Route;
import dev.plumbline.proofs.event.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** By which rules one datanet attributes and divides, and since when. */
final class WorldPolicies {
    private static final long DISPUTE_WINDOW_MILLIS = 7L * 24 * 3_600_000;

    private final WorldLog log;
    private final Namespace namespace;
    private final EventSigner platform;
    private final List<Logged> splits = new ArrayList<>();

    WorldPolicies(WorldLog log, Namespace namespace) {
        this.log = log;
        this.namespace = namespace;
        this.platform = WorldKeys.account(namespace.slug() + " platform");
    }

    /** Says how weights come to be: here at random, which the name says. */
    EventId method(long atMillis) throws IOException {
        var method = new PolicyMethod(
                "synthetic-random-weights",
                Version.of(1),
                Family.OTHER,
                List.of(),
                WorldKeys.hash("code of the method"),
                Determinism.SEEDED,
                null);
        return log.append(platform, namespace, method, atMillis).id();
    }

    /** Logs the next version of the split. */
    void split(long platformPpm, long contributorsPpm, long effectiveFrom, long atMillis) throws IOException {
        long model = 200_000;
        var shares = List.of(
                new PolicySplit.Share("platform", platformPpm),
                new PolicySplit.Share("model", model),
                new PolicySplit.Share("stakers", PolicySplit.WHOLE_PPM - platformPpm - model - contributorsPpm),
                new PolicySplit.Share("contributors", contributorsPpm));
        var treasury = new PolicySplit.Unattributed(
                Route.TREASURY,
                WorldKeys.account(namespace.slug() + " treasury").issuer());
        var split = new PolicySplit(
                "synthetic-split-" + namespace.slug(),
                Version.of(splits.size() + 1),
                WorldKeys.TOKEN,
                shares,
                DISPUTE_WINDOW_MILLIS,
                effectiveFrom,
                treasury);
        splits.add(log.append(platform, namespace, split, atMillis));
    }

    /** The split under which an inference at this leaf index is divided. */
    Logged inForce(long index) {
        Logged found = null;
        for (Logged split : splits) {
            if (split.index() < index && body(split).effectiveFrom() <= index) {
                found = split;
            }
        }
        if (found == null) {
            throw new IllegalStateException("no split policy is in force at " + index);
        }
        return found;
    }

    /** How long what was accrued under a policy can be disputed. */
    long windowMillis(EventId policy) {
        return splits.stream()
                .filter(split -> split.id().equals(policy))
                .mapToLong(split -> body(split).disputeWindowMillis())
                .findFirst()
                .orElse(DISPUTE_WINDOW_MILLIS);
    }

    static PolicySplit body(Logged split) {
        return (PolicySplit) split.body();
    }
}
