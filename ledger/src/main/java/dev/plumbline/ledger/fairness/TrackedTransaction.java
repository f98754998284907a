package dev.plumbline.ledger.fairness;

import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.EventId;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that was handed in and followed.
 *
 * @param tx its hash
 * @param event the event that it is about; null if it is about none
 * @param logIndex index of its submission in the log; −1 if it was not logged
 * @param cohort the group that it is compared as, such as a contributor; not empty; whoever submits says it
 * @param sender account that sends it
 * @param nonce its nonce
 * @param maxFee the most it pays for a unit of gas, in wei
 * @param maxTip the most of that which is a tip, in wei
 * @param way by which way it was handed in
 * @param submittedAtMillis when, by the sender's clock
 * @param dueAtMillis when its absence becomes an omission; null if it has no deadline
 * @param answers what the endpoints answered
 * @param inclusion where it stands; null while it is in no block that was seen
 * @param observedUntilMillis until when its absence is known, where it stands nowhere (the time of censoring, as
 *     statisticians call it)
 * @param cause an innocent cause that was shown
 */
public record TrackedTransaction(
        Word tx,
        @Nullable EventId event,
        long logIndex,
        String cohort,
        Address sender,
        long nonce,
        BigInteger maxFee,
        BigInteger maxTip,
        Way way,
        long submittedAtMillis,
        @Nullable Long dueAtMillis,
        List<Answer> answers,
        @Nullable Inclusion inclusion,
        long observedUntilMillis,
        Cause cause) {
    /** Index of a submission that was not logged. */
    public static final long NOT_LOGGED = -1;

    /**
     * Copies the list and checks the numbers.
     *
     * @throws IllegalArgumentException if the cohort is empty or a number negative
     */
    public TrackedTransaction {
        answers = List.copyOf(answers);
        Bounds.checkAtLeast("log index", logIndex, NOT_LOGGED);
        Bounds.checkNamed("cohort", cohort);
        Bounds.checkAtLeast("nonce", nonce, 0);
        Bounds.checkAmount("max fee", maxFee);
        Bounds.checkAmount("max tip", maxTip);
        Bounds.checkAtLeast("submission time", submittedAtMillis, 0);
        Bounds.checkAtLeast("observed until", observedUntilMillis, 0);
        if (dueAtMillis != null) {
            Bounds.checkAtLeast("deadline", dueAtMillis, 0);
        }
    }
}
