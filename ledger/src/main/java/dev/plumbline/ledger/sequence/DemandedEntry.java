package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.BatchVerifier;
import dev.plumbline.proofs.event.EntryForced;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.ForcedReason;
import dev.plumbline.proofs.merkle.Hash;
import dev.plumbline.proofs.merkle.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that somebody demanded on chain. The log has to take them as they are: as an event if they are one that it would take
 * from anybody, else as bytes. They were checked for that already, which costs what {@link AdmittedEvent#admit} does.
 */
public final class DemandedEntry {
    private final EntryForced.Demand demand;
    private final byte[] entry;
    private final Hash leafHash;
    private final @Nullable Event event;
    private final Admission admission;

    private DemandedEntry(EntryForced.Demand demand, byte[] owned, @Nullable Event event, Admission admission) {
        this.demand = demand;
        this.entry = owned;
        this.leafHash = TreeHasher.leaf(owned);
        this.event = event;
        this.admission = admission;
    }

    /**
     * An entry and the demand for it. That the demand is on chain is for the caller to know.
     *
     * @throws IllegalArgumentException if no contract takes a demand for an entry of that length
     */
    public static DemandedEntry of(EntryForced.Demand demand, byte[] entry, BatchVerifier signatures) {
        if (entry.length == 0 || entry.length > Limits.ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "entry has " + entry.length + " bytes, want 1 to ENTRY_BYTES_MAX = " + Limits.ENTRY_BYTES_MAX);
        }
        byte[] owned = entry.clone();
        return new DemandedEntry(demand, owned, parsed(owned), AdmittedEvent.admit(owned, signatures));
    }

    private static @Nullable Event parsed(byte[] entry) {
        try {
            return Event.parse(entry);
        } catch (MalformedException e) {
            return null;
        }
    }

    /** Which demand. */
    public EntryForced.Demand demand() {
        return demand;
    }

    /** The bytes. A fresh copy. */
    public byte[] entry() {
        return entry.clone();
    }

    /** Hash of the bytes as a leaf. */
    public Hash leafHash() {
        return leafHash;
    }

    int size() {
        return entry.length;
    }

    /** The bytes as an event, whether or not the log would take it; null if they are none. */
    @Nullable
    Event event() {
        return event;
    }

    /** The event that the log would take from anybody; null if it would not. */
    @Nullable
    AdmittedEvent admitted() {
        return admission instanceof Admission.Admitted admitted ? admitted.event() : null;
    }

    /** Why the log would take the bytes from nobody; asked only if it would not. */
    ForcedReason refusal() {
        return event == null || admission instanceof Admission.BadSignature
                ? ForcedReason.NOT_AN_EVENT
                : ForcedReason.REFUSED;
    }

    /** What announces the bytes. */
    EntryForced announcement(ForcedReason why) {
        return new EntryForced(demand, leafHash, entry.length, why);
    }
}
