package dev.plumbline.proofs.event;

import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key or account signs no more. The line is drawn by index in the log and not by any clock: what it signed and what
 * stands at or after that index does not count.
 *
 * @param revoked who signs no more
 * @param compromisedSince the first leaf index at which its events do not count; null for that of this event
 * @param reasonDigest SHA-256 of the reason in words; null if none is given
 */
public record KeyRevoke(
        Issuer revoked,
        @Nullable Long compromisedSince,
        @Nullable Hash reasonDigest) implements Body {
    /**
     * Checks the index.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public KeyRevoke {
        if (compromisedSince != null) {
            Bounds.checkAtLeast("/compromised_since", compromisedSince, 0);
        }
    }

    /** A key that signs no more from this event on. */
    public static KeyRevoke of(Issuer revoked) {
        return new KeyRevoke(revoked, null, null);
    }

    /** A key of which nothing counts that stands at this leaf index or after it. */
    public static KeyRevoke since(Issuer revoked, long leafIndex) {
        return new KeyRevoke(revoked, leafIndex, null);
    }

    /** The same with a reason, of which the log holds the digest. */
    public KeyRevoke because(Hash digest) {
        return new KeyRevoke(revoked, compromisedSince, digest);
    }

    static KeyRevoke parse(Fields fields) throws MalformedException {
        Issuer revoked = fields.parsed("revoked", Issuer::parse);
        Long compromisedSince = fields.integerIfPresent("compromised_since");
        Hash reasonDigest = fields.parsedIfPresent("reason_digest", Digest::parse);
        return fields.end(() -> new KeyRevoke(revoked, compromisedSince, reasonDigest));
    }

    @Override
    public EventKind kind() {
        return EventKind.KEY_REVOKE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body = JsonObject.builder().put("revoked", revoked.encode());
        if (compromisedSince != null) {
            body.put("compromised_since", compromisedSince);
        }
        if (reasonDigest != null) {
            body.put("reason_digest", Digest.encode(reasonDigest));
        }
        return body.build();
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public List<Mention> mentions() {
        return List.of(new Mention(Mention.Role.REVOKED, revoked));
    }
}
