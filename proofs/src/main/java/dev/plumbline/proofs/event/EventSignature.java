package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;
import dev.plumbline.proofs.crypto.Secp256k1;
import dev.plumbline.proofs.crypto.VerifyingKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signature over one event, or over a batch of events in which this one stands (formats.md section 3).
 *
 * <p>Untrusted until {@link #check} says {@link SignatureStatus#VALID}. It never identifies an event: ECDSA allows two
 * values for one event, and {@code es256} and {@code es256k} accept both here because ordinary libraries and hardware
 * produce both. Immutable, equal by value.
 */
public final class EventSignature {
    private static final String SUBJECT = "signature";
    private static final String HEX_PREFIX = "0x";
    private static final HexFormat HEX = HexFormat.of();

    private final SignatureAlgorithm algorithm;
    private final byte[] value;
    private final @Nullable BatchPath batch;

    private EventSignature(SignatureAlgorithm algorithm, byte[] value, @Nullable BatchPath batch) {
        if (value.length != algorithm.valueBytes()) {
            throw new IllegalArgumentException(
                    algorithm.wireName() + " signature of " + value.length + " bytes, want " + algorithm.valueBytes());
        }
        this.algorithm = algorithm;
        this.value = value;
        this.batch = batch;
    }

    /**
     * A signature of one event alone.
     *
     * @throws IllegalArgumentException if the value has not the length that the algorithm demands
     */
    public static EventSignature ofEvent(SignatureAlgorithm algorithm, byte[] value) {
        return new EventSignature(algorithm, value.clone(), null);
    }

    /**
     * A signature of the batch in which the event stands at this path.
     *
     * @throws IllegalArgumentException if the value has not the length that the algorithm demands
     */
    public static EventSignature ofBatch(SignatureAlgorithm algorithm, byte[] value, BatchPath batch) {
        return new EventSignature(algorithm, value.clone(), Objects.requireNonNull(batch));
    }

    /**
     * Takes the fields of a {@code sig} object: the name of the algorithm, {@code 0x} and lowercase hex of exactly its
     * length, and the batch if there is one.
     */
    public static EventSignature parse(String alg, String value, @Nullable BatchPath batch) throws MalformedException {
        SignatureAlgorithm algorithm = SignatureAlgorithm.parse(alg);
        int wantedChars = HEX_PREFIX.length() + 2 * algorithm.valueBytes();
        if (value.length() != wantedChars || !value.startsWith(HEX_PREFIX)) {
            throw new MalformedException(
                    Malformed.VALUE,
                    SUBJECT,
                    "is " + MalformedException.quote(value) + ", want 0x and " + 2 * algorithm.valueBytes()
                            + " hex digits for " + alg);
        }
        byte[] bytes;
        try {
            bytes = HEX.parseHex(value, HEX_PREFIX.length(), value.length());
        } catch (IllegalArgumentException e) {
            throw new MalformedException(Malformed.VALUE, SUBJECT, "is not hex: " + MalformedException.quote(value));
        }
        if (hasUppercase(value)) {
            throw new MalformedException(Malformed.NOT_CANONICAL, SUBJECT, "has uppercase hex digits");
        }
        return new EventSignature(algorithm, bytes, batch);
    }

    private static boolean hasUppercase(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            if (hex.charAt(i) >= 'A' && hex.charAt(i) <= 'F') {
                return true;
            }
        }
        return false;
    }

    /** How it was made. */
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** The signature's bytes. A fresh copy. */
    public byte[] value() {
        return value.clone();
    }

    /** The {@code value} field: {@code 0x} and lowercase hex. */
    public String encodedValue() {
        return HEX_PREFIX + HEX.formatHex(value);
    }

    /** Where the event stands in the signed batch; null if the signature is for the event alone. */
    public @Nullable BatchPath batch() {
        return batch;
    }

    /**
     * Whether {@code issuer} signed the event of this id, kind, namespace and time.
     *
     * <p>Total: a status for any input. Kind, namespace and time are what {@code eip712} signs besides the id; the
     * other algorithms cover them through the id alone. Costs one signature check, 45 to 170 microseconds, and up to 13
     * hashes for a batch; {@link BatchVerifier} does a batch for the price of one check.
     */
    public SignatureStatus check(Issuer issuer, EventId id, String kind, String namespace, long issuedAtMillis) {
        if (algorithm.issuerKind() != issuer.kind()) {
            return SignatureStatus.ALGORITHM_NOT_OF_ISSUER;
        }
        if (algorithm == SignatureAlgorithm.EIP712) {
            return batch == null
                    ? checkAccount(issuer, Eip712.digest(id, kind, namespace, issuedAtMillis))
                    : SignatureStatus.BATCH_NOT_ALLOWED;
        }
        VerifyingKey key = issuer.key();
        if (key == null) {
            return SignatureStatus.ISSUER_KEY_WEAK;
        }
        byte[] signed = batch == null ? SignedBytes.ofEvent(id) : SignedBytes.ofBatch(batch.size(), batch.rootFrom(id));
        return key.verify(signed, value) ? SignatureStatus.VALID : SignatureStatus.SIGNATURE_BAD;
    }

    private SignatureStatus checkAccount(Issuer issuer, byte[] digest) {
        byte[] signer = Secp256k1.recover(digest, value);
        if (signer == null) {
            return SignatureStatus.NOT_RECOVERABLE;
        }
        return Arrays.equals(Secp256k1.address(signer), issuer.subject())
                ? SignatureStatus.VALID
                : SignatureStatus.OTHER_SIGNER;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventSignature signature
                && algorithm == signature.algorithm
                && Arrays.equals(value, signature.value)
                && Objects.equals(batch, signature.batch);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return algorithm.wireName() + ":" + encodedValue();
    }
}
