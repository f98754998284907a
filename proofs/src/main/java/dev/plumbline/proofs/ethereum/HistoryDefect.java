package dev.plumbline.proofs.ethereum;

/** Why evidence of an older block's hash proves nothing. New constants may be added in a minor version. */
public enum HistoryDefect {
    /** The older block is not older, or so much older that the ring has been written over. */
    OUTSIDE_WINDOW,
    /** The account proof does not lead from the newer block's state root to an answer about the contract. */
    ACCOUNT_PROOF_BAD,
    /** The account proof shows that the newer block's chain has no history contract. */
    NO_CONTRACT,
    /** There is a contract, but its code is not that of EIP-2935, so its slots may mean anything. */
    CODE_DIFFERS,
    /** The storage proof does not lead from the contract's storage root to the slot. */
    STORAGE_PROOF_BAD,
    /** The slot is empty: the chain took up EIP-2935 only after the older block. */
    NOT_RECORDED
}
