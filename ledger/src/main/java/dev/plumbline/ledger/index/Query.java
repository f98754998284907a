package dev.plumbline.ledger.index;

import dev.plumbline.proofs.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index: the events that fit everything that is not null, in log order. With nothing given, the whole
 * log.
 *
 * <p>Texts are compared as they are; one that is no DID, namespace, kind or event id fits no event.
 *
 * @param issuer DID of who issued the event
 * @param namespace {@code <chain>/<slug>}
 * @param kind the event's kind, such as {@code policy.split}
 * @param reference event id ({@code sha256:…}) or DID that the event's body names
 * @param relation in which relation or role it names it, such as {@code upload} or {@code payout}; only with a reference
 * @param after leaf index to start behind, −1 for the start of the log
 * @param limit most events wanted, 1 to {@link #LIMIT_MAX}
 */
public record Query(
        @Nullable String issuer,
        @Nullable String namespace,
        @Nullable String kind,
        @Nullable String reference,
        @Nullable String relation,
        long after,
        int limit) {
    /** Most events in one answer. */
    public static final int LIMIT_MAX = 1_000;

    /** @throws IllegalArgumentException if a number is out of range, or a relation has no reference */
    public Query {
        if (after < -1) {
            throw new IllegalArgumentException("after is " + after + ", want -1 or a leaf index");
        }
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit is " + limit + ", want 1 to " + LIMIT_MAX);
        }
        if (relation != null && reference == null) {
            throw new IllegalArgumentException("a relation needs the reference that it is a relation to");
        }
    }

    /** The first events of the log, as many as one answer holds: the query that the {@code with…} methods narrow. */
    public static Query all() {
        return new Query(null, null, null, null, null, -1, LIMIT_MAX);
    }

    /** The same, of this issuer only. */
    public Query withIssuer(String did) {
        return new Query(did, namespace, kind, reference, relation, after, limit);
    }

    /** The same, in this namespace only. */
    public Query withNamespace(String text) {
        return new Query(issuer, text, kind, reference, relation, after, limit);
    }

    /** The same, of this kind only. */
    public Query withKind(String wireName) {
        return new Query(issuer, namespace, wireName, reference, relation, after, limit);
    }

    /** The same, naming this event or party in whatever relation. */
    public Query withReference(String idOrDid) {
        return new Query(issuer, namespace, kind, idOrDid, null, after, limit);
    }

    /** The same, naming this event or party in this relation. */
    public Query withReference(String idOrDid, String inRelation) {
        return new Query(issuer, namespace, kind, idOrDid, inRelation, after, limit);
    }

    /** The same, from behind another leaf index. */
    public Query withAfter(long leafIndex) {
        return new Query(issuer, namespace, kind, reference, relation, leafIndex, limit);
    }

    /** The same, for at most this many events. */
    public Query withLimit(int count) {
        return new Query(issuer, namespace, kind, reference, relation, after, count);
    }

    /**
     * Whether the event fits. The index is no authority: ask this of each event that an answer points to, and leave out
     * those that do not fit.
     */
    public boolean matches(Event event) {
        return matches(IndexRow.of(event));
    }

    boolean matches(IndexRow row) {
        return (issuer == null || issuer.equals(row.issuer()))
                && (namespace == null || namespace.equals(row.namespace()))
                && (kind == null || kind.equals(row.kind()))
                && (reference == null || row.names(reference, relation));
    }
}
