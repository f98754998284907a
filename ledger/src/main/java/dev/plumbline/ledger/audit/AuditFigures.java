package dev.plumbline.ledger.audit;

import dev.plumbline.proofs.event.EventId;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts and sums of a log for people and charts. Of long lists only the largest are told, with what the others sum to.
 *
 * @param eventsByKind events by the wire name of their kind; those that are no event under {@code malformed}
 * @param buckets events over time, as their issuers date them, ascending; times without events are left out
 * @param bucketMillis width of a bucket, in milliseconds
 * @param accruedByRole what was accrued, by token, then role; whatever was superseded later included
 * @param paidByToken what was paid, by token
 * @param weights attribution weight by upload, of all answers together, the largest first
 * @param payees what was paid, by payee and token, the largest of each token first
 * @param licenseConflicts uses of an upload that its license does not permit, the most frequent first
 * @param roundedToZero lines of contributors with a weight and without an amount
 * @param disputesOpen disputes that nothing has resolved
 */
public record AuditFigures(
        SortedMap<String, Long> eventsByKind,
        List<Bucket> buckets,
        long bucketMillis,
        SortedMap<String, SortedMap<String, BigInteger>> accruedByRole,
        SortedMap<String, BigInteger> paidByToken,
        Weights weights,
        List<PayeeTotal> payees,
        List<LicenseConflict> licenseConflicts,
        long roundedToZero,
        long disputesOpen) {
    /** Longest list in here. */
    public static final int TOP_MAX = 50;

    /** Most buckets of time. */
    public static final int BUCKETS_MAX = 400;

    /** Copies all collections. */
    public AuditFigures {
        eventsByKind = Collections.unmodifiableSortedMap(new TreeMap<>(eventsByKind));
        buckets = List.copyOf(buckets);
        var roles = new TreeMap<String, SortedMap<String, BigInteger>>();
        accruedByRole.forEach(
                (token, byRole) -> roles.put(token, Collections.unmodifiableSortedMap(new TreeMap<>(byRole))));
        accruedByRole = Collections.unmodifiableSortedMap(roles);
        paidByToken = Collections.unmodifiableSortedMap(new TreeMap<>(paidByToken));
        payees = List.copyOf(payees);
        licenseConflicts = List.copyOf(licenseConflicts);
    }

    /**
     * Events of one stretch of time.
     *
     * @param fromMillis its start, in milliseconds since the epoch
     * @param count how many
     */
    public record Bucket(long fromMillis, long count) {}

    /**
     * How attribution is concentrated.
     *
     * @param uploadCount uploads with a weight
     * @param whole sum of all their weights; 10^18 for each answer would be all of it
     * @param unattributed sum of what no listed upload earned, tails included
     * @param top the uploads with the largest weights
     */
    public record Weights(long uploadCount, BigInteger whole, BigInteger unattributed, List<UploadWeight> top) {
        /** Copies the list. */
        public Weights {
            top = List.copyOf(top);
        }
    }

    /**
     * The weight of one upload in all answers.
     *
     * @param index its leaf index
     * @param upload its id
     * @param weight sum of its weights, each in parts of 10^18
     */
    public record UploadWeight(long index, EventId upload, BigInteger weight) {}

    /**
     * What one payee was paid.
     *
     * @param payee DID
     * @param token CAIP-19 asset
     * @param amount in the token's smallest unit
     */
    public record PayeeTotal(String payee, String token, BigInteger amount) {}

    /**
     * An upload that was used against its license.
     *
     * @param index its leaf index
     * @param upload its id
     * @param uses how often
     */
    public record LicenseConflict(long index, EventId upload, long uses) {}
}
