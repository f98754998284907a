package dev.plumbline.proofs.merkle;

/** What the check of an inclusion, consistency or subtree proof, or of one about many leaves, found. Anything but {@link #VALID} is a refusal. */
public enum ProofStatus {
    /** The proof holds. */
    VALID,
    /** No leaf, more than one proof may be about, or not as many leaves as indexes. */
    WRONG_LEAF_COUNT,
    /** The indexes of many leaves are not ascending, or one is there twice. */
    INDEXES_OUT_OF_ORDER,
    /** The leaf index is not below the tree size, or not in the subtree. */
    INDEX_OUTSIDE_TREE,
    /** The older tree is empty, or it or a subtree reaches beyond the newer one: there is nothing that a proof could show. */
    SIZES_OUT_OF_ORDER,
    /** The number of hashes is not the one that the index and the sizes demand. */
    WRONG_PATH_LENGTH,
    /** The hashes do not lead to the root. */
    ROOT_MISMATCH
}
