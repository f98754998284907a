package dev.plumbline.ledger.anchor;

import dev.plumbline.ledger.rpc.RpcException;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the next transaction is to do, from what the contract holds, what the log has, and what was demanded.
 *
 * <p>Each demand whose entry is in the tree is satisfied along with the anchor, the oldest first. A demand that would keep
 * the contract from taking the anchor, because its deadline has come and it cannot be satisfied along, is satisfied alone
 * beforehand if the anchored tree holds its entry already.
 */
final class AnchorPlanner {
    /** Demands that one transaction satisfies: as many as let a root pass although more are overdue. */
    static final int SATISFACTIONS_MAX = RootAnchor.BACKLOG_STEP;
    /** Bytes of their proofs: what nodes pass on in a transaction, less the consistency proof and all around it. */
    private static final int PROOF_BYTES_MAX = AnchorAttempt.RAW_BYTES_MAX - 4_096;
    /** Places of the queue that are looked at for one plan. */
    private static final int LOOKS_MAX = 256;
    /** Words of a satisfaction besides its proof: where it starts, id, index, where its proof starts, and how long it is. */
    private static final int WORDS_AROUND_PROOF = 5;

    private final AnchorContract contract;
    private final AnchorSource source;
    private final DemandSource demands;

    AnchorPlanner(AnchorContract contract, AnchorSource source, DemandSource demands) {
        this.contract = contract;
        this.source = source;
        this.demands = demands;
    }

    /**
     * The next transaction.
     *
     * @param plan null if there is nothing to do
     * @param overdue which demand is overdue and since when, for people; null if none is
     */
    record Decision(@Nullable AnchorPlan plan, @Nullable String overdue) {}

    /** The proof that the log extends what the contract holds; a log that does not must not anchor. */
    List<Hash> extend(TreeHead held, TreeHead head) throws AnchorTroubleException {
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

    /**
     * Decides.
     *
     * @param held what the contract holds
     * @param head the log's head, as large or larger
     * @param proof what {@link #extend} gave for the two
     * @param nowSeconds timestamp of the newest block
     */
    Decision decide(TreeHead held, TreeHead head, List<Hash> proof, long nowSeconds)
            throws RpcException, AnchorTroubleException {
        boolean hasGrown = head.size() > held.size();
        AnchorContract.Queue queue = contract.queue();
        if (queue.next() == queue.oldest()) {
            return new Decision(hasGrown ? AnchorPlan.anchor(head, proof) : null, null);
        }
        AnchorContract.Place oldest = contract.place(queue.oldest());
        String overdue = oldest.isOpen() && oldest.deadline() <= nowSeconds ? describe(oldest) : null;
        if (!hasGrown) {
            return new Decision(alone(held, queue), overdue);
        }
        List<IncludedDemand> along = open(demands.includedUnder(head, queue.oldest(), queue.next()), SATISFACTIONS_MAX);
        AnchorContract.Place left = overdue == null ? null : firstLeftOpen(queue, along);
        // Of a long backlog the contract takes the front, although the rest is overdue as well.
        boolean movesFront = left != null && left.id() - queue.oldest() >= RootAnchor.BACKLOG_STEP;
        if (left == null || movesFront || left.deadline() > nowSeconds) {
            AnchorPlan plan =
                    along.isEmpty() ? AnchorPlan.anchor(head, proof) : AnchorPlan.anchorAndSatisfy(head, proof, along);
            return new Decision(plan, overdue);
        }
        AnchorPlan plan = alone(held, queue);
        if (plan == null) {
            throw new AnchorTroubleException(
                    AnchorTrouble.DEMAND_OVERDUE, describe(left) + ", and this log does not hold its entry");
        }
        return new Decision(plan, overdue);
    }

    private static String describe(AnchorContract.Place place) {
        return "demand " + place.id() + ": is overdue since " + Instant.ofEpochSecond(place.deadline());
    }

    /** Satisfies the oldest open demand whose entry the anchored tree holds; null if there is none. */
    private @Nullable AnchorPlan alone(TreeHead held, AnchorContract.Queue queue) throws RpcException {
        if (held.size() == 0) {
            return null;
        }
        List<IncludedDemand> first = open(demands.includedUnder(held, queue.oldest(), queue.next()), 1);
        return first.isEmpty() ? null : AnchorPlan.satisfy(held, first.get(0));
    }

    /** Those that the contract still has open, from the first on. */
    private List<IncludedDemand> open(List<IncludedDemand> included, int countMax) throws RpcException {
        List<IncludedDemand> open = new ArrayList<>();
        int looks = 0;
        int bytes = 0;
        for (IncludedDemand demand : included) {
            bytes += Word.LENGTH * (WORDS_AROUND_PROOF + demand.inclusionProof().size());
            if (open.size() == countMax || looks++ == LOOKS_MAX || bytes > PROOF_BYTES_MAX) {
                break;
            }
            AnchorContract.Place place = contract.place(demand.id());
            if (place.isOpen() && place.id() == demand.id()) {
                open.add(demand);
            }
        }
        return open;
    }

    /** The oldest demand that will still be open afterwards; null if there is none. */
    private AnchorContract.@Nullable Place firstLeftOpen(AnchorContract.Queue queue, List<IncludedDemand> along)
            throws RpcException {
        Set<Long> satisfied = new HashSet<>();
        along.forEach(demand -> satisfied.add(demand.id()));
        for (long id = queue.oldest(), looks = 0; id < queue.next() && looks < LOOKS_MAX; id++, looks++) {
            if (!satisfied.contains(id)) {
                AnchorContract.Place place = contract.place(id);
                if (place.isOpen()) {
                    return place;
                }
            }
        }
        return null;
    }
}
