package dev.plumbline.ledger.fairness;

/** An innocent cause, that was shown, for a transaction being late or in no block. */
public enum Cause {
    /** None was shown; which is not to say that there is none. */
    NONE,
    /** Its fee cap was below the base fee. */
    FEE_CAP_BELOW_BASE_FEE,
    /** An earlier nonce of its sender was in no block yet. */
    NONCE_NOT_READY,
    /** Another transaction with its nonce is in a block. */
    REPLACED,
    /** No endpoint took it. */
    ENDPOINTS_REFUSED,
    /** Its sender could not pay for it. */
    INSUFFICIENT_FUNDS
}
