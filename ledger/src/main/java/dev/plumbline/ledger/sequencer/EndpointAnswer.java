package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.event.EndpointResponse;
import dev.plumbline.proofs.event.SequencerSubmit;

/**
 * What one endpoint made of a transaction.
 *
 * @param endpoint who
 * @param outcome what its answer comes to
 * @param atMillis when the answer was whole, or given up, by our own clock
 * @param detail one line for people; quotes the endpoint, escaped and bounded
 */
public record EndpointAnswer(Endpoint endpoint, Outcome outcome, long atMillis, String detail) {
    /** What an answer comes to. */
    public enum Outcome {
        /** It named the transaction by its hash, or said that it has it. Whether it went on from there is not said. */
        TAKEN,
        /** It said no. */
        REFUSED,
        /** There was no whole answer in time, so nothing is known: it may have taken the transaction all the same. */
        SILENT,
        /** It named another hash, or answered what the protocol does not allow; so nothing is known. */
        NONSENSE,
        /** It was not handed the transaction again: it had it already when it was asked after a crash. */
        KNOWN_BEFORE,
        /** It could not be asked after a crash, so it was not handed the transaction again. */
        NOT_ASKED
    }

    /** The answer as the log keeps it. */
    public SequencerSubmit.Via via() {
        return switch (outcome) {
            case TAKEN -> SequencerSubmit.Via.answered(endpoint.identity(), EndpointResponse.HASH, atMillis);
            case REFUSED -> SequencerSubmit.Via.answered(endpoint.identity(), EndpointResponse.ERROR, atMillis);
            case SILENT -> SequencerSubmit.Via.answered(endpoint.identity(), EndpointResponse.TIMEOUT, atMillis);
            // It said something at that time, and what it said is none of the three.
            case NONSENSE -> new SequencerSubmit.Via(endpoint.identity(), null, atMillis);
            case KNOWN_BEFORE, NOT_ASKED -> SequencerSubmit.Via.unknown(endpoint.identity());
        };
    }
}
