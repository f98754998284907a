package dev.plumbline.ledger.index;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.event.Mention;
import dev.plumbline.proofs.event.Reference;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the index takes from an event.
 *
 * @param iseq number among the issuer's events of the namespace, from 1
 * @param namings the events and parties that the body names, once for each relation
 */
record IndexRow(String id, String issuer, String namespace, String kind, long iseq, Set<Naming> namings) {
    /** An event id or a DID, and in which relation or role the body names it. */
    record Naming(String target, String relation) {}

    /** Turns an entry of the log into a row. */
    interface Reader {
        IndexRow read(byte[] entry) throws MalformedException;
    }

    IndexRow {
        namings = Set.copyOf(namings);
    }

    static IndexRow parse(byte[] entry) throws MalformedException {
        return of(Event.parse(entry));
    }

    static IndexRow of(Event event) {
        Set<Naming> namings = new LinkedHashSet<>();
        for (Reference reference : event.references()) {
            namings.add(
                    new Naming(reference.target().encode(), reference.relation().wireName()));
        }
        for (Mention mention : event.mentions()) {
            namings.add(new Naming(mention.party().encode(), mention.role().wireName()));
        }
        return new IndexRow(
                event.id().encode(),
                event.issuer().encode(),
                event.namespace().encode(),
                event.kind().wireName(),
                event.iseq(),
                namings);
    }

    /** Whether the target is named, in the relation if one is given. */
    boolean names(String target, @Nullable String relation) {
        return relation != null
                ? namings.contains(new Naming(target, relation))
                : namings.stream().anyMatch(naming -> naming.target().equals(target));
    }
}
