package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.AccountKey;
import dev.plumbline.ledger.rpc.NamedNode;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the log's newest head onto L1, satisfies demands with it, one step at a time, and keeps the evidence once it is
 * final.
 *
 * <p>{@link #step} asks the chain, acts once, and returns; it never sleeps and never waits for the writer. What stands in
 * the way of a step is in the {@link #status}, and the next step tries again from what the disk and the chain say, so a
 * process that dies anywhere loses nothing but time. A step that one node keeps from being taken is taken through the next
 * one. One thread steps; any thread reads the status.
 */
public final class Anchorer {
    private final AnchorEndpoints endpoints;
    private final AnchorSetting setting;

    // Guarded by the stepping thread alone, as all that is not final, but the status.
    private @Nullable StoredAnchor newest;
    private @Nullable Instant lagSince;
    private @Nullable String overdue;
    private Progress progress;

    // Written by the stepping thread after each step, read by any: one immutable value, so a volatile reference is
    // enough.
    private volatile AnchorStatus status;

    /** How far the attempt under way has come on the chain, and since when; the nonce is -1 if there is none. */
    private record Progress(long nonce, Word minedHash, Instant since) {}

    /**
     * @param endpoints nodes to go through; this anchorer's alone from now on
     * @param key the contract's operator
     * @param demands which demanded entries the log holds
     * @throws IOException if the stored anchors cannot be read
     * @throws MalformedException if the newest, or the attempt under way, is damaged or belongs to another target
     */
    public Anchorer(
            AnchorEndpoints endpoints,
            AnchorTarget target,
            AnchorPolicy policy,
            AccountKey key,
            AnchorSource source,
            DemandSource demands,
            AnchorStore store,
            InstantSource clock)
            throws IOException, MalformedException {
        this.endpoints = endpoints;
        var budget = new AnchorBudget(store, policy.weiPerDayMax(), clock);
        this.setting = new AnchorSetting(target, policy, key, source, demands, store, budget, clock);
        this.newest = store.load(store.newestSize());
        requireSameTarget(newest, target);
        this.progress = new Progress(-1, Word.ZERO, clock.instant());
        this.lagSince = blockTime(newest);
        store.attempt();
        store.spending();
        this.status = statusNow(endpoints.current().name(), "", null);
    }

    private static void requireSameTarget(@Nullable StoredAnchor stored, AnchorTarget target)
            throws MalformedException {
        if (stored != null && !stored.isFor(target)) {
            throw new MalformedException(
                    Malformed.RULE,
                    "anchor evidence",
                    "is for contract " + stored.state().contract() + " on " + stored.chain() + ", want "
                            + target.contract() + " on " + target.chain());
        }
    }

    /** How anchoring stands after the newest step. */
    public AnchorStatus status() {
        return status;
    }

    /** The same with the lag of this moment; asks no node. For the stepping thread. */
    public AnchorStatus observe() {
        AnchorTrouble trouble = status.trouble();
        report(
                status.endpoint(),
                status.skipped(),
                trouble == null ? null : new StepFailure(trouble, status.troubleDetail()));
        return status;
    }

    /** Whether the contract has an open demand: asks the node in use for one slot. False if it does not answer. */
    public boolean isDemanded() {
        try {
            return new AnchorStep(endpoints.current().rpc(), setting).isDemanded();
        } catch (RpcException e) {
            // Only a question whether to step. The step that comes anyway says what is wrong with the node.
            return false;
        }
    }

    /** Takes the anchor under way one stage further, or begins one, and says how far it is now. */
    public AnchorStage step() {
        moveOnWithoutProgress();
        List<NamedNode> turn = endpoints.inTurn();
        List<StepFailure> failures = new ArrayList<>();
        for (NamedNode node : turn) {
            StepFailure failure = take(node, turn.size() > 1, StepFailure.describe(turn, failures));
            if (failure == null) {
                return status.stage();
            }
            failures.add(failure);
        }
        // Rather through a node that lags than not at all: of a chain that stands still every node is stale.
        for (int i = 0; i < turn.size() && turn.size() > 1; i++) {
            if (failures.get(i).trouble() == AnchorTrouble.NODE_STALE
                    && take(turn.get(i), false, StepFailure.describe(turn, failures)) == null) {
                return status.stage();
            }
        }
        StepFailure first = failures.get(0);
        String detail = turn.size() == 1 ? first.detail() : StepFailure.describe(turn, failures);
        report(turn.get(0).name(), "", new StepFailure(first.trouble(), detail));
        return status.stage();
    }

    /** A node that brings nothing forward for long may withhold the chain, or our transaction from the chain. */
    private void moveOnWithoutProgress() {
        Duration sinceProgress =
                Duration.between(progress.since(), setting.clock().instant());
        if (progress.nonce() >= 0 && sinceProgress.compareTo(setting.policy().patience()) > 0) {
            endpoints.moveOn();
            progress = new Progress(
                    progress.nonce(), progress.minedHash(), setting.clock().instant());
        }
    }

    /** Tries a node; null if the step is over, one way or the other, and else why another node has to be tried. */
    private @Nullable StepFailure take(NamedNode node, boolean mustBeFresh, String skipped) {
        var step = new AnchorStep(node.rpc(), setting);
        StepFailure failure = advance(step, mustBeFresh);
        if (failure != null && failure.trouble().isWordOfNode()) {
            return failure;
        }
        endpoints.stayWith(node);
        AnchorPlanner.Decision decision = step.decision();
        // Until the next decision a demand that was overdue is still open.
        overdue = decision == null ? overdue : decision.overdue();
        if (failure == null && overdue != null) {
            failure = new StepFailure(AnchorTrouble.DEMAND_OVERDUE, overdue);
        } else if (failure == null && !mustBeFresh) {
            failure = stale(step);
        }
        report(node.name(), skipped, failure);
        if (step.isReplaced()) {
            endpoints.moveOn();
        }
        return null;
    }

    private static @Nullable StepFailure advance(AnchorStep step, boolean mustBeFresh) {
        try {
            if (mustBeFresh) {
                step.requireFresh();
            }
            step.advance();
            return null;
        } catch (AnchorTroubleException e) {
            return StepFailure.of(e);
        } catch (RpcException e) {
            return StepFailure.of(e);
        } catch (IOException e) {
            return StepFailure.ofStorage(e);
        } catch (MalformedException e) {
            return StepFailure.ofStorage(e);
        }
    }

    private static @Nullable StepFailure stale(AnchorStep step) {
        try {
            step.requireFresh();
            return null;
        } catch (AnchorTroubleException e) {
            return StepFailure.of(e);
        } catch (RpcException e) {
            // The step was taken; the next one says what is wrong with the node, if it still is.
            return null;
        }
    }

    private void report(String endpoint, String skipped, @Nullable StepFailure failure) {
        status = statusNow(endpoint, skipped, failure);
    }

    private AnchorStatus statusNow(String endpoint, String skipped, @Nullable StepFailure failure) {
        AnchorAttempt attempt = null;
        AnchorCosts costs = AnchorCosts.UNKNOWN;
        StepFailure shown = failure;
        try {
            attempt = setting.store().attempt();
            costs = setting.budget().costs(attempt == null ? BigInteger.ZERO : attempt.reserve());
            takeNotice(attempt);
        } catch (IOException e) {
            shown = StepFailure.ofStorage(e);
        } catch (MalformedException e) {
            shown = StepFailure.ofStorage(e);
        } catch (AnchorTroubleException e) {
            shown = StepFailure.of(e);
        }
        AnchorStage resting = newest == null ? AnchorStage.IDLE : AnchorStage.FINAL;
        Instant now = setting.clock().instant();
        return new AnchorStatus(
                attempt == null ? resting : attempt.stage(),
                storedSize(),
                newest == null ? 0 : newest.state().anchoredBlock(),
                attempt == null ? 0 : attempt.head().size(),
                lagEntries(now),
                lagSince == null
                        ? 0
                        : Math.max(0, Duration.between(lagSince, now).toSeconds()),
                costs,
                endpoint,
                skipped,
                shown == null ? null : shown.trouble(),
                shown == null ? "" : shown.detail(),
                now);
    }

    private void takeNotice(@Nullable AnchorAttempt attempt) throws IOException, MalformedException {
        if (setting.store().newestSize() != storedSize()) {
            newest = setting.store().load(setting.store().newestSize());
            lagSince = blockTime(newest);
        }
        long nonce = attempt == null ? -1 : attempt.nonce();
        Word minedHash = attempt == null ? Word.ZERO : attempt.mined().hash();
        if (nonce != progress.nonce() || !minedHash.equals(progress.minedHash())) {
            progress = new Progress(nonce, minedHash, setting.clock().instant());
        }
    }

    private long lagEntries(Instant now) {
        TreeHead head = setting.source().head();
        long lag = Math.max(0, (head == null ? 0 : head.size()) - storedSize());
        if (lag == 0) {
            lagSince = null;
        } else if (lagSince == null) {
            lagSince = now;
        }
        return lag;
    }

    private long storedSize() {
        return newest == null ? 0 : newest.state().anchored().size();
    }

    /** When an anchor's block was made: entries that it does not cover came hardly before. */
    private static @Nullable Instant blockTime(@Nullable StoredAnchor anchor) {
        return anchor == null ? null : Instant.ofEpochSecond(anchor.state().blockTimestampSeconds());
    }
}
