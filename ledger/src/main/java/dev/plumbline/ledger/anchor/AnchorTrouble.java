package dev.plumbline.ledger.anchor;

/** What keeps an anchor from going on. New constants may be added in a minor version. */
public enum AnchorTrouble {
    /** The node cannot be reached; the next step asks again. */
    RPC_UNREACHABLE,
    /** The node refuses; the detail says why. */
    RPC_REFUSED,
    /** The node's answer is malformed or contradicts itself. */
    RPC_BAD_ANSWER,
    /** The node follows another chain than the configured one. */
    WRONG_CHAIN,
    /** The contract holds less than stored evidence proves: the node lags, or follows another chain of the same id. */
    NODE_BEHIND,
    /** There is no anchor contract at the configured address, or it runs other code. */
    WRONG_CODE,
    /** The contract belongs to a log with another origin. */
    WRONG_ORIGIN,
    /** The key is not the contract's operator. */
    NOT_OPERATOR,
    /** The contract holds a larger tree than the log has: the log's disk was rolled back, or two logs share a key. */
    LEDGER_BEHIND,
    /** The contract holds a root that the log never had at that size. */
    FORK,
    /** The chain asks for more than the policy allows. */
    FEE_TOO_HIGH,
    /** The transaction was mined and did nothing. */
    REVERTED,
    /** Another transaction of the same key took the nonce. */
    NONCE_TAKEN,
    /** The verifier refuses the evidence that the node gave. */
    EVIDENCE_REFUSED,
    /** A file of the anchor directory cannot be read or written, or is damaged. */
    STORAGE
}
