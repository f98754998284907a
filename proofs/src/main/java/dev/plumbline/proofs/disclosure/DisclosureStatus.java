package dev.plumbline.proofs.disclosure;

/** What the check of something disclosed against the event found. Anything but {@link #VALID} is a refusal. */
public enum DisclosureStatus {
    /** It is what the event commits to. */
    VALID,
    /** The event commits to nothing in that field, or has no rows. */
    NOTHING_COMMITTED,
    /** Salt and value do not give the commitment. */
    COMMITMENT_MISMATCH,
    /** The dataset has no row of that number. */
    ROW_OUTSIDE_DATASET,
    /** The path has another number of hashes than row and count demand. */
    WRONG_PATH_LENGTH,
    /** Salt, row and path do not lead to the root of the dataset. */
    ROW_ROOT_MISMATCH
}
