package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.PolicySplit;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Which version of a split policy was in force when: I21. */
final class Policies implements Rule {
    private final Books books;
    // Rows (namespace, policy id, leaf index): the size from which that version holds.
    private final MVMap<long[], Long> versions;

    Policies(Books books) {
        this.books = books;
        this.versions = books.store().indexes("policies");
    }

    @Override
    public void apply(LoggedEvent event) {
        if (event.event().body() instanceof PolicySplit policy) {
            versions.put(
                    new long[] {event.namespace(), books.number(policy.policyId()), event.index()},
                    policy.effectiveFrom());
        }
    }

    /** Judges whether the policy of an accrual was in force for an inference. */
    void check(LoggedEvent event, @Nullable Facts policy, String token, long inferenceIndex) {
        Force force = force(event, policy, token);
        if (force != null) {
            books.judge(Invariant.POLICY_IN_FORCE, event, force.problem(inferenceIndex));
        }
    }

    /** From where to where a policy was in force; null if that is not even to be asked, which is judged here. */
    @Nullable
    Force force(LoggedEvent event, @Nullable Facts policy, String token) {
        if (policy == null) {
            books.missing(Invariant.POLICY_IN_FORCE, event, "names a policy that is not in the log before it");
            return null;
        }
        if (!(policy.detail() instanceof Facts.Policy detail)) {
            books.tallies().uncheckable(Invariant.POLICY_IN_FORCE, 1, "the entry that is named is no policy");
            return null;
        }
        if (policy.namespace() != event.namespace()) {
            books.judge(Invariant.POLICY_IN_FORCE, event, "names a policy of another namespace");
            return null;
        }
        if (!detail.split().token().equals(token)) {
            books.judge(
                    Invariant.POLICY_IN_FORCE,
                    event,
                    "names a policy for " + detail.split().token());
            return null;
        }
        return force(policy, detail.split());
    }

    private Force force(Facts policy, PolicySplit split) {
        long from = Math.max(policy.index() + 1, split.effectiveFrom());
        long to = Long.MAX_VALUE;
        long id = books.number(split.policyId());
        Cursor<long[], Long> later = versions.cursor(
                new long[] {policy.namespace(), id, policy.index() + 1},
                new long[] {policy.namespace(), id, Long.MAX_VALUE},
                false);
        while (later.hasNext()) {
            long index = later.next()[2];
            to = Math.min(to, Math.max(index + 1, later.getValue()));
        }
        long correction = books.correctionOf(policy.index());
        return new Force(policy.index(), from, correction == Facts.NOT_FOUND ? to : Math.min(to, correction + 1));
    }

    /**
     * The stretch of the log over which a policy was in force.
     *
     * @param policy its leaf index
     * @param from the first leaf index
     * @param to the one after the last
     */
    record Force(long policy, long from, long to) {
        @Nullable
        String problem(long inferenceIndex) {
            if (inferenceIndex < from) {
                return "divides by the policy of entry " + policy + ", in force from " + from + ", the fee of entry "
                        + inferenceIndex;
            }
            return inferenceIndex < to
                    ? null
                    : "divides by the policy of entry " + policy + ", in force up to " + to + ", the fee of entry "
                            + inferenceIndex;
        }
    }
}
