package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventKind;
import dev.plumbline.proofs.event.Reference;
import dev.plumbline.proofs.event.Reference.Relation;
import org.jspecify.annotations.Nullable;

/** What an event names was logged before it and is of the right kind: I14. */
final class ReferenceRules implements Rule {
    private final Books books;

    ReferenceRules(Books books) {
        this.books = books;
    }

    @Override
    public void apply(LoggedEvent event) {
        for (Reference reference : event.event().references()) {
            // The second event of a conflict is embedded because it has no entry.
            if (reference.relation() != Relation.CONFLICT_SECOND) {
                check(event, reference);
            }
        }
    }

    private void check(LoggedEvent event, Reference reference) {
        Facts named = books.find(reference.target());
        if (named == null) {
            books.missing(Invariant.REFERENCES_HOLD, event, words(reference) + ", which is not in the log before it");
            return;
        }
        EventKind wanted = kindOf(reference.relation());
        boolean isRight = wanted == null || named.kind() == null || named.kind() == wanted;
        books.judge(
                Invariant.REFERENCES_HOLD, event, isRight ? null : words(reference) + ", which is a " + named.kind());
    }

    private static String words(Reference reference) {
        return "names the " + reference.relation().wireName() + " " + reference.target();
    }

    /** The kind that a relation asks for; null if any will do. */
    private static @Nullable EventKind kindOf(Relation relation) {
        return switch (relation) {
            case UPLOAD, DERIVED_FROM, DUPLICATE_OF -> EventKind.DATANET_UPLOAD;
            case MODEL, BASE, ADAPTER -> EventKind.MODEL_REGISTER;
            case METHOD -> EventKind.POLICY_METHOD;
            case POLICY -> EventKind.POLICY_SPLIT;
            case INFERENCE -> EventKind.INFERENCE;
            case ACCRUAL -> EventKind.REWARD_ACCRUE;
            case DISPUTE -> EventKind.DISPUTE_OPEN;
            case CORRECTION -> EventKind.CORRECTION;
            case CONFLICT_FIRST, CONFLICT_SECOND, TARGET, REPLACEMENT, EVENT -> null;
        };
    }
}
