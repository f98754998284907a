package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.merkle.TreeHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an audit found in the whole log up to a head: a function of the log and the options, not of how many steps it was
 * audited in.
 *
 * @param origin the log's origin
 * @param from the head that an earlier audit had reached; {@link TreeHead#EMPTY} for the first
 * @param head the head up to which all entries are audited
 * @param unreadCount entries under that head that could not be read
 * @param results one for each invariant, in their order
 * @param figures counts and sums for people
 * @param sample which signatures were checked; null unless they were sampled
 */
public record AuditResult(
        String origin,
        TreeHead from,
        TreeHead head,
        long unreadCount,
        List<InvariantResult> results,
        AuditFigures figures,
        @Nullable SignatureSample sample) {
    /** Copies the list. */
    public AuditResult {
        results = List.copyOf(results);
    }

    /** Whether no invariant is broken. What could not be checked is said by the results. */
    public boolean isClean() {
        return results.stream().allMatch(result -> result.violated() == 0);
    }

    /** What was found of one invariant. */
    public InvariantResult of(Invariant invariant) {
        return results.get(invariant.number() - 1);
    }
}
