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
    /** The newest block of the node is old: it lost its peers, or the chain stands still. Anchoring goes on through it. */
    NODE_STALE,
    /** There is no anchor contract at the configured address, or it runs other code. */
    WRONG_CODE,
    /** The contract belongs to a log with another origin. */
    WRONG_ORIGIN,
    /** The key is not the contract's operator. */
    NOT_OPERATOR,
    /** The key is not the successor that the contract's operator named. */
    NOT_SUCCESSOR,
    /** The contract holds a larger tree than the log has: the log's disk was rolled back, or two logs share a key. */
    LEDGER_BEHIND,
    /** The contract holds a root that the log never had at that size. */
    FORK,
    /** The chain asks for more than the policy allows. */
    FEE_TOO_HIGH,
    /** The day's budget does not allow another transaction. */
    BUDGET_SPENT,
    /** A demanded entry is overdue. If the log holds it anchoring goes on, and else the contract takes no anchor. */
    DEMAND_OVERDUE,
    /** Nothing is sent because that is the policy; the detail says what would have been. */
    DRY_RUN,
    /** The transaction was mined and did nothing. */
    REVERTED,
    /** Another transaction of the same key took the nonce. */
    NONCE_TAKEN,
    /** A transaction of the same key with a lower nonce is missing, or waits: ours cannot be mined before it. */
    NONCE_GAP,
    /** The verifier refuses the evidence that the node gave. */
    EVIDENCE_REFUSED,
    /** A file of the anchor directory cannot be read or written, or is damaged. */
    STORAGE;

    /** Whether it is for this node to say, so that another may say otherwise. */
    boolean isWordOfNode() {
        return switch (this) {
            case RPC_UNREACHABLE,
                    RPC_REFUSED,
                    RPC_BAD_ANSWER,
                    WRONG_CHAIN,
                    NODE_BEHIND,
                    NODE_STALE,
                    WRONG_CODE,
                    WRONG_ORIGIN,
                    NOT_OPERATOR,
                    NOT_SUCCESSOR,
                    LEDGER_BEHIND,
                    FORK,
                    FEE_TOO_HIGH,
                    DEMAND_OVERDUE,
                    EVIDENCE_REFUSED -> true;
            // The disk says so, or the attempt has changed and begins anew.
            case BUDGET_SPENT, DRY_RUN, REVERTED, NONCE_TAKEN, NONCE_GAP, STORAGE -> false;
        };
    }
}
