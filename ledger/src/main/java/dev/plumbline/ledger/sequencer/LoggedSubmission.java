package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.ethereum.Address;
import dev.plumbline.proofs.ethereum.Word;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the log has it: the intention, and what came back.
 *
 * @param intention the first event that names it
 * @param index where that stands
 * @param newest the newest body of the same issuer that says the same of the transaction; the intention's own at first
 */
public record LoggedSubmission(Event intention, long index, SequencerSubmit newest) {
    /** What the intention says. */
    SequencerSubmit intended() {
        return (SequencerSubmit) intention.body();
    }

    /** The same with what another event says of it; itself if that event is not one that may. */
    LoggedSubmission with(Event event, SequencerSubmit body) {
        SequencerSubmit intended = intended();
        boolean isOfSame = event.issuer().equals(intention.issuer())
                && body.rawCommitment().equals(intended.rawCommitment())
                && body.nonce() == intended.nonce()
                && body.from().equals(intended.from());
        return isOfSame ? new LoggedSubmission(intention, index, body) : this;
    }

    /** The transaction. */
    Word tx() {
        return Word.of(intended().tx().bytes());
    }

    /** Its sender. */
    Address sender() {
        return address(intended().from());
    }

    /** When it was handed in. */
    long submittedAtMillis() {
        return newest.submittedAtMillis();
    }

    /** What each endpoint said, as far as it is known. */
    List<SequencerSubmit.Via> via() {
        return newest.via();
    }

    static Address address(String hex) {
        try {
            return Address.parseHex(hex, "sender");
        } catch (MalformedException e) {
            throw new AssertionError("the event was parsed, and this with it", e);
        }
    }

    /** The event that it is about; null if about none. */
    @Nullable
    EventId about() {
        return newest.event() == null ? intended().event() : newest.event();
    }
}
