package dev.plumbline.ledger.sequencer;

import dev.plumbline.ledger.fairness.TrackedTransaction;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that was handed to the rollup by a deposit on L1, from which its hash and its deadline follow.
 *
 * @param tx its hash on the rollup
 * @param event the event that it is about; null if it is about none
 * @param logIndex where the log says so; −1 if it does not
 * @param cohort the group that it is compared as
 * @param sender who sends it on the rollup
 * @param depositedAtMillis time of the L1 block that holds the deposit
 * @param dueAtMillis when its absence becomes an omission
 * @param place where evidence shows it, which counts if the follower saw that block; null if it shows nothing
 */
public record ForcedSubmission(
        Word tx,
        @Nullable EventId event,
        long logIndex,
        String cohort,
        Address sender,
        long depositedAtMillis,
        long dueAtMillis,
        @Nullable Place place) {
    /**
     * A place in the rollup.
     *
     * @param block number of the block
     * @param hash its hash
     * @param index place in it
     */
    public record Place(long block, Word hash, int index) {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ForcedSubmission {
        if (logIndex < TrackedTransaction.NOT_LOGGED || depositedAtMillis < 0 || dueAtMillis < depositedAtMillis) {
            throw new IllegalArgumentException("deposit at log index " + logIndex + ", made at " + depositedAtMillis
                    + ", due at " + dueAtMillis + ": want -1 or more, and a deadline behind the deposit");
        }
    }

    /** One of which only the follower can say where it is. */
    public ForcedSubmission(
            Word tx,
            @Nullable EventId event,
            long logIndex,
            String cohort,
            Address sender,
            long depositedAtMillis,
            long dueAtMillis) {
        this(tx, event, logIndex, cohort, sender, depositedAtMillis, dueAtMillis, null);
    }
}
