package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.merkle.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A party goes on under another key or account. Both sign: one as the issuer of the event, the other as a cosigner, in
 * either order; {@link Event#parse} and {@link EventDraft#signed} demand it.
 *
 * @param oldIssuer who it was
 * @param newIssuer who it is from this event on
 * @param reasonDigest SHA-256 of the reason in words; null if none is given
 */
public record KeyRotate(
        Issuer oldIssuer, Issuer newIssuer, @Nullable Hash reasonDigest) implements Body {
    /**
     * Checks that something changes.
     *
     * @throws IllegalArgumentException if old and new are the same
     */
    public KeyRotate {
        if (oldIssuer.equals(newIssuer)) {
            throw new BrokenRuleException(Malformed.RULE, "/new", "is the old one, want another");
        }
    }

    /** A change for which no reason is given. */
    public KeyRotate(Issuer oldIssuer, Issuer newIssuer) {
        this(oldIssuer, newIssuer, null);
    }

    /** The same with a reason, of which the log holds the digest. */
    public KeyRotate because(Hash digest) {
        return new KeyRotate(oldIssuer, newIssuer, digest);
    }

    static KeyRotate parse(Fields fields) throws MalformedException {
        Issuer oldIssuer = fields.parsed("old", Issuer::parse);
        Issuer newIssuer = fields.parsed("new", Issuer::parse);
        Hash reasonDigest = fields.parsedIfPresent("reason_digest", Digest::parse);
        return fields.end(() -> new KeyRotate(oldIssuer, newIssuer, reasonDigest));
    }

    /** Who has to cosign if {@code issuer} signs. */
    Issuer counterpart(Issuer issuer) {
        return issuer.equals(oldIssuer) ? newIssuer : oldIssuer;
    }

    /** Whether this party is one of the two. */
    boolean concerns(Issuer party) {
        return party.equals(oldIssuer) || party.equals(newIssuer);
    }

    @Override
    public EventKind kind() {
        return EventKind.KEY_ROTATE;
    }

    @Override
    public JsonObject encode() {
        JsonObject.Builder body =
                JsonObject.builder().put("old", oldIssuer.encode()).put("new", newIssuer.encode());
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
        return List.of(new Mention(Mention.Role.OLD_KEY, oldIssuer), new Mention(Mention.Role.NEW_KEY, newIssuer));
    }
}
