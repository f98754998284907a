package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.Body;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.EventDraft;
import dev.plumbline.proofs.event.EventId;
import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.IssuerConflict;
import dev.plumbline.proofs.event.Namespace;
import dev.plumbline.proofs.note.SignerKey;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The ledger as an issuer: it writes the kinds that only a ledger writes, such as the proof that another issuer used a number
 * twice, and keeps its own numbers without a gap like anybody else.
 *
 * <p>It signs with the log's key. Event signatures and notes cannot be taken for each other: the first start with a domain
 * prefix that ends in a zero byte, which no note may hold. Owned by the thread that applies frames; {@link #copy} is for
 * trial.
 */
public final class OwnEvents {
    /** Where the ledger says what demands on a chain forced in: a namespace of that chain. */
    private static final String DEMANDS = "demands";

    private final EventSigner signer;
    private final InstantSource clock;
    private final Map<Namespace, Event> last;

    /** A ledger that has written no such event yet. */
    public OwnEvents(SignerKey logKey, InstantSource clock) {
        this(EventSigner.ed25519(logKey.seed()), clock, new HashMap<>());
    }

    private OwnEvents(EventSigner signer, InstantSource clock, Map<Namespace, Event> last) {
        this.signer = signer;
        this.clock = clock;
        this.last = last;
    }

    String ledgerDid() {
        return signer.issuer().encode();
    }

    OwnEvents copy() {
        return new OwnEvents(signer, clock, new HashMap<>(last));
    }

    /** Takes note of an event that is in the log, if it is one of the ledger's own. */
    void observe(Event event) {
        if (event.issuer().equals(signer.issuer())) {
            last.put(event.namespace(), event);
        }
    }

    /** The ledger's next event of a datanet: {@code second} was signed under the number that {@code first} has. */
    Event prove(EventId first, Event second) {
        return write(second.namespace(), IssuerConflict.of(first, second));
    }

    /** The ledger's next event about a chain's demands: the next leaf was forced in. */
    Event announce(EntryForced forced) {
        return write(new Namespace(forced.demand().chain(), DEMANDS), forced);
    }

    private Event write(Namespace namespace, Body body) {
        Event previous = last.get(namespace);
        EventDraft draft = previous == null
                ? EventDraft.first(body, namespace, signer.issuer(), clock.millis())
                : EventDraft.after(previous, body, clock.millis());
        Event written = draft.sign(signer);
        last.put(namespace, written);
        return written;
    }
}
