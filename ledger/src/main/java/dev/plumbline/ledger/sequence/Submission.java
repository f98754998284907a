package dev.plumbline.ledger.sequence;

import dev.plumbline.ledger.publish.SignedHead;
import java.util.List;

/** What became of a submission. */
public sealed interface Submission {
    /**
     * All of it is durable.
     *
     * @param outcomes one for each event, in their order
     * @param head a signed head that covers every index in {@code outcomes}
     */
    record Sequenced(List<Outcome> outcomes, SignedHead head) implements Submission {
        /** Copies the outcomes. */
        public Sequenced {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * None of it was taken.
     *
     * @param refusal for programs
     * @param detail for people
     */
    record Refused(Refusal refusal, String detail) implements Submission {}
}
