package dev.plumbline.proofs.event;

import dev.plumbline.proofs.Malformed;
import dev.plumbline.proofs.MalformedException;

/** The signature algorithms of an event (formats.md section 3). Each fits exactly one kind of issuer. */
public enum SignatureAlgorithm {
    /** Ed25519 by the strict rule of {@code crypto.Ed25519}. */
    ED25519("ed25519", 64, Issuer.Kind.ED25519),
    /** ECDSA over P-256 with SHA-256, r || s. */
    ES256("es256", 64, Issuer.Kind.P256),
    /** ECDSA over secp256k1 with SHA-256, r || s. */
    ES256K("es256k", 64, Issuer.Kind.SECP256K1),
    /** A wallet's signature of typed data, r || s || v. */
    EIP712("eip712", 65, Issuer.Kind.ETHEREUM_ACCOUNT);

    private final String wireName;
    private final int valueBytes;
    private final Issuer.Kind issuerKind;

    SignatureAlgorithm(String wireName, int valueBytes, Issuer.Kind issuerKind) {
        this.wireName = wireName;
        this.valueBytes = valueBytes;
        this.issuerKind = issuerKind;
    }

    /** The algorithm of this name in the {@code alg} field. */
    public static SignatureAlgorithm parse(String wireName) throws MalformedException {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.wireName.equals(wireName)) {
                return algorithm;
            }
        }
        throw new MalformedException(
                Malformed.UNSUPPORTED,
                "signature algorithm",
                "is " + MalformedException.quote(wireName) + ", want ed25519, es256, es256k or eip712");
    }

    /** The name in the {@code alg} field. */
    public String wireName() {
        return wireName;
    }

    /** Bytes of every signature of this algorithm. */
    public int valueBytes() {
        return valueBytes;
    }

    /** The only kind of issuer that signs with this algorithm. */
    public Issuer.Kind issuerKind() {
        return issuerKind;
    }
}
