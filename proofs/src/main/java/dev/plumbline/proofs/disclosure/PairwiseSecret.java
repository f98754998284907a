package dev.plumbline.proofs.disclosure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.proofs.event.EventSigner;
import dev.plumbline.proofs.event.Namespace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one secret of a person from which a pseudonym for each datanet follows: an Ed25519 key whose seed is HKDF-SHA-256 of
 * the secret, with the salt {@code "plumbline/pairwise/v1"} and the namespace as info (docs/format/disclosure.md).
 *
 * <p>Nobody without the secret can tell that two of these pseudonyms are one person's; whoever has it can show that they are.
 * Owned by one thread; never printed.
 */
public final class PairwiseSecret {
    /** Bytes of the secret. */
    public static final int LENGTH = 32;

    private static final byte[] EXTRACT_SALT = "plumbline/pairwise/v1".getBytes(US_ASCII);

    private byte @Nullable [] secret;

    /** @param owned which it overwrites when it is erased */
    PairwiseSecret(byte[] owned) {
        this.secret = owned;
    }

    /**
     * Copies a secret, which is to be drawn at random.
     *
     * @throws IllegalArgumentException if it is not 32 bytes, or all of them are zero
     */
    public static PairwiseSecret of(byte[] secret32) {
        return new PairwiseSecret(Salt.of(secret32).bytes());
    }

    /**
     * Who the person is in a datanet.
     *
     * @throws IllegalStateException after {@link #erase}
     */
    public EventSigner pseudonym(Namespace namespace) {
        return EventSigner.ed25519(seed(namespace));
    }

    /**
     * The Ed25519 seed of that pseudonym, for whoever keeps it in a file. Once it is kept, the secret may be erased: the
     * pseudonym goes on to sign, and nothing links it to the others any more.
     *
     * @throws IllegalStateException after {@link #erase}
     */
    public byte[] seed(Namespace namespace) {
        if (secret == null) {
            throw new IllegalStateException("the secret of the pseudonyms was erased");
        }
        return Hmac.hkdf(EXTRACT_SALT, secret, namespace.encode().getBytes(UTF_8));
    }

    /** Overwrites the secret in memory; its copies elsewhere are the caller's to erase. Idempotent. */
    public void erase() {
        if (secret != null) {
            Arrays.fill(secret, (byte) 0);
            secret = null;
        }
    }

    @Override
    public String toString() {
        return "pairwise secret";
    }
}
