package dev.plumbline.ledger.sequencer;

import dev.plumbline.proofs.event.DatanetUpload;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.SequencerSubmit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which group a transaction is compared as. The labels are what submitters say of themselves; nobody has checked them. */
public interface CohortRule {
    /** What a transaction is called that has no cohort by the rule. */
    String UNKNOWN = "unknown";

    /**
     * The cohort of a transaction; never empty.
     *
     * @param logged the event that says that it was handed in
     * @param body its body
     */
    String of(Event logged, SequencerSubmit body);

    /** One group for each party that logs submissions. */
    static CohortRule byIssuer() {
        return (logged, body) -> logged.issuer().encode();
    }

    /** One group for each account that sends. */
    static CohortRule bySender() {
        return (logged, body) -> body.from();
    }

    /** One group for each datanet whose events are sent. */
    static CohortRule byNamespace(Function<EventId, @Nullable Event> events) {
        return (logged, body) -> {
            Event about = about(body, events);
            return (about == null ? logged : about).namespace().encode();
        };
    }

    /** One group for each contributor of what is sent: of an upload its contributor, else the event's issuer. */
    static CohortRule byContributor(Function<EventId, @Nullable Event> events) {
        return (logged, body) -> {
            Event about = about(body, events);
            if (about == null) {
                return UNKNOWN;
            }
            return about.body() instanceof DatanetUpload upload
                    ? upload.contributor().encode()
                    : about.issuer().encode();
        };
    }

    private static @Nullable Event about(SequencerSubmit body, Function<EventId, @Nullable Event> events) {
        return body.event() == null ? null : events.apply(body.event());
    }
}
