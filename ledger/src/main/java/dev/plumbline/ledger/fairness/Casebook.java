package dev.plumbline.ledger.fairness;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of one rollup in one time: what a report is made of.
 *
 * @param chain CAIP-2 chain
 * @param fromMillis start of the time
 * @param toMillis end of it, not before the start
 * @param blockMillis pace of the rollup's blocks, at least 1
 * @param transactions transactions that were followed
 * @param order how the blocks of the time are ordered
 * @param gaps times without blocks
 * @param reorgs replaced blocks
 * @param observers how each observer stands
 * @param equivocations heights that the sequencer signed two blocks of
 * @param settlements how far blocks have settled on L1, all of the chain that was followed
 * @param probes the plan of the paired probes; null if there were none
 * @param clockUncertaintyMillis how far two of the clocks involved may be apart
 */
public record Casebook(
        String chain,
        long fromMillis,
        long toMillis,
        long blockMillis,
        List<TrackedTransaction> transactions,
        OrderTally order,
        List<LivenessGap> gaps,
        List<ReorgSeen> reorgs,
        List<ObserverStanding> observers,
        List<EquivocationSeen> equivocations,
        List<SettlementSeen> settlements,
        @Nullable ProbePlan probes,
        long clockUncertaintyMillis) {
    /**
     * Copies the lists and checks the numbers.
     *
     * @throws IllegalArgumentException if the chain is empty or a number out of its range
     */
    public Casebook {
        transactions = List.copyOf(transactions);
        gaps = List.copyOf(gaps);
        reorgs = List.copyOf(reorgs);
        observers = List.copyOf(observers);
        equivocations = List.copyOf(equivocations);
        settlements = List.copyOf(settlements);
        Bounds.checkNamed("chain", chain);
        Bounds.checkAtLeast("start", fromMillis, 0);
        Bounds.checkAtLeast("end", toMillis, fromMillis);
        Bounds.checkAtLeast("pace of blocks", blockMillis, 1);
        Bounds.checkAtLeast("uncertainty of clocks", clockUncertaintyMillis, 0);
    }
    /** The most that is known of how far a transaction's block has settled; null if nothing is: then it is merely unsafe. */
    public @Nullable SettlementSeen settlementOf(Inclusion inclusion) {
        return settlements.stream()
                .filter(seen -> seen.covers(inclusion))
                .min(SettlementSeen.STRONGEST_FIRST)
                .orElse(null);
    }
}
