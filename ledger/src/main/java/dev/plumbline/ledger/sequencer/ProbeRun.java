package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.ProbeDraw;
import dev.plumbline.ledger.fairness.ProbePlan;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.event.EventId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with paired probes under way. The commitment to the seed is in the log before the first probe, the
 * intention of both probes of a pair before either is sent, and both are sent at one instant. Each {@code
 * sequencer.submit} is about the event of the plan, so whoever reads the log finds all probes, in the order of pairs, and
 * nobody can leave out those that went against him. For one thread.
 */
public final class ProbeRun {
    private static final int ARMS = 2;

    private final ProbeDesign design;
    private final byte[] seed;
    private final Endpoints endpoints;
    private final SubmissionLog log;
    private final InstantSource clock;
    private final Supplier<Salt> salts;
    private final Map<ProbeArm, Long> nonces = new HashMap<>();
    private final List<ProbePlan.Assignment> assignments = new ArrayList<>();
    private SubmissionLog.@Nullable Logged announced;
    private boolean isDisclosed;
    private int pairsSent;

    /**
     * An experiment of which nothing is logged or sent.
     *
     * @param seed {@link ProbeDraw#SEED_BYTES} random bytes, that nobody else has seen
     * @param endpoints hold those of both arms
     * @param salts draws a fresh salt each time
     * @param firstNonce of the first arm's account, the next that the rollup takes
     * @param secondNonce of the second arm's
     */
    public ProbeRun(
            ProbeDesign design,
            byte[] seed,
            Endpoints endpoints,
            SubmissionLog log,
            Supplier<Salt> salts,
            long firstNonce,
            long secondNonce,
            InstantSource clock) {
        this.design = design;
        this.seed = seed.clone();
        this.endpoints = endpoints;
        this.log = log;
        this.salts = salts;
        this.clock = clock;
        nonces.put(design.first(), firstNonce);
        nonces.put(design.second(), secondNonce);
    }

    /** Logs the plan with the commitment to its seed. */
    public SubmissionLog.Logged announce() throws IOException {
        if (announced == null) {
            announced = log.append(design.announcement(seed), clock.millis());
        }
        return announced;
    }

    /**
     * Sends the next pair: logs both intentions, hands both in at one instant, and logs what came back.
     *
     * @return the states of both, the one that was logged first first
     * @throws IllegalStateException if the plan is not logged, or all pairs are sent
     */
    public List<SubmissionState> sendPair() throws IOException, InterruptedException {
        if (announced == null || pairsSent >= design.pairs()) {
            throw new IllegalStateException("pair " + pairsSent + " of " + design.pairs() + ", plan at "
                    + (announced == null ? "no index" : announced.index()));
        }
        EventId plan = announced.event().id();
        List<Submission> both = new ArrayList<>();
        for (int slot = 0; slot < ARMS; slot++) {
            ProbeArm arm = design.arm(seed, pairsSent, slot);
            SubmittedTransaction probe = design.probe(arm, nonces.merge(arm, 1L, Long::sum) - 1);
            assignments.add(new ProbePlan.Assignment(pairsSent, arm.name(), probe.hash()));
            Submission submission = Submission.prepare(
                    probe, plan, salts.get(), endpoints.only(arm.endpoint()), log, state -> {}, clock);
            // One after the other, so that the log has them in the order of the slots.
            submission.witness();
            both.add(submission);
        }
        pairsSent++;
        Submission.sendTogether(both, endpoints, clock);
        return both.stream().map(Submission::state).toList();
    }

    /** How many pairs are sent. */
    public int pairsSent() {
        return pairsSent;
    }

    /** Logs the seed; from here on anybody can draw again. Sends no more. */
    public SubmissionLog.Logged disclose() throws IOException {
        SubmissionLog.Logged disclosed = log.append(design.disclosure(seed), clock.millis());
        isDisclosed = true;
        pairsSent = design.pairs();
        return disclosed;
    }

    /** The plan for a casebook; without its seed until that is disclosed. */
    public ProbePlan plan() {
        return new ProbePlan(
                ProbeDraw.commitment(seed),
                isDisclosed ? HexFormat.of().formatHex(seed) : null,
                announced == null ? -1 : announced.index(),
                assignments);
    }
}
