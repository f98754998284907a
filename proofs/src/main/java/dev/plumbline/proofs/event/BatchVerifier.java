package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Hash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the signatures of many events and pays for each batch signature once.
 *
 * <p>Answers exactly as {@link EventSignature#check} does, but vouches for no event by another: each event's path is
 * hashed to its root, and only the check of one signature over one root is remembered, good or bad. Make one for each
 * request and drop it; it remembers at most {@link #BATCHES_MAX} and checks the rest afresh. Safe for any number of
 * threads.
 */
public final class BatchVerifier {
    /** Batches remembered. */
    public static final int BATCHES_MAX = 4_096;

    private final Map<SignedBatch, SignatureStatus> checked = new ConcurrentHashMap<>();

    /** One that remembers nothing yet. */
    public BatchVerifier() {}

    /** As {@link EventSignature#check}; up to 13 hashes for an event of a batch seen before. */
    public SignatureStatus check(
            EventSignature signature, Issuer issuer, EventId id, String kind, String namespace, long issuedAtMillis) {
        BatchPath batch = signature.batch();
        if (batch == null) {
            return signature.check(issuer, id, kind, namespace, issuedAtMillis);
        }
        var signed = new SignedBatch(
                issuer, signature.algorithm(), signature.encodedValue(), batch.size(), batch.rootFrom(id));
        SignatureStatus known = checked.get(signed);
        if (known != null) {
            return known;
        }
        SignatureStatus status = signature.check(issuer, id, kind, namespace, issuedAtMillis);
        if (checked.size() < BATCHES_MAX) {
            checked.put(signed, status);
        }
        return status;
    }

    /** All that the check of a batch signature depends on. The value is text so that records compare it. */
    private record SignedBatch(Issuer issuer, SignatureAlgorithm algorithm, String value, int size, Hash root) {}
}
