package dev.plumbline.ledger.sequence;

import dev.plumbline.proofs.event.Event;
import dev.plumbline.proofs.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;

/**
 * The place that an issuer gives an event among its own: one event may stand there.
 *
 * @param issuer DID
 * @param namespace the datanet
 * @param iseq from 1
 */
record SequenceKey(String issuer, String namespace, long iseq) {
    static SequenceKey of(Event event) {
        return new SequenceKey(event.issuer().encode(), event.namespace().encode(), event.iseq());
    }

    /** Eight bytes of a SHA-256, so that nobody can fill a table with keys that collide. */
    long fingerprint() {
        byte[] key = ("plumbline/iseq\0" + issuer + '\0' + namespace + '\0' + iseq).getBytes(StandardCharsets.UTF_8);
        return TreeHasher.sha256(key).prefix();
    }
}
