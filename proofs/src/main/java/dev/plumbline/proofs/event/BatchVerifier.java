package dev.plumbline.proofs.event;

import dev.plumbline.proofs.merkle.Hash;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks the signatures of many events and pays for each batch signature once.
 *
 * <p>Answers exactly as {@link EventSignature#check} does, but vouches for no event by another: each event's path leads to
 * its root, and only the check of one signature over one root is remembered, good or bad, and for a few good ones the
 * nodes below that root. Make one for each request and drop it; it remembers at most {@link #BATCHES_MAX} and checks the
 * rest afresh. Safe for any number of threads.
 */
public final class BatchVerifier {
    /** Batches remembered. */
    public static final int BATCHES_MAX = 4_096;

    /** Batches of which the tree is remembered, some 32 KiB for the largest. */
    static final int TREES_MAX = 64;

    private final Map<SignedBatch, SignatureStatus> checked = new ConcurrentHashMap<>();
    private final Map<Signed, ProvenNodes> trees = new ConcurrentHashMap<>();

    /** One that remembers nothing yet. */
    public BatchVerifier() {}

    /** As {@link EventSignature#check}; some two hashes for an event of a batch seen before, 13 at most. */
    public SignatureStatus check(
            EventSignature signature, Issuer issuer, EventId id, String kind, String namespace, long issuedAtMillis) {
        BatchPath batch = signature.batch();
        if (batch == null) {
            return signature.check(issuer, id, kind, namespace, issuedAtMillis);
        }
        var signed = new Signed(issuer, signature.algorithm(), signature.encodedValue(), batch.size());
        ProvenNodes tree = trees.get(signed);
        if (tree != null && tree.hold(batch, BatchPath.leaf(id))) {
            return SignatureStatus.VALID;
        }
        var signedRoot = new SignedBatch(signed, batch.rootFrom(id));
        SignatureStatus status = checked.get(signedRoot);
        if (status == null) {
            status = signature.check(issuer, id, kind, namespace, issuedAtMillis);
            if (checked.size() < BATCHES_MAX) {
                checked.put(signedRoot, status);
            }
        }
        if (status == SignatureStatus.VALID && (tree != null || trees.size() < TREES_MAX)) {
            trees.computeIfAbsent(signed, absent -> new ProvenNodes(batch.size(), signedRoot.root()))
                    .add(batch, BatchPath.leaf(id), signedRoot.root());
        }
        return status;
    }

    /** Batches remembered now. */
    int checkedCount() {
        return checked.size();
    }

    /** Those of which the tree is remembered. */
    int treeCount() {
        return trees.size();
    }

    /** A signature over a batch of some size. The value is text so that records compare it. */
    private record Signed(Issuer issuer, SignatureAlgorithm algorithm, String value, int size) {}

    /** All that the check of a batch signature depends on. */
    private record SignedBatch(Signed signed, Hash root) {}
}
