package dev.plumbline.proofs.ethereum;

/** Why evidence of an anchor was refused. New constants may be added in a minor version. */
public enum AnchorDefect {
    /** The header is not canonical RLP of a block header. */
    HEADER_MALFORMED,
    /** The account proof does not lead from the header's state root to an answer about the contract. */
    ACCOUNT_PROOF_BAD,
    /** The account proof shows that there is no account at the contract's address. */
    NO_CONTRACT,
    /** There is an account, but it does not run the anchor contract's code. */
    CODE_DIFFERS,
    /** The storage proof does not lead from the account's storage root to the slots. */
    STORAGE_PROOF_BAD,
    /** The contract belongs to a log with another origin. */
    ORIGIN_DIFFERS,
    /** The contract runs but holds no anchor yet. */
    NOTHING_ANCHORED,
    /** The slots hold something that the contract cannot have written. */
    SLOTS_IMPOSSIBLE
}
