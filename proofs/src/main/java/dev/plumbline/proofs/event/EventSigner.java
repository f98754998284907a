package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Limits;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.EcdsaP256;
import dev.plumbline.proofs.crypto.Ed25519SigningKey;
import dev.plumbline.proofs.crypto.Secp256k1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An issuer's private key, for apps that write events: what it signs, {@link EventSignature#check} finds valid.
 *
 * <p>All signatures are deterministic and have the low s. Immutable, safe for any number of threads; never printed.
 */
public final class EventSigner {
    private final Issuer issuer;
    private final SignatureAlgorithm algorithm;
    // Of a message; for an Ethereum account, of a digest.
    private final UnaryOperator<byte[]> key;

    private EventSigner(Issuer issuer, SignatureAlgorithm algorithm, UnaryOperator<byte[]> key) {
        this.issuer = issuer;
        this.algorithm = algorithm;
        this.key = key;
    }

    /**
     * The {@code did:key} of an Ed25519 seed.
     *
     * @throws IllegalArgumentException if the seed is not 32 bytes
     */
    public static EventSigner ed25519(byte[] seed32) {
        Ed25519SigningKey key = Ed25519SigningKey.of(seed32);
        return new EventSigner(ofOwnKey(Issuer.Kind.ED25519, key.publicKey()), SignatureAlgorithm.ED25519, key::sign);
    }

    /**
     * The {@code did:key} of a P-256 private key.
     *
     * @throws IllegalArgumentException if the key is not 32 bytes in [1, n−1]
     */
    public static EventSigner p256(byte[] privateKey32) {
        byte[] key = privateKey32.clone();
        return new EventSigner(
                ofOwnKey(Issuer.Kind.P256, EcdsaP256.publicKey(key)),
                SignatureAlgorithm.ES256,
                message -> EcdsaP256.sign(key, message));
    }

    /**
     * The {@code did:key} of a secp256k1 private key.
     *
     * @throws IllegalArgumentException if the key is not 32 bytes in [1, n−1]
     */
    public static EventSigner secp256k1(byte[] privateKey32) {
        byte[] key = privateKey32.clone();
        return new EventSigner(
                ofOwnKey(Issuer.Kind.SECP256K1, Secp256k1.publicKey(key)),
                SignatureAlgorithm.ES256K,
                message -> Secp256k1.signMessage(key, message));
    }

    /**
     * The account of a private key on the chain of this EIP-155 number.
     *
     * @throws IllegalArgumentException if the key is not 32 bytes in [1, n−1], or the chain outside 1 to 2^53−1
     */
    public static EventSigner ethereumAccount(long chain, byte[] privateKey32) {
        byte[] key = privateKey32.clone();
        Issuer account = Issuer.ofAccount(chain, Secp256k1.address(Secp256k1.publicKey(key)));
        return new EventSigner(account, SignatureAlgorithm.EIP712, digest -> Secp256k1.sign(key, digest));
    }

    private static Issuer ofOwnKey(Issuer.Kind kind, byte[] publicKey) {
        try {
            return Issuer.ofKey(kind, publicKey);
        } catch (MalformedException e) {
            throw new AssertionError("the public key of a private key is a key", e);
        }
    }

    /** Who signs. */
    public Issuer issuer() {
        return issuer;
    }

    /** Signs one event. */
    public EventSignature sign(EventId id, String kind, String namespace, long issuedAtMillis) {
        byte[] signed = algorithm == SignatureAlgorithm.EIP712
                ? Eip712.digest(id, kind, namespace, issuedAtMillis)
                : SignedBytes.ofEvent(id);
        return EventSignature.ofEvent(algorithm, key.apply(signed));
    }

    /**
     * Signs events with one signature: the same value for each, with its own path.
     *
     * @throws IllegalArgumentException if there are none, or more than {@link Limits#BATCH_EVENTS_MAX}
     * @throws IllegalStateException if the issuer is an Ethereum account, which signs each event
     */
    public List<EventSignature> signBatch(List<EventId> ids) {
        if (algorithm == SignatureAlgorithm.EIP712) {
            throw new IllegalStateException("an Ethereum account signs no batches");
        }
        if (ids.isEmpty() || ids.size() > Limits.BATCH_EVENTS_MAX) {
            throw new IllegalArgumentException(
                    "batch of " + ids.size() + " events, want 1 to " + Limits.BATCH_EVENTS_MAX);
        }
        List<BatchPath> paths = BatchPath.ofAll(ids);
        byte[] value = key.apply(SignedBytes.ofBatch(ids.size(), paths.get(0).rootFrom(ids.get(0))));
        List<EventSignature> signatures = new ArrayList<>(ids.size());
        for (BatchPath path : paths) {
            signatures.add(EventSignature.ofBatch(algorithm, value, path));
        }
        return signatures;
    }

    @Override
    public String toString() {
        return "signer of " + issuer;
    }
}
