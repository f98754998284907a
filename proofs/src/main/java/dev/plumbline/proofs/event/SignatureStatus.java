package dev.plumbline.proofs.event;

/** What the check of an event's signature found. Only {@link #VALID} is good. */
public enum SignatureStatus {
    /** The issuer signed this event. */
    VALID,
    /** The algorithm is not the one that fits the issuer's kind of key. */
    ALGORITHM_NOT_OF_ISSUER,
    /** The issuer's Ed25519 point has a part of small order, under which a signature proves nothing. */
    ISSUER_KEY_WEAK,
    /** A batch under {@code eip712}: a wallet shows its holder one event, so one signature is one event. */
    BATCH_NOT_ALLOWED,
    /** No key can have made this {@code eip712} signature: v outside 27 and 28, a high s, or numbers out of range. */
    NOT_RECOVERABLE,
    /** The {@code eip712} signature was made by another account, or for other data. */
    OTHER_SIGNER,
    /** The signature does not hold for this event under the issuer's key. */
    SIGNATURE_BAD
}
