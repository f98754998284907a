package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.disclosure.CommittedField;
import dev.plumbline.proofs.disclosure.FieldOpening;
import dev.plumbline.proofs.disclosure.Salt;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.SequencerSubmit;
import dev.plumbline.proofs.receipt.Receipt;
import org.jspecify.annotations.Nullable;

/**
 * How far a submission has come, and what its sender needs to go on or to show it: the file {@code .submission.json}
 * (docs/SEQUENCER.md). Holds the salt, which nobody else is to see until the sender chooses. Immutable.
 *
 * @param transaction what is handed in
 * @param salt opens the commitment to its bytes that the log holds
 * @param intention the signed event that says what is about to be sent
 * @param intended where it is in the log; null until that is known
 * @param sendingAtMillis just before the first byte could go out, by our own clock; null until then
 * @param answers the signed event that says what came back; null until it has
 * @param answered where that is in the log; null until that is known
 */
public record SubmissionState(
        SubmittedTransaction transaction,
        Salt salt,
        Event intention,
        @Nullable Place intended,
        @Nullable Long sendingAtMillis,
        @Nullable Event answers,
        @Nullable Place answered) {
    /**
     * Checks that all of it is of one transaction and that no step stands without the one before.
     *
     * @throws IllegalArgumentException if it does not
     */
    public SubmissionState {
        check(transaction, salt, intention);
        if (answers != null) {
            check(transaction, salt, answers);
        }
        if ((intended == null && sendingAtMillis != null)
                || (sendingAtMillis == null && answers != null)
                || (answers == null && answered != null)) {
            throw new IllegalArgumentException("submission has a step without the one before");
        }
    }

    /**
     * A place in the log.
     *
     * @param index from 0
     * @param receipt null if the log gave none
     */
    public record Place(long index, @Nullable Receipt receipt) {
        /**
         * Checks the index.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Place {
            if (index < 0) {
                throw new IllegalArgumentException("log index is " + index + ", want 0 or more");
            }
        }

        static Place of(SubmissionLog.Logged logged) {
            return new Place(logged.index(), logged.receipt());
        }
    }

    /** How far it has come. */
    public enum Stage {
        /** Signed, and on this disk. Whether the log has it is not known. Nothing was sent. */
        SIGNED,
        /** The log holds the intention. Nothing was sent. */
        WITNESSED,
        /** Whether anything was sent is not known. */
        SENDING,
        /** All endpoints have answered or let the time pass. Whether the log has that is not known. */
        SENT,
        /** The log holds what came back. */
        ANSWERED
    }

    /** A submission that has gone no further than our own signature. */
    static SubmissionState signed(SubmittedTransaction transaction, Salt salt, Event intention) {
        return new SubmissionState(transaction, salt, intention, null, null, null, null);
    }

    private static void check(SubmittedTransaction transaction, Salt salt, Event event) {
        if (!(event.body() instanceof SequencerSubmit body)) {
            throw new IllegalArgumentException("event " + event.id() + " is no sequencer.submit");
        }
        boolean isOfTransaction =
                body.tx().hex().equals(transaction.hash().hex().substring(2))
                        && body.chain().equals(transaction.chain())
                        && body.rawCommitment()
                                .equals(opening(transaction, salt).commitment());
        if (!isOfTransaction) {
            throw new IllegalArgumentException(
                    "event " + event.id() + " is of another transaction than " + transaction.hash());
        }
    }

    static FieldOpening opening(SubmittedTransaction transaction, Salt salt) {
        return new FieldOpening(
                CommittedField.RAW_TRANSACTION, salt, transaction.signed().raw());
    }

    /** Reads the file; what it says was signed and logged is not checked here. */
    public static SubmissionState parse(byte[] json) throws MalformedException {
        return SubmissionReader.read(json);
    }

    /** The canonical bytes of the file. */
    public byte[] encode() {
        return SubmissionReader.write(this);
    }

    /** How far it has come. */
    public Stage stage() {
        if (answers != null) {
            return answered == null ? Stage.SENT : Stage.ANSWERED;
        }
        if (sendingAtMillis != null) {
            return Stage.SENDING;
        }
        return intended == null ? Stage.SIGNED : Stage.WITNESSED;
    }

    /** Salt and bytes, for a disclosure. */
    public FieldOpening opening() {
        return opening(transaction, salt);
    }

    SubmissionState intended(SubmissionLog.Logged logged) {
        return new SubmissionState(transaction, salt, logged.event(), Place.of(logged), null, null, null);
    }

    SubmissionState sendingAt(long millis) {
        return new SubmissionState(transaction, salt, intention, intended, millis, null, null);
    }

    SubmissionState sent(Event signedAnswers) {
        return new SubmissionState(transaction, salt, intention, intended, sendingAtMillis, signedAnswers, null);
    }

    SubmissionState answered(SubmissionLog.Logged logged) {
        return new SubmissionState(
                transaction, salt, intention, intended, sendingAtMillis, logged.event(), Place.of(logged));
    }

    @Override
    public String toString() {
        // Without the salt.
        return "submission of " + transaction.hash() + ", " + stage();
    }
}
