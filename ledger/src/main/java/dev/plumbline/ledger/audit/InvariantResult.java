package dev.plumbline.ledger.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one invariant. The counts are of cases, which may be events, lines or references.
 *
 * @param invariant which one
 * @param standing the conclusion; that nothing was checked is never {@link Standing#HOLDS}
 * @param checked cases that were decided, broken ones included
 * @param violated cases that break it
 * @param uncheckable cases that could not be decided
 * @param asserted cases that rest on the operator's word
 * @param reason why cases could not be decided or none was; null if there is nothing to say
 * @param kept the first {@link #KEPT_MAX} breaches, in the order of the log
 */
public record InvariantResult(
        Invariant invariant,
        Standing standing,
        long checked,
        long violated,
        long uncheckable,
        long asserted,
        @Nullable String reason,
        List<Violation> kept) {
    /** Breaches of one invariant that are told one by one. */
    public static final int KEPT_MAX = 100;

    /** Copies the list. */
    public InvariantResult {
        kept = List.copyOf(kept);
    }
}
