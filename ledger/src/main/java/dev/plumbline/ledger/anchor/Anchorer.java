package dev.plumbline.ledger.anchor;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the log's newest head onto L1, one step at a time, and keeps the evidence once it is final.
 *
 * <p>{@link #step} asks the chain, acts once, and returns; it never sleeps and never waits for the writer. What stands in
 * the way of a step is in the {@link #status}, and the next step tries again from what the disk and the chain say, so a
 * process that dies anywhere loses nothing but time. One thread steps; any thread reads the status.
 */
public final class Anchorer {
    private final EthereumRpc rpc;
    private final AnchorKey key;
    private final AnchorSource source;
    private final AnchorStore store;
    private final InstantSource clock;
    private final AnchorContract contract;
    private final AnchorOutbox outbox;

    // Guarded by the stepping thread alone.
    private @Nullable StoredAnchor newest;

    // Written by the stepping thread after each step, read by any: one immutable value, so a volatile reference is
    // enough.
    private volatile AnchorStatus status;

    /**
     * @param key the contract's operator
     * @throws IOException if the stored anchors cannot be read
     * @throws MalformedException if the newest, or the attempt under way, is damaged or belongs to another target
     */
    public Anchorer(
            EthereumRpc rpc,
            AnchorTarget target,
            AnchorPolicy policy,
            AnchorKey key,
            AnchorSource source,
            AnchorStore store,
            InstantSource clock)
            throws IOException, MalformedException {
        this.rpc = rpc;
        this.key = key;
        this.source = source;
        this.store = store;
        this.clock = clock;
        this.contract = new AnchorContract(rpc, target);
        this.outbox = new AnchorOutbox(rpc, target, policy, key);
        this.newest = store.load(store.newestSize());
        requireSameTarget(newest, target);
        this.status = statusNow(store.attempt(), null, "");
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

    /** Takes the anchor under way one stage further, or begins one, and says how far it is now. */
    public AnchorStage step() {
        try {
            advance();
            report(null, "");
        } catch (AnchorTroubleException e) {
            report(e.trouble(), String.valueOf(e.getMessage()));
        } catch (RpcException e) {
            report(troubleOf(e), describe(e));
        } catch (MalformedException | IOException e) {
            report(AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
        }
        return status.stage();
    }

    private void advance() throws IOException, MalformedException, AnchorTroubleException {
        AnchorAttempt attempt = store.attempt();
        if (attempt == null) {
            begin();
            return;
        }
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

    private void begin() throws IOException, AnchorTroubleException {
        TreeHead head = source.head();
        if (head == null || head.size() == 0) {
            return;
        }
        contract.requireOurs(key);
        AnchorContract.Held held = contract.held();
        List<Hash> proof = extend(held.head(), head);
        if (held.head().size() < storedSize()) {
            throw new AnchorTroubleException(
                    AnchorTrouble.NODE_BEHIND,
                    "contract: holds size " + held.head().size() + ", want at least " + storedSize()
                            + " as stored evidence proves");
        }
        if (held.head().size() > storedSize()) {
            // The transaction was mined, and the attempt is gone: a new data directory, or one that was restored.
            adopt(held);
            return;
        }
        if (held.head().size() == head.size()) {
            return;
        }
        store.save(outbox.prepare(head, proof));
        // Dies here: the transaction may not have been sent. The next step sends the same bytes; it signs nothing.
    }

    /** The proof that the log extends what the contract holds; a log that does not must not anchor. */
    private List<Hash> extend(TreeHead held, TreeHead head) throws AnchorTroubleException {
        if (held.size() == 0) {
            return List.of();
        }
        if (held.size() > head.size()) {
            throw new AnchorTroubleException(
                    AnchorTrouble.LEDGER_BEHIND,
                    "contract: holds size " + held.size() + ", want at most the log's " + head.size());
        }
        List<Hash> proof = held.equals(head) ? List.of() : proofOf(held, head);
        if (proof == null) {
            throw new AnchorTroubleException(
                    AnchorTrouble.FORK,
                    "contract: holds root " + held.root() + " at size " + held.size()
                            + ", want one that this log had at that size");
        }
        return proof;
    }

    private @Nullable List<Hash> proofOf(TreeHead held, TreeHead head) {
        return held.size() == head.size() ? null : source.consistencyProof(held, head);
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
        AnchorAttempt dearer = outbox.replacement(attempt);
        if (dearer != null) {
            store.save(dearer);
        }
    }

    private void mined(AnchorAttempt attempt, EthereumRpc.Receipt receipt) throws IOException, AnchorTroubleException {
        if (!receipt.succeeded()) {
            store.clearAttempt();
            throw new AnchorTroubleException(
                    AnchorTrouble.REVERTED,
                    "transaction " + receipt.transactionHash() + ": reverted in block " + receipt.blockNumber());
        }
        store.save(attempt.mined(receipt.blockNumber(), receipt.blockHash()));
    }

    /** Waits until the block is final and still the one on the chain, then stores what it proves. */
    private void settle(AnchorAttempt attempt) throws IOException, AnchorTroubleException {
        RpcBlock block = rpc.blockAt(attempt.minedNumber());
        if (block == null || !block.hash().equals(attempt.minedHash())) {
            unsettle(attempt);
            return;
        }
        RpcBlock finalized = rpc.finalizedBlock();
        if (finalized.number() < block.number()) {
            return;
        }
        StoredAnchor anchor = evidence(attempt, block, finalized);
        if (!anchor.state().anchored().equals(attempt.head())) {
            throw new AnchorTroubleException(
                    AnchorTrouble.EVIDENCE_REFUSED,
                    "contract: holds size " + anchor.state().anchored().size() + " at block "
                            + anchor.state().blockNumber() + ", want "
                            + attempt.head().size());
        }
        store.store(anchor);
        newest = anchor;
        // Dies here: the attempt still stands; the next step stores the same evidence again and goes on.
        store.clearAttempt();
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
    private StoredAnchor evidence(AnchorAttempt attempt, RpcBlock block, RpcBlock finalized)
            throws RpcException, AnchorTroubleException {
        try {
            return contract.evidence(block);
        } catch (RpcException e) {
            if (e.kind() != RpcException.Kind.REFUSED || finalized.number() == attempt.minedNumber()) {
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
                    "account " + key.address() + ": has sent another transaction with nonce " + attempt.nonce());
        }
    }

    private long storedSize() {
        return newest == null ? 0 : newest.state().anchored().size();
    }

    private void report(@Nullable AnchorTrouble trouble, String detail) {
        try {
            status = statusNow(store.attempt(), trouble, detail);
        } catch (IOException | MalformedException e) {
            status = statusNow(null, AnchorTrouble.STORAGE, String.valueOf(e.getMessage()));
        }
    }

    private AnchorStatus statusNow(@Nullable AnchorAttempt attempt, @Nullable AnchorTrouble trouble, String detail) {
        TreeHead head = source.head();
        AnchorStage resting = newest == null ? AnchorStage.IDLE : AnchorStage.FINAL;
        return new AnchorStatus(
                attempt == null ? resting : attempt.stage(),
                storedSize(),
                newest == null ? 0 : newest.state().anchoredBlock(),
                attempt == null ? 0 : attempt.head().size(),
                Math.max(0, (head == null ? 0 : head.size()) - storedSize()),
                trouble,
                detail,
                clock.instant());
    }

    private static AnchorTrouble troubleOf(RpcException e) {
        byte[] revert = e.data();
        if (revert != null && RootAnchor.isNotOperator(revert)) {
            return AnchorTrouble.NOT_OPERATOR;
        }
        return switch (e.kind()) {
            case UNREACHABLE -> AnchorTrouble.RPC_UNREACHABLE;
            case REFUSED -> AnchorTrouble.RPC_REFUSED;
            case BAD_ANSWER -> AnchorTrouble.RPC_BAD_ANSWER;
        };
    }

    /** What the node said, and, when the contract reverted, what the contract meant. */
    private static String describe(RpcException e) {
        byte[] revert = e.data();
        String meaning = revert == null ? null : RootAnchor.explain(revert);
        return meaning == null ? String.valueOf(e.getMessage()) : "contract: " + meaning;
    }
}
