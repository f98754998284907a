package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.EthereumRpc;
import dev.plumbline.ledger.rpc.RpcBlock;
import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an anchor, taken through one node. What it leaves behind is on the disk, so that a step that failed may be
 * taken again through any node.
 */
final class AnchorStep {
    private final EthereumRpc rpc;
    private final AnchorSetting setting;
    private final AnchorStore store;
    private final AnchorContract contract;
    private final AnchorPlanner planner;
    private final AnchorOutbox outbox;

    private AnchorPlanner.@Nullable Decision decision;
    private boolean isReplaced;

    AnchorStep(EthereumRpc rpc, AnchorSetting setting) {
        this.rpc = rpc;
        this.setting = setting;
        this.store = setting.store();
        this.contract = new AnchorContract(rpc, setting.target());
        this.planner = new AnchorPlanner(contract, setting.source(), setting.demands());
        this.outbox = new AnchorOutbox(rpc, setting.target(), setting.policy(), setting.key(), setting.budget());
    }

    /** What was decided to be done next; null if the step was taken in the middle of what was decided before. */
    AnchorPlanner.@Nullable Decision decision() {
        return decision;
    }

    /** Whether a dearer version took the place of one that is stuck: perhaps this node does not pass ours on. */
    boolean isReplaced() {
        return isReplaced;
    }

    /** Checks that the newest block is no older than a node that follows its chain has it. */
    void requireFresh() throws RpcException, AnchorTroubleException {
        Instant newest = Instant.ofEpochSecond(rpc.latestBlock().header().timestampSeconds());
        Duration age = Duration.between(newest, setting.clock().instant());
        if (age.compareTo(setting.policy().patience()) > 0) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NODE_STALE,
                    "node: has made its newest block at " + newest + ", want it at most "
                            + setting.policy().patience().toSeconds() + " seconds ago");
        }
    }

    /** Takes the attempt under way one stage further, or begins one. */
    void advance() throws IOException, MalformedException, AnchorTroubleException {
        contract.requireChain();
        AnchorAttempt attempt = store.attempt();
        if (attempt == null) {
            begin();
            return;
        }
        requireNotBehind(contract.held());
        requireNotSentDryly(attempt);
        switch (attempt.stage()) {
            case SENDING -> send(attempt);
            case PENDING -> await(attempt);
            case MINED -> settle(attempt);
            case IDLE, FINAL ->
                throw new AnchorTroubleException(
                        AnchorTrouble.STORAGE,
                        "anchor attempt: is at stage " + attempt.stage() + ", want one under way");
        }
    }

    /** Whether anybody waits for an entry: asks for one slot. */
    boolean isDemanded() throws RpcException {
        AnchorContract.Queue queue = contract.queue();
        return queue.oldest() < queue.next();
    }

    private void begin() throws IOException, AnchorTroubleException {
        contract.requireOurs(setting.key());
        TreeHead head = setting.source().head();
        if (head == null || head.size() == 0) {
            return;
        }
        AnchorContract.Held held = contract.held();
        List<Hash> proof = planner.extend(held.head(), head);
        requireNotBehind(held);
        if (held.head().size() > store.newestSize()) {
            // The transaction was mined, and the attempt is gone: a new data directory, or one that was restored.
            adopt(held);
            return;
        }
        long now = rpc.latestBlock().header().timestampSeconds();
        AnchorPlanner.Decision decided = planner.decide(held.head(), head, proof, now);
        decision = decided;
        if (decided.plan() == null) {
            return;
        }
        AnchorAttempt attempt = outbox.prepare(decided.plan());
        requireNoDryRun(attempt);
        store.save(attempt);
        // Dies here: the transaction may not have been sent. The next step sends the same bytes; it signs nothing.
    }

    private void requireNotBehind(AnchorContract.Held held) throws AnchorTroubleException {
        if (held.head().size() < store.newestSize()) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NODE_BEHIND,
                    "contract: holds size " + held.head().size() + ", want at least " + store.newestSize()
                            + " as stored evidence proves");
        }
    }

    /** An attempt that an earlier run began, and that may need another push, gets none in a dry run. */
    private void requireNotSentDryly(AnchorAttempt attempt) throws AnchorTroubleException {
        if (setting.policy().isDryRun() && attempt.stage() != AnchorStage.MINED) {
            throw new AnchorTroubleException(
                    AnchorTrouble.DRY_RUN,
                    "has " + attempt.plan().call() + " for size "
                            + attempt.head().size() + " under way, at stage " + attempt.stage() + "; nothing is sent");
        }
    }

    private void requireNoDryRun(AnchorAttempt attempt) throws AnchorTroubleException {
        if (setting.policy().isDryRun()) {
            AnchorPlan plan = attempt.plan();
            String demands = plan.demands().isEmpty() ? "" : " and demands " + plan.demands();
            throw new AnchorTroubleException(
                    AnchorTrouble.DRY_RUN,
                    "would send " + plan.call() + " for size " + plan.head().size() + demands + ", at most "
                            + attempt.gasLimit() + " gas at up to "
                            + attempt.newest().fees().maxFee() + " wei, " + attempt.reserve() + " wei in all");
        }
    }

    private void adopt(AnchorContract.Held held) throws IOException {
        RpcBlock block = rpc.blockAt(held.block());
        if (block == null) {
            throw RpcException.badAnswer("eth_getBlockByNumber", "lacks block " + held.block() + " of the last anchor");
        }
        store.save(AnchorAttempt.found(held.head(), block));
    }

    /** Hands the newest version to the node, unless the chain already has one of them. */
    private void send(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        try {
            outbox.send(attempt);
        } catch (RpcException e) {
            if (e.kind() != RpcException.Kind.REFUSED) {
                throw e;
            }
            if (!outbox.isKnown(attempt)) {
                requireNonceFree(attempt);
                replaceIfStuck(attempt);
                throw e;
            }
            // Refused because the node has it, or has an older version that it prefers: either may be mined.
        }
        store.save(attempt.to(AnchorStage.PENDING));
    }

    /** Looks for the block that holds any version; sends again what was lost, and dearer what is stuck. */
    private void await(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        EthereumRpc.Receipt receipt = outbox.receipt(attempt);
        if (receipt != null) {
            mined(attempt, receipt);
        } else if (outbox.isKnown(attempt)) {
            replaceIfStuck(attempt);
        } else {
            requireNonceFree(attempt);
            store.save(attempt.to(AnchorStage.SENDING));
        }
    }

    private void replaceIfStuck(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        if (!outbox.isStuck(attempt)) {
            return;
        }
        requireNoGap(attempt);
        AnchorAttempt dearer = outbox.replacement(attempt);
        if (dearer != null) {
            store.save(dearer);
            isReplaced = true;
        }
    }

    /** Checks that nothing with a lower nonce holds ours up, because then no fee is high enough. */
    private void requireNoGap(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        long inTurn = outbox.nonceInTurn();
        if (inTurn >= attempt.nonce()) {
            return;
        }
        boolean isGap = outbox.isBehindGap(attempt);
        if (isGap) {
            // The next attempt fills the gap. Then ours can be mined too, and reverts, because nothing is left to do.
            store.clearAttempt();
        }
        throw new AnchorTroubleException(
                AnchorTrouble.NONCE_GAP,
                "account " + setting.key().address() + ": nonce " + inTurn
                        + (isGap ? " is missing" : " is another transaction's that is not mined")
                        + ", and ours with nonce "
                        + attempt.nonce() + " waits for it");
    }

    private void mined(AnchorAttempt attempt, EthereumRpc.Receipt receipt) throws IOException, AnchorTroubleException {
        var where = new AnchorAttempt.Mined(
                receipt.blockNumber(), receipt.blockHash(), receipt.transactionHash(), receipt.costWei());
        if (!receipt.succeeded()) {
            setting.budget().count(where);
            store.clearAttempt();
            throw new AnchorTroubleException(
                    AnchorTrouble.REVERTED,
                    "transaction " + receipt.transactionHash() + ": reverted in block " + receipt.blockNumber());
        }
        if (attempt.plan().isAnchor()) {
            store.save(attempt.mined(where));
            return;
        }
        // Nothing has to be kept of it: should a reorganisation drop it, the demand is open again and is met again.
        setting.budget().count(where);
        store.clearAttempt();
    }

    /** Waits until the block is final and still the one on the chain, then stores what it proves. */
    private void settle(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        RpcBlock block = rpc.blockAt(attempt.mined().number());
        if (block == null || !block.hash().equals(attempt.mined().hash())) {
            unsettle(attempt);
            return;
        }
        RpcBlock finalized = rpc.finalizedBlock();
        if (finalized.number() < block.number()) {
            return;
        }
        StoredAnchor anchor = evidence(block, finalized);
        requireOurHead(attempt, anchor.state().anchored());
        store.store(anchor);
        // Dies here: the attempt still stands; the next step stores the same evidence again and goes on.
        setting.budget().count(attempt.mined());
        store.clearAttempt();
    }

    /** What is proven is what was sent; or, in a later block, a larger tree of this log that was anchored since. */
    private void requireOurHead(AnchorAttempt attempt, TreeHead anchored) throws AnchorTroubleException {
        TreeHead head = setting.source().head();
        if (head != null && anchored.size() > attempt.head().size()) {
            planner.extend(anchored, head);
            return;
        }
        if (!anchored.equals(attempt.head())) {
            throw new AnchorTroubleException(
                    AnchorTrouble.EVIDENCE_REFUSED,
                    "contract: holds size " + anchored.size() + " in the final block, want "
                            + attempt.head().size());
        }
    }

    /** A reorganisation took the block out: look for the transaction again, or, if it was never ours, start over. */
    private void unsettle(AnchorAttempt attempt) throws IOException {
        if (attempt.versions().isEmpty()) {
            store.clearAttempt();
            return;
        }
        store.save(attempt.to(AnchorStage.PENDING));
    }

    /** The state of the block itself, or, from a node that has already dropped it, of the newest final block. */
    private StoredAnchor evidence(RpcBlock block, RpcBlock finalized) throws RpcException, AnchorTroubleException {
        try {
            return contract.evidence(block);
        } catch (RpcException e) {
            if (e.kind() != RpcException.Kind.REFUSED || finalized.number() == block.number()) {
                throw e;
            }
            return contract.evidence(finalized);
        }
    }

    /** Gives up an attempt of which no version can be mined any more. */
    private void requireNonceFree(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        if (outbox.isNonceTaken(attempt)) {
            store.clearAttempt();
            throw new AnchorTroubleException(
                    AnchorTrouble.NONCE_TAKEN,
                    "account " + setting.key().address() + ": has sent another transaction with nonce "
                            + attempt.nonce());
        }
    }
}
